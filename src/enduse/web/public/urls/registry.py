"""The addresses of parties, products, transfers, restrictions and sources."""

from django.urls import URLPattern, path

from enduse.web.public.views.registry import goods, parties, sources

urlpatterns: list[URLPattern] = [
    path("vendors/", parties.vendors, name="vendors"),
    path("end-users/", parties.end_users, name="end-users"),
    path("parties/", parties.parties, name="parties"),
    path("parties/<slug:pk>/", parties.party, name="party"),
    path("products/", goods.products, name="products"),
    path("products/<slug:pk>/", goods.product, name="product"),
    path("transfers/", goods.transfers, name="transfers"),
    path("transfers/<slug:pk>/", goods.transfer, name="transfer"),
    path("restrictions/", goods.restrictions, name="restrictions"),
    path("restrictions/<slug:pk>/", goods.restriction, name="restriction"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:pk>/", sources.source, name="source"),
]
