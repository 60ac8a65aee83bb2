"""Rows that mirror the nouns of the core, field by field, and turn back into them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self, TypeVar, cast

import msgspec
from django.db import models
from django.urls import reverse

from enduse.evidence import Record
from enduse.trade import Money
from enduse.web.registry.models.fields import When

M = TypeVar("M", bound="Mirror")


class Mirror(models.Model):
    """A row whose columns are called like the fields of a noun of the core.

    A field that holds one record is a foreign key, a list of parts is a `Part` whose foreign key
    is named back like the field, and `sources` are `citations`, in their order.
    """

    noun: ClassVar[type[Record]]
    apart: ClassVar[tuple[str, ...]] = ("sources",)

    class Meta:
        abstract = True

    def to_trade(self) -> Any:
        """The noun of the core that this row mirrors, equal to the one it was loaded from."""
        told = {name: self.stated(name) for name in self.noun.__struct_fields__}
        return msgspec.convert(told, self.noun)

    def stated(self, name: str) -> Any:
        """What the row says of one field of the noun."""
        if name == "sources":
            return tuple(citation.source_id for citation in self.citations.all())  # type: ignore[attr-defined]
        if name == "value" and hasattr(self, "value_amount"):
            return self._money()
        field = self._meta.get_field(name)
        if isinstance(field, models.ManyToOneRel):
            return self._parts(name, cast("type[Part]", field.related_model))
        held = getattr(self, field.attname)  # type: ignore[union-attr]
        return str(held) if isinstance(held, When) else held

    @classmethod
    def columns(cls, told: Any) -> dict[str, Any]:
        """What to write of a noun into the columns of its row; parts and citations apart."""
        written: dict[str, Any] = {}
        for name in cls.noun.__struct_fields__:
            held = getattr(told, name)
            if name == "value" and issubclass(cls, Priced):
                written |= _priced(held)
            elif name not in cls.apart:
                field = cls._meta.get_field(name)
                if not isinstance(field, models.ManyToOneRel):
                    plain = list(held) if isinstance(held, tuple) else held
                    written[field.attname] = plain  # type: ignore[union-attr]
        return written

    @classmethod
    def parts(cls, told: Any, name: str) -> list[Any]:
        """The parts of a noun that one relation holds, in their order."""
        held = getattr(told, name)
        return [] if held is None else list(held) if isinstance(held, tuple) else [held]

    def _parts(self, name: str, model: "type[Part]") -> Any:
        told = tuple(part.to_trade() for part in getattr(self, name).all())
        return next(iter(told), None) if model.alone else told

    def _money(self) -> Money | None:
        amount, scale = self.value_amount, self.value_scale  # type: ignore[attr-defined]
        if amount is None:
            return None
        exact = Decimal(amount).quantize(Decimal(1).scaleb(-scale))
        return Money(amount=exact, currency=self.value_currency)  # type: ignore[attr-defined]


class PartQuerySet(models.QuerySet[M]):
    """Parts of records, each perhaps with citations of its own."""

    def known_on(self, day: date | None) -> Self:
        """What could be known on a day: a source of its own was out, or it cites none."""
        if day is None or not _cites(self.model):
            return self
        name = f"{self.model._meta.model_name}__pk"
        links = self.model.citations.through._default_manager.filter(  # type: ignore[attr-defined]
            **{name: models.OuterRef("pk")}
        )
        out = links.filter(citation__source__known_from__lte=day)
        return self.filter(~models.Exists(links) | models.Exists(out))

    def with_sources(self) -> Self:
        """With each statement's sources at hand."""
        return self.prefetch_related(*_cited(self.model))


PartManager = models.Manager.from_queryset(PartQuerySet)


