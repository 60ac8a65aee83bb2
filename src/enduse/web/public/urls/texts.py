"""The addresses of the first page and of the pages of text."""

from django.urls import URLPattern, path

from enduse.web.public.views import downloads, home, texts

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("method/", texts.method, name="method"),
    path("glossary/", texts.glossary, name="glossary"),
    path("data/", texts.data, name="data"),
    path("data/enduse-pack.zip", downloads.whole, name="data-pack"),
    path("data/<slug:noun>.yaml", downloads.noun, name="data-noun"),
]
