"""The addresses of the public pages; one thing has one address."""

from django.urls import URLPattern

from enduse.web.public.urls import (
    assess,
    demands,
    drawings,
    ledger,
    outreach,
    places,
    registry,
    search,
    taken,
    texts,
)

app_name = "public"
urlpatterns: list[URLPattern] = [
    *texts.urlpatterns,
    *taken.urlpatterns,
    *search.urlpatterns,
    *assess.urlpatterns,
    *registry.urlpatterns,
    *places.urlpatterns,
    *ledger.urlpatterns,
    *outreach.urlpatterns,
    *demands.urlpatterns,
    *drawings.urlpatterns,
]
