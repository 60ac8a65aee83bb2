"""A page as others name it: its title, its kind, its address."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from enduse.taxonomy import TECHNOLOGIES
from enduse.web import words
from enduse.web.pack import MODELS
from enduse.web.registry.models import Country

OTHERS = {"countries": gettext_lazy("country"), "technologies": gettext_lazy("technology")}
NOUNS: Mapping[str, str] = {
    str(model._meta.model_name): {"demands": "statements"}.get(noun, noun)
    for noun, model in MODELS.items()
} | {"country": "countries", "technology": "technologies"}


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
        [name] = [name for name, noun in NOUNS.items() if noun == self.noun]
        return reverse(f"public:{name}", args=[self.key])

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
    name = next((name for name, one in NOUNS.items() if one == noun), None)
    if name is None:
        raise Http404
    if noun == "technologies":
        record: Any = key if key in TECHNOLOGIES else None
    elif noun == "countries":
        record = Country.objects.filter(pk=key).first()
    else:
        model = next(model for model in MODELS.values() if model._meta.model_name == name)
        record = model.objects.published().filter(pk=key).first()
    if record is None:
        raise Http404
    return page_of(name, record)


def described() -> str:
    """What the whole site is, in a sentence."""
    what = "Who gets surveillance technology, under whose licence, and what it is used for."
    return gettext(what)
