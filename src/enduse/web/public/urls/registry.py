"""The addresses of parties, products, transfers, restrictions and sources."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
