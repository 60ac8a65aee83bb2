"""The addresses of the first page and of the pages of text."""

from django.urls import URLPattern, path

from enduse.web.public.views import home, texts

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("method/", texts.method, name="method"),
    path("glossary/", texts.glossary, name="glossary"),
    path("data/", texts.data, name="data"),
]