class Part(Mirror):
    """A row that belongs to another, at its place among its like; it goes when its owner goes."""

    alone: ClassVar[bool] = False
    listed: ClassVar[str | None] = None
    position = models.PositiveSmallIntegerField()

    objects = PartManager()

    class Meta:
        abstract = True
        ordering = ["position"]

    @classmethod
    def columns(cls, told: Any) -> dict[str, Any]:
        """What to write of the part into its columns."""
        return {cls.listed: told} if cls.listed else super().columns(told)

    def to_trade(self) -> Any:
        """The part as the core holds it: a noun, or for a plain list the one thing listed."""
        return getattr(self, self.listed) if self.listed else super().to_trade()


def _priced(money: Money | None) -> dict[str, Any]:
    if money is None:
        return {"value_amount": None, "value_scale": None, "value_currency": None}
    exponent = money.amount.as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else 0
    return {
        "value_amount": money.amount,
        "value_scale": scale,
        "value_currency": money.currency,
    }


class Priced(models.Model):
    """An amount of money as it was stated: `value_scale` is how many decimals it was given."""

    value_amount = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value_scale = models.PositiveSmallIntegerField(null=True)
    value_currency = models.CharField(max_length=3, null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_value_whole",
                condition=models.Q(
                    value_amount__isnull=True, value_currency__isnull=True, value_scale__isnull=True
                )
                | models.Q(
                    value_amount__isnull=False,
                    value_currency__regex=r"^[A-Z]{3}$",
                    value_scale__lte=6,
                ),
            )
        ]


class PublishedQuerySet(models.QuerySet[M]):
    """Records as readers may see them."""

    def published(self) -> Self:
        """The only door to the public pages: published and not withdrawn."""
        return self.filter(public_since__isnull=False, withdrawn_since__isnull=True)

    def known_on(self, day: date | None) -> Self:
        """What could be known on a day; None is today's knowledge, all of it."""
        return self if day is None else self.filter(known_from__lte=day)

    def whole(self) -> Self:
        """With every part and citation at hand, as `to_trade` needs them."""
        return self.prefetch_related(*_paths(self.model))

    def with_sources(self) -> Self:
        """With the sources of the record at hand; its parts bring their own."""
        return self.prefetch_related(*_cited(self.model))


def _cites(model: type[models.Model]) -> bool:
    return any(field.name == "citations" for field in model._meta.many_to_many)


def _cited(model: type[models.Model]) -> Iterator[Any]:
    if _cites(model):
        citation = cast("type[models.Model]", model._meta.get_field("citations").related_model)
        sourced = citation._default_manager.select_related("source")
        yield models.Prefetch("citations", sourced)


def _paths(model: type[models.Model]) -> Iterator[str]:
    if _cites(model):
        yield "citations"
    for relation in parts_of(model):
        name = relation.get_accessor_name() or ""
        inner = list(_paths(relation.related_model))
        yield from (f"{name}__{path}" for path in inner) if inner else (name,)


def parts_of(model: type[models.Model]) -> list[models.ManyToOneRel]:
    """The relations to the parts of a model, in the order of its noun's fields."""
    return [
        relation
        for relation in model._meta.related_objects
        if isinstance(relation, models.ManyToOneRel)
        and issubclass(relation.related_model, Part)
        and relation.on_delete is models.CASCADE
    ]


PublishedManager = models.Manager.from_queryset(PublishedQuerySet)


class Published(Mirror):
    """A record of the evidence base: it cites, and readers see it once it is published."""

    id = models.SlugField(primary_key=True, max_length=120, db_collation=None)
    known_from = models.DateField(null=True, db_index=True)
    cited = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=32)
    public_since = models.DateTimeField(null=True, db_index=True)
    withdrawn_since = models.DateTimeField(null=True)

    objects = PublishedManager()

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_only_with_a_citation",
                condition=models.Q(public_since__isnull=True) | models.Q(cited__gte=1),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_only_once_published",
                condition=models.Q(withdrawn_since__isnull=True)
                | models.Q(public_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(getattr(self, "name", None) or getattr(self, "title", None) or self.pk)

    def get_absolute_url(self) -> str:
        """The one address of the record's page."""
        return reverse(f"public:{self._meta.model_name}", args=[self.pk])
