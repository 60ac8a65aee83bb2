"""The addresses of the assessment form."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
