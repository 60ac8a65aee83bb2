"""The addresses of statements, demands and pledges."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
