"""The addresses of countries, technologies, incidents and policies."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
