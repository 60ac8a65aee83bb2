"""Which drawings there are of what, and the record that each is of."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from enduse.interchange.languages import country
from enduse.web import words
from enduse.web.pack import MODELS
from enduse.web.public.views.drawings.chains import chain_of
from enduse.web.public.views.drawings.charts import answers, proof, years
from enduse.web.public.views.drawings.figure import Figure, Subject
from enduse.web.public.views.drawings.flows import flows
from enduse.web.public.views.drawings.networks import network_of
from enduse.web.public.views.drawings.timelines import timeline_of
from enduse.web.public.views.pages import record_at
from enduse.web.registry.models import Country

KINDS: Mapping[str, Mapping[str, Callable[[Subject], Figure | None]]] = {
    "": {"flows": flows, "years": years, "proof": proof},
    "parties": {"network": network_of, "timeline": timeline_of, "flows": flows},
    "countries": {"timeline": timeline_of, "flows": flows},
    "technologies": {"flows": flows},
    "products": {"timeline": timeline_of},
    "incidents": {"timeline": timeline_of},
    "licences": {"chain": chain_of, "timeline": timeline_of},
    "outreach": {"answers": answers},
}


def names_for(noun: str) -> Sequence[str]:
    """What the drawings of a noun are called; without a noun, those of the whole record."""
    return tuple(KINDS.get(noun, ()))


def drawn(name: str, subject: Subject) -> Figure | None:
    """A drawing of a subject; None where the record holds too little to draw."""
    return KINDS[subject.noun][name](subject)


def subject_of(record: Any, day: date | None) -> Subject:
    """A record, a country or the code of a technology as what a drawing is of."""
    if isinstance(record, str):
        return Subject("technologies", record, str(words.label("technology", record)), record, day)
    if isinstance(record, Country):
        return Subject("countries", record.pk, country(record.pk, record.name), record, day)
    [noun] = [noun for noun, model in MODELS.items() if isinstance(record, model)]
    return Subject(noun, record.pk, str(record), record, day)


def found(noun: str, key: str, day: date | None) -> Subject:
    """The subject of an address, if readers may see it and it was known on the day."""
    if noun not in KINDS or not noun:
        raise Http404
    return subject_of(record_at(noun, key, _published(noun, day)), day)


def _published(noun: str, day: date | None) -> "QuerySet[Any] | None":
    if noun not in MODELS:
        return None
    rows: QuerySet[Any] = MODELS[noun].objects.published().known_on(day)
    return rows.whole() if noun == "licences" else rows  # type: ignore[attr-defined]
