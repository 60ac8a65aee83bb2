"""The filters of licences and of the rows of registers."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from enduse.registers.cells import code_steps
from enduse.trade import Decision, Licence
from enduse.trade.register import Entry
from enduse.web.ledger.models import Chain
from enduse.web.public.forms.filters import (
    MORE,
    Choices,
    FilterForm,
    Rows,
    choice,
    most_named,
    year,
)
from enduse.web.public.kept.answers import listed
from enduse.web.registry.models import Country, Party
from enduse.web.registry.models.fields import words_of
from enduse.web.words import label
from enduse.web.words.places import by_name

ANY = _("any")
KEY = re.compile(r"[a-z0-9-]{1,120}")
OF_EVENTS = ("standing", "decision", "year")
ROLES = {"exporter": _("Exporter"), "end_user": _("End user"), "authority": _("Authority")}


def offered(asked: Any, rows: QuerySet[Any], every: QuerySet[Any]) -> Choices:
    """The names of rows to choose from; and what was asked for, if there is such a thing at all:
    a list of nothing is an answer too."""
    found = [*listed(rows.order_by("name").values_list("pk", "name").distinct())]
    if KEY.fullmatch(asked or "") and asked not in dict(found):
        found += every.filter(pk=asked).values_list("pk", "name")
    return by_name(found) if every.model is Country else found


class LicenceFilter(FilterForm):
    """Which licences to show. `chains` holds their events as known on the day of the list; what
    sources tell without a date cannot be known as of a day."""

    lookups = {
        "exporter": "exporter",
        "authority": "authority",
        "destination": "destinations__country",
        "end_user": "end_user",
        "technology": "technology",
        "kind": "kind",
    }

    def __init__(
        self,
        data: Any,
        licences: QuerySet[Any],
        *,
        chains: Mapping[str, Chain],
        day: date | None,
    ) -> None:
        super().__init__(data)
        self.chains = chains
        self.fields |= self._of_records(licences)
        undated = licences.order_by().filter(decisions=None).exclude(status=None)
        told = listed(undated.values_list("status", flat=True).distinct()) if day is None else ()
        states = {chain.state for chain in chains.values() if chain.state}
        self.fields |= {
            "kind": _word("kind", _("Kind"), words_of(Licence, "kind")),
            "standing": _word("state", _("By the last event known"), sorted(states)),
            "decision": _word("decision", _("With the event"), words_of(Decision, "decision")),
            "year": year(_("In the year")),
            "status": _word("status", _("Told without a date"), sorted(told)),
        }

    def _of_records(self, licences: QuerySet[Any]) -> dict[str, forms.ChoiceField]:
        """Fields for the countries, parties and technologies of licences."""
        codes = set(listed(licences.order_by().values_list("technology", flat=True).distinct()))
        places, parties = Country.objects.all(), Party.objects.published()
        titles = {"destination": _("Destination"), **ROLES}
        named: dict[str, tuple[QuerySet[Any], QuerySet[Any]]] = {
            "destination": (places.filter(licences__licence__in=licences), places)
        }
        more = {"destination": False}
        for role in ROLES:
            keys, more[role] = most_named(licences, role)
            named[role] = (parties.filter(pk__in=keys), parties)
        found = {
            name: choice(
                titles[name], [*offered(self.data.get(name), *rows), *MORE * more[name]], ANY
            )
            for name, rows in named.items()
        }
        return found | {"technology": _word("technology", _("Technology"), sorted(codes - {None}))}

    def narrowed(self, rows: Rows) -> Rows:
        """The licences that every usable field lets through but those of events: see `fits`."""
        rows = super().narrowed(rows)
        asked = self.cleaned_data
        if asked.get("status"):
            rows = rows.filter(status=asked["status"], decisions=None)
        return rows

    def fits(self, chain: Chain) -> bool:
        """Whether the events of a licence are as asked for; event and year mean one event."""
        state, word, when = (self.cleaned_data.get(name) for name in OF_EVENTS)
        if state and chain.state != state:
            return False
        return not (word or when) or any(
            (not word or event.decision == word) and (not when or event.in_year(when))
            for event in chain.events
        )

    @property
    def used(self) -> bool:
        """Whether any field narrows the list."""
        return any(self.cleaned_data.values())


class EntryFilter(FilterForm):
    """Which rows of a register to show."""

    lookups = {
        "destination": "destination",
        "decision": "outcome",
        "kind": "kind",
        "year": "year",
    }

    def __init__(self, data: Any, entries: QuerySet[Any], *, day: date | None) -> None:
        super().__init__(data)
        places = Country.objects.all()
        # Of today an index tells whether a country has rows; of a day no index does.
        held = entries.order_by().values("destination")
        one = Exists(entries.filter(destination=OuterRef("pk")))
        there = places.filter(pk__in=held) if day else places.filter(one)
        self.fields |= {
            "destination": choice(
                _("Destination"), offered(self.data.get("destination"), there, places), ANY
            ),
            "decision": _word("outcome", _("Decision"), words_of(Entry, "outcome")),
            "kind": _word("kind", _("Kind"), words_of(Entry, "kind")),
            "year": year(_("Year")),
            "code": forms.CharField(
                label=_("Item code, with all below it"), required=False, max_length=60
            ),
        }

    def clean_code(self) -> str:
        """The code; one without a letter or figure is none."""
        code = str(self.cleaned_data["code"])
        if code and not code_steps(code):
            raise forms.ValidationError(_("“%(code)s” is no item code.") % {"code": code})
        return code

    def narrowed(self, rows: Rows) -> Rows:
        """The rows that every usable field lets through; a code stands for all below it."""
        self.is_valid()
        asked = {name: self.cleaned_data.get(name) for name in self.lookups}
        rows = rows.filter(**{self.lookups[name]: said for name, said in asked.items() if said})
        code = self.cleaned_data.get("code")
        return rows.below(code) if code else rows  # type: ignore[attr-defined]

    @property
    def used(self) -> bool:
        """Whether any field narrows the list."""
        return any(self.cleaned_data.values())


def _word(field: str, title: Any, words: Iterable[str]) -> forms.ChoiceField:
    return choice(title, [(word, label(field, word)) for word in words], ANY)
