"""The addresses of search."""

from django.urls import URLPattern, path

from enduse.web.public.views import search

urlpatterns: list[URLPattern] = [path("search/", search.search, name="search")]
