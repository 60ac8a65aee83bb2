"""The filters of parties, products, transfers, restrictions and sources."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enduse import evidence, trade
from enduse.evidence import Record
from enduse.interchange import languages
from enduse.taxonomy import TECHNOLOGIES
from enduse.web.public.forms.chosen import Chosen
from enduse.web.public.forms.filters import FilterForm, choice, year
from enduse.web.public.kept.answers import listed
from enduse.web.public.kept.traders import Trader
from enduse.web.registry.models import Country, Party, Product, Published, Source
from enduse.web.registry.models.fields import words_of
from enduse.web.words import label
from enduse.web.words.places import by_name

ANY = _("any")


class RecordField(forms.SlugField):
    """A record that a link names by its id; readers take it away, they do not type it."""

    widget = forms.HiddenInput

    def __init__(self, title: Any, model: type[Published]) -> None:
        super().__init__(label=title, required=False, max_length=120)
        self.model = model

    def clean(self, value: Any) -> Any:
        """The published record, None where none was asked for."""
        key = super().clean(value)
        found = self.model.objects.published().filter(pk=key).first() if key else None
        if key and found is None:
            raise forms.ValidationError(_("There is no record “%(key)s”.") % {"key": key})
        return found


def party(title: Any) -> RecordField:
    """A field for a party that a link names."""
    return RecordField(title, Party)


def product(title: Any) -> RecordField:
    """A field for a product that a link names."""
    return RecordField(title, Product)


def word(title: Any, noun: type[Record], name: str) -> forms.ChoiceField:
    """A field to choose one of the words that a field of the core can hold."""
    return choice(title, [(one, label(name, one)) for one in words_of(noun, name)], ANY)


def technology() -> forms.ChoiceField:
    """A field to choose a technology."""
    named = [(code, label("technology", code)) for code in TECHNOLOGIES]
    return choice(_("Technology"), named, ANY)


class CountryField(forms.ChoiceField):
    """A field to choose one of the countries that a list holds."""

    widget = Chosen

    def __init__(self, title: Any) -> None:
        super().__init__(label=title, required=False)

    def offer(self, held: QuerySet[Any] | Sequence[str]) -> None:
        """Offer the countries whose codes the query gives, by name."""
        found = Country.objects.filter(pk__in=held).order_by("name").values_list("pk", "name")
        self.choices = [("", ANY), *by_name(listed(found))]


class RegistryFilter(FilterForm):
    """A filter that offers the countries which the list holds, and shows what links narrow."""

    def __init__(self, rows: QuerySet[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, CountryField):
                field.offer(rows.order_by().values(self.lookups[name]))

    @property
    def narrowed_by(self) -> list[tuple[str, Any, Any]]:
        """The records that a link narrowed the list to: field, title, record."""
        return [
            (name, field.label, self.cleaned_data[name])
            for name, field in self.fields.items()
            if isinstance(field, RecordField) and self.cleaned_data.get(name)
        ]

    @property
    def unusable(self) -> list[tuple[Any, Any]]:
        """What was asked for in a field that readers do not see, and cannot be used."""
        return [
            (field.label, problem)
            for name, field in self.fields.items()
            for problem in self.errors.get(name, ())
            if isinstance(field, RecordField)
        ]


class PartyFilter(RegistryFilter):
    """Which organisations to show."""

    lookups = {"kind": "kind", "country": "country"}
    kind = word(_("Kind"), trade.Party, "kind")
    country = CountryField(_("Country"))


class TradeFilter(FilterForm):
    """Which vendors or end users to show, by what they sold, make or received."""

    lookups = {"country": "", "technology": "", "strength": ""}
    country = CountryField(_("Country"))
    technology = technology()
    strength = word(_("With proof"), trade.Transfer, "strength")
    narrowed_by = unusable = ()

    def __init__(self, every: Sequence[Trader], *args: Any) -> None:
        super().__init__(*args)
        codes = sorted({one.country for one in every if one.country})
        self.fields["country"].offer(codes)  # type: ignore[attr-defined]

    def narrowed(self, rows: Sequence[Trader]) -> Sequence[Trader]:  # type: ignore[override]
        """The parties of which a transfer, or a product, is as asked for."""
        self.is_valid()
        place, *of = (self.cleaned_data.get(name) or "" for name in self.lookups)
        rows = [one for one in rows if one.country == place] if place else rows
        return [one for one in rows if one.fits(*of)] if any(of) else rows


class ProductFilter(RegistryFilter):
    """Which products to show."""

    lookups = {"technology": "technology", "country": "vendor__country", "vendor": "vendor"}
    technology = technology()
    country = CountryField(_("Country of the vendor"))
    vendor = party(_("Vendor"))


class TransferFilter(RegistryFilter):
    """Which transfers to show."""

    lookups = {
        "destination": "destination",
        "country": "supplier__country",
        "technology": "technology",
        "stage": "stage",
        "strength": "strength",
        "how_known": "how_known",
        "year": "reported_day__year",
        "supplier": "supplier",
        "end_user": "end_user",
        "product": "product",
    }
    destination = CountryField(_("Destination"))
    country = CountryField(_("Country of the supplier"))
    technology = technology()
    stage = word(_("Stage"), trade.Transfer, "stage")
    strength = word(_("Proof"), trade.Transfer, "strength")
    how_known = word(_("Known from"), trade.Transfer, "how_known")
    year = year(_("Reported in the year"))
    supplier = party(_("Supplier"))
    end_user = party(_("End user"))
    product = product(_("Product"))


class RestrictionFilter(RegistryFilter):
    """Which restrictions to show."""

    lookups = {
        "kind": "measure",
        "country": "target__country",
        "destination": "related_destination",
        "year": "date_day__year",
        "vendor": "target",
        "authority": "authority",
    }
    kind = word(_("Measure"), trade.Restriction, "measure")
    country = CountryField(_("Country of the party"))
    destination = CountryField(_("Because of"))
    year = year(_("Year"))
    vendor = party(_("Party"))
    authority = party(_("Authority"))


class SourceFilter(RegistryFilter):
    """Which sources to show."""

    lookups = {
        "kind": "kind",
        "language": "language",
        "read": "read",
        "year": "published_day__year",
        "publisher": "publisher__icontains",
    }
    kind = word(_("Kind"), evidence.Source, "kind")
    language = choice(_("Language"), (), ANY)
    read = word(_("How far it was read"), evidence.Source, "read")
    year = year(_("Published in the year"))
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=100)

    def __init__(self, rows: QuerySet[Source], *args: Any) -> None:
        super().__init__(rows, *args)
        held = rows.order_by("language").values_list("language", flat=True).distinct()
        named = [("", ANY), *((code, language_name(code)) for code in listed(held))]
        self.fields["language"].choices = named  # type: ignore[attr-defined]


def language_name(code: str) -> str:
    """The name of a language in the reader's language; the code where it has none.

    >>> language_name("fi"), language_name("zh"), language_name("ru-Latn"), language_name("qqq")
    ('Finnish', 'Chinese', 'Russian', 'qqq')
    """
    return languages.language(code)
