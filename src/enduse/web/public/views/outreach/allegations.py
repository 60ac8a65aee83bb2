"""The records that a letter raises, to stand beside what its recipients answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import ForeignKey, Value

from enduse.web.pack import MODELS
from enduse.web.public.views.outreach.told import Cell
from enduse.web.registry.models import Party, Published


class Allegation(NamedTuple):
    """A record that a letter raises, under the name that the pack gives to its like."""

    noun: str
    record: Published

    @property
    def parties(self) -> set[str]:
        """The parties that the record names, and those that own them."""
        named: set[str | None] = set()
        for field in self.record._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is Party:
                named.add(getattr(self.record, field.attname))
                held = getattr(self.record, field.name) if field.is_cached(self.record) else None
                named.add(held.parent_id if held else None)
        return {key for key in named if key}


def raised(ids: Iterable[str], day: date | None) -> list[Allegation]:
    """The published records of some ids that were known on a day, in the order of the ids."""
    wanted = list(ids)
    found = {
        record.pk: Allegation(noun, record)
        for noun in _nouns(wanted)
        for record in _in_words(noun, day).known_on(day).filter(pk__in=wanted)
    }
    return [found[key] for key in wanted if key in found]


def _nouns(wanted: list[str]) -> list[str]:
    """What the ids are ids of, in one query."""
    first, *rest = (
        model.objects.published().filter(pk__in=wanted).order_by().values_list(Value(noun))
        for noun, model in MODELS.items()
    )
    return sorted({noun for (noun,) in first.union(*rest)}) if wanted else []


def _in_words(noun: str, day: date | None) -> Any:
    rows: Any = MODELS[noun].objects.published().with_sources()
    if noun == "transfers":
        return rows.in_words(day)
    return rows.in_words() if noun in {"incidents", "licences"} else rows


def facing(
    cells: Iterable[Cell], allegations: list[Allegation]
) -> list[tuple[list[Cell], list[Allegation]]]:
    """The answers beside what the letter raises about who gives them, or about no recipient at
    all; those that face the same stand together. What nobody answered faces an empty list."""
    asked = list(cells)
    recipients = {cell.party.pk for cell in asked}
    groups: dict[tuple[str, ...], tuple[list[Cell], list[Allegation]]] = {}
    for cell in (cell for cell in asked if cell.answers):
        about = [
            one
            for one in allegations
            if cell.party.pk in one.parties or not one.parties & recipients
        ]
        groups.setdefault(tuple(a.record.pk for a in about), ([], about))[0].append(cell)
    faced = {key for keys in groups for key in keys}
    unanswered = [one for one in allegations if one.record.pk not in faced]
    return [*groups.values(), *([([], unanswered)] if unanswered else [])]
