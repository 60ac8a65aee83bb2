"""The filters of licences and of the rows of registers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from enduse.trade import Decision, Licence
from enduse.trade.register import Entry
from enduse.web.public.forms.filters import Choices, FilterForm, Rows, choice, year
from enduse.web.registry.models.fields import words_of
from enduse.web.words import label


def labelled(field: str, words: Iterable[str]) -> Choices:
    """Words of a field, each with its label."""
    return [(word, label(field, word)) for word in words]


def of_parties(licences: QuerySet[Any], name: str) -> Choices:
    """The parties that licences name in one role, by name."""
    found = licences.exclude(**{f"{name}__isnull": True}).order_by(f"{name}__name")
    return found.values_list(f"{name}_id", f"{name}__name").distinct()


class LicenceFilter(FilterForm):
    """Which licences to show."""

    lookups = {
        "exporter": "exporter_id",
        "authority": "authority_id",
        "destination": "destinations__country_id",
        "end_user": "end_user_id",
        "technology": "technology",
        "kind": "kind",
        "decision": "decisions__decision",
        "year": "decisions__date_day__year",
    }

    def __init__(self, licences: QuerySet[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        places = (
            licences.filter(destinations__isnull=False)
            .order_by("destinations__country__name")
            .values_list("destinations__country_id", "destinations__country__name")
            .distinct()
        )
        codes = licences.exclude(technology=None).order_by("technology")
        held = [code for (code,) in codes.values_list("technology").distinct()]
        self.fields |= {
            "exporter": choice(_("Exporter"), of_parties(licences, "exporter"), _("any")),
            "authority": choice(_("Authority"), of_parties(licences, "authority"), _("any")),
            "destination": choice(_("Destination"), places, _("any")),
            "end_user": choice(_("End user"), of_parties(licences, "end_user"), _("any")),
            "technology": choice(_("Technology"), labelled("technology", held), _("any")),
            "kind": choice(_("Kind"), labelled("kind", words_of(Licence, "kind")), _("any")),
            "decision": choice(
                _("With the event"), labelled("decision", words_of(Decision, "decision")), _("any")
            ),
            "year": year(_("With an event in")),
        }


class EntryFilter(FilterForm):
    """Which rows of a register to show."""

    lookups = {
        "destination": "destination_id",
        "decision": "outcome",
        "kind": "kind",
        "year": "date_day__year",
    }

    def __init__(self, entries: QuerySet[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        places = (
            entries.exclude(destination=None)
            .order_by("destination__name")
            .values_list("destination_id", "destination__name")
            .distinct()
        )
        self.fields |= {
            "destination": choice(_("Destination"), places, _("any")),
            "decision": choice(
                _("Decision"), labelled("outcome", words_of(Entry, "outcome")), _("any")
            ),
            "kind": choice(_("Kind"), labelled("kind", words_of(Entry, "kind")), _("any")),
            "year": year(_("Year")),
            "code": forms.CharField(label=_("Item code"), required=False, max_length=20),
        }

    def narrowed(self, rows: Rows) -> Rows:
        """The rows that every usable field lets through; a code stands for all below it."""
        narrowed = super().narrowed(rows)
        code = self.cleaned_data.get("code")
        if not code:
            return narrowed
        written = narrowed.annotate(written=Cast("codes", TextField()))
        return written.filter(written__icontains=f'"{code}')
