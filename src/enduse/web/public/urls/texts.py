"""The addresses of the first page and of the pages of text."""

from django.urls import URLPattern, path

from enduse.web.public.views import home

urlpatterns: list[URLPattern] = [path("", home.home, name="home")]
