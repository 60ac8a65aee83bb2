"""The filters of statements and of the matrix of demands."""

from typing import Any, get_args

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enduse import trade
from enduse.record.standing import StandingCode
from enduse.taxonomy import TECHNOLOGIES
from enduse.web.demands.models import Statement
from enduse.web.public.forms.filters import Choices, FilterForm, choice, year
from enduse.web.registry.models import Country, Party
from enduse.web.registry.models.fields import words_of
from enduse.web.words import label
from enduse.web.words.places import by_name

ANY = _("any")
STANDINGS: tuple[StandingCode, ...] = get_args(StandingCode)


class StatementFilter(FilterForm):
    """Which statements to show."""

    lookups = {"type": "type", "year": "date_day__year", "issuer": "issued_by__party_id"}

    def __init__(self, statements: QuerySet[Statement], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        issuers = Party.objects.published().filter(statements_issued__statement__in=statements)
        named = issuers.order_by("name").values_list("pk", "name").distinct()
        types = [(word, label("type", word)) for word in words_of(trade.Statement, "type")]
        places = by_name(Country.objects.order_by("name").values_list("code", "name"))
        codes = [(code, label("technology", code)) for code in TECHNOLOGIES]
        self.fields |= {
            "type": choice(_("Kind"), types, ANY),
            "year": year(_("Year")),
            "issuer": choice(_("Issued by"), named, ANY),
            "technology": choice(_("Technology named"), codes, ANY),
            "country": choice(_("Country concerned"), places, ANY),
        }

    def narrowed(self, rows: Any) -> Any:
        """The statements that every usable field lets through."""
        rows = super().narrowed(rows)
        if self.cleaned_data.get("country"):
            rows = rows.about_country(self.cleaned_data["country"])
        if self.cleaned_data.get("technology"):
            rows = rows.naming(self.cleaned_data["technology"])
        return rows

    @property
    def used(self) -> bool:
        """Whether any field narrows the list."""
        return super().used or any(self.cleaned_data.get(n) for n in ("country", "technology"))


class MatrixFilter(FilterForm):
    """Which demands and addressees to show."""

    def __init__(self, statements: Choices, addressees: Choices, *args: Any) -> None:
        super().__init__(*args)
        standings = [(code, label("standing", code)) for code in STANDINGS]
        self.fields |= {
            "statement": choice(_("Statement"), statements, ANY),
            "addressee": choice(_("Addressee"), addressees, ANY),
            "standing": choice(_("Where it stands"), standings, ANY),
        }
        self.is_valid()

    def fits(self, cell: object) -> bool:
        """Whether a cell is what the reader looks for, as far as a usable field says."""
        asked = {name: said for name, said in self.cleaned_data.items() if said}
        return all(getattr(cell, name) == said for name, said in asked.items())

    @property
    def used(self) -> bool:
        """Whether any field narrows the matrix."""
        return any(self.cleaned_data.values())
