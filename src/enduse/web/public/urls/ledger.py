"""The addresses of licences, authorities and registers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
