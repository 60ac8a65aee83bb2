"""Filters of a list: sent by GET, so that the address of what is shown can be shared."""

from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.db import models

from enduse.web.public.forms.chosen import Chosen
from enduse.web.public.kept.answers import listed

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")
MOST = 200
MORE = [("", "…")]
Choices = Iterable[tuple[str, Any]]


class FilterForm(forms.Form):
    """A form whose fields narrow a list; what cannot be used is told and narrows nothing.

    `lookups` maps a field to the lookup that it stands for.
    """

    lookups: ClassVar[dict[str, str]] = {}

    def narrowed(self, rows: Rows) -> Rows:
        """The rows that every usable field lets through, each once."""
        self.is_valid()
        for name, lookup in self.lookups.items():
            value = self.cleaned_data.get(name)
            if value not in (None, ""):
                rows = rows.filter(**_narrowing(rows.model, lookup, value))
        return rows

    @property
    def used(self) -> bool:
        """Whether any field narrows the list."""
        return any(self.cleaned_data.get(name) not in (None, "") for name in self.lookups)


def _narrowing(model: type[models.Model], lookup: str, value: Any) -> dict[str, Any]:
    """A filter that lets each row through once, also where several of its parts fit."""
    if not _of_parts(model, lookup):
        return {lookup: value}
    return {"pk__in": model._default_manager.order_by().filter(**{lookup: value}).values("pk")}


@cache
def _of_parts(model: type[models.Model], lookup: str) -> bool:
    """Whether a lookup leads to rows of which several can belong to one row of the model."""
    for step in lookup.split("__"):
        field = next((f for f in model._meta.get_fields() if f.name == step), None)
        if field is None or not field.is_relation:
            return False
        if field.one_to_many or field.many_to_many:
            return True
        model = cast("type[models.Model]", field.related_model)
    return False


def choice(label: Any, choices: Choices, nothing: Any) -> forms.ChoiceField:
    """A field to choose one of some, or none."""
    every = [("", nothing), *choices]
    return forms.ChoiceField(label=label, required=False, choices=every, widget=Chosen)


def most_named(rows: "models.QuerySet[Any]", role: str) -> tuple[list[str], bool]:
    """Whom most of some rows name in a role, as keys, and whether there are more than a reader can
    look through: the rest is reached by the links on their own pages."""
    named = rows.order_by().exclude(**{role: None}).values_list(role)
    counted = named.annotate(n=models.Count("pk", distinct=True)).order_by("-n", role)
    found = [key for key, _ in listed(counted[: MOST + 1])]
    return found[:MOST], len(found) > MOST


def year(label: Any) -> forms.IntegerField:
    """A field for a year."""
    typed = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=False, min_value=1900, max_value=2100, widget=typed
    )
