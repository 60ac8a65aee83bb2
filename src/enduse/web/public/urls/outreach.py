"""The addresses of campaigns and rounds of letters."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
