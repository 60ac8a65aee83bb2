"""A record as linked data: schema.org in JSON-LD."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from enduse.web.public.views.taken.page import Page

CONTEXT = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
KINDS = {
    "company": "Corporation",
    "agency": "GovernmentOrganization",
    "authority": "GovernmentOrganization",
    "ngo": "NGO",
    "media": "NewsMediaOrganization",
}


def linked(page: Page, request: HttpRequest) -> str:
    """What a page is about, as text for a data block; nothing in it can end the block."""
    at = request.build_absolute_uri
    about = {name: told for name, told in ABOUT[page.noun](page, at).items() if told}
    whole = {
        "@context": CONTEXT,
        "@id": at(page.path),
        "url": at(page.path),
        "name": page.title,
        "license": LICENCE,
        **about,
    }
    if "@type" in {*about} and about["@type"] in {*KINDS.values(), "Organization", "Product"}:
        del whole["license"]  # the page is licensed, not the company
    return json.dumps(whole, ensure_ascii=False).replace("<", "\\u003c")


At = Callable[[str], str]


def _named(row: Any, name: str, at: At) -> dict[str, str] | None:
    if row is None:
        return None
    return {"@type": name, "name": str(row), "url": at(row.get_absolute_url())}


def _party(page: Page, at: At) -> dict[str, Any]:
    row = page.record
    return {
        "@type": KINDS.get(row.kind, "Organization"),
        "alternateName": [alias.name for alias in row.aliases.all()],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": one.scheme, "value": one.value}
            for one in row.identifiers.all()
        ],
        "parentOrganization": _named(row.parent, "Organization", at),
        "location": _named(row.country, "Country", at),
    }


def _product(page: Page, at: At) -> dict[str, Any]:
    row = page.record
    maker = _named(row.vendor, "Organization", at)
    return {"@type": "Product", "manufacturer": maker, "category": row.technology}


def _transfer(page: Page, at: At) -> dict[str, Any]:
    row = page.record
    return {
        "@type": "SellAction",
        "agent": _named(row.supplier, "Organization", at),
        "recipient": _named(row.end_user, "Organization", at),
        "location": _named(row.destination, "Country", at),
        "object": _named(row.product, "Product", at),
    }


def _licence(page: Page, at: At) -> dict[str, Any]:
    row = page.record
    return {
        "@type": "GovernmentPermit",
        "issuedBy": _named(row.authority, "GovernmentOrganization", at),
        "permitAudience": {"@type": "Audience", "name": str(row.exporter)},
    }


def _work(page: Page, _at: At) -> dict[str, Any]:
    return {"@type": "CreativeWork", "genre": page.kind}


def _source(page: Page, _at: At) -> dict[str, Any]:
    row = page.record
    return {
        "@type": "CreativeWork",
        "genre": page.kind,
        "publisher": {"@type": "Organization", "name": row.publisher} if row.publisher else None,
        "datePublished": str(row.published or ""),
        "inLanguage": row.language,
        "sameAs": row.url,
    }


def _incident(page: Page, at: At) -> dict[str, Any]:
    return {"@type": "Event", "location": _named(page.record.perpetrator_country, "Country", at)}


def _country(_page: Page, _at: At) -> dict[str, Any]:
    return {"@type": "Country"}


def _technology(_page: Page, at: At) -> dict[str, Any]:
    return {"@type": "DefinedTerm", "inDefinedTermSet": at(reverse("public:technologies"))}


ABOUT: Mapping[str, Callable[[Page, At], dict[str, Any]]] = {
    "parties": _party,
    "products": _product,
    "transfers": _transfer,
    "licences": _licence,
    "incidents": _incident,
    "sources": _source,
    "countries": _country,
    "technologies": _technology,
    "campaigns": _work,
    "outreach": _work,
    "statements": _work,
    "policies": _work,
    "restrictions": _work,
}
