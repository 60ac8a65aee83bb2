"""An address of each kind of page, for tests that hold for every page."""

from functools import cache
from typing import Any

from django.test import Client

from enduse.web.pack import MODELS
from enduse.web.public.urls import urlpatterns

ADDRESSES = {one.name: "/" + str(one.pattern) for one in urlpatterns if one.name}
KINDS = sorted(ADDRESSES)
# Records with much to show, or whole addresses; for the other nouns the first record will do.
CHOSEN = {
    "card-of": "/parties/nso/card.png",
    "citation": "/parties/nso/cite.ris",
    "feed-of": "/parties/nso/feed.atom",
    "sitemap-part": "/sitemaps/1.xml",
    "campaign": "cam-cause",
    "country": "eg",
    "data-noun": "parties",
    "drawing": "/parties/nso/network.svg",
    "figure": "/flows.svg",
    "licence": "lic-area-egypt-2016",
    "outreach": "out-bhrrc-mena-2022",
    "party": "nso",
    "register": "uk",
    "statement": "st-joint-letter-2021",
    "technology": "ip-network-surveillance",
    "transfer": "tr-area-egypt-trd",
}


def sample(kind: str) -> str:
    """The address of a page of this kind; needs the database where no record was chosen above."""
    address = ADDRESSES[kind]
    start, record, end = address.partition("<")
    if not record or CHOSEN.get(kind, "").startswith("/"):
        return CHOSEN.get(kind, address)
    return start + (CHOSEN.get(kind) or _first(kind)) + end.partition(">")[2]


@cache
def fetched(kind: str) -> Any:
    """The page of that address, asked for once; the shipped pack is the same for every test."""
    return Client().get(sample(kind))


@cache
def _first(kind: str) -> str:
    [model] = [model for model in MODELS.values() if model._meta.model_name == kind]
    return str(model.objects.published().order_by("pk").values_list("pk", flat=True)[0])
