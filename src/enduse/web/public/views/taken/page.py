"""A page as others name it: its title, its kind, its address."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from enduse.web import words
from enduse.web.pack import MODELS
from enduse.web.public.views.pages import record_at
from enduse.web.registry.models import addresses

OTHERS = {"countries": gettext_lazy("country"), "technologies": gettext_lazy("technology")}
# Records by what stands first in their addresses, and the names of their kinds of page.
ROWS = {{"demands": "statements"}.get(noun, noun): model for noun, model in MODELS.items()}
NAMES: Mapping[str, str] = {noun: str(model._meta.model_name) for noun, model in ROWS.items()} | {
    "countries": "country",
    "technologies": "technology",
}
NOUNS: Mapping[str, str] = {name: noun for noun, name in NAMES.items()}


class Page(NamedTuple):
    """A page of one record, country or technology."""

    noun: str
    key: str
    title: str
    kind: str
    record: Any

    @property
    def path(self) -> str:
        """Its address."""
        return addresses.page_of(NAMES[self.noun], self.key)

    def file(self, name: str) -> str:
        """The address of a file that belongs to it."""
        return f"{self.path}{name}"


def page_of(name: str, record: Any) -> Page:
    """The page of a record, or of the code of a technology, by the name of its kind of page."""
    noun = NOUNS[name]
    if noun == "technologies":
        return Page(noun, record, str(words.label("technology", record)), _kind(noun), record)
    return Page(noun, record.pk, str(record), _kind(noun, record), record)


def _kind(noun: str, record: Any = None) -> str:
    if noun == "parties":
        return capfirst(str(words.label("kind", record.kind)))
    told = OTHERS.get(noun) or words.ONE["demands" if noun == "statements" else noun]
    return capfirst(str(told))


def found(noun: str, key: str) -> Page:
    """The page at an address, if readers may see it."""
    if noun not in NAMES:
        raise Http404
    model = ROWS.get(noun)
    rows = model.objects.published() if model else None
    return page_of(NAMES[noun], record_at(noun, key, rows))


def described() -> str:
    """What the whole site is, in a sentence."""
    what = "Who gets surveillance technology, under whose licence, and what it is used for."
    return gettext(what)
