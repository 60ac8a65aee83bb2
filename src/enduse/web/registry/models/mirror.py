"""Rows that mirror the nouns of the core, field by field, and turn back into them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, Self, TypeVar, cast

import msgspec
from django.db import models

from enduse.evidence import Record
from enduse.trade import Money
from enduse.web.registry.models.addresses import page_of
from enduse.web.registry.models.fields import PlainCharField, When

M = TypeVar("M", bound="Mirror")


class Mirror(models.Model):
    """A row whose columns are called like the fields of a noun of the core.

    A field that holds one record is a foreign key, a list of parts is a `Part` whose foreign key
    is named back like the field, and `sources` are `citations`, in their order.
    """

    noun: ClassVar[type[Record]]

    class Meta:
        abstract = True

    def to_trade(self) -> Any:
        """The noun of the core that this row mirrors, equal to the one it was loaded from."""
        told = {name: self.stated(name) for name in self.noun.__struct_fields__}
        return msgspec.convert(told, self.noun)

    def stated(self, name: str) -> Any:
        """What the row says of one field of the noun."""
        if name in columns_of(type(self)):
            held = getattr(self, columns_of(type(self))[name])
            return str(held) if isinstance(held, When) else held
        if name == "sources":
            return tuple(citation.source_id for citation in self.citations.all())  # type: ignore[attr-defined]
        told = tuple(part.to_trade() for part in getattr(self, name).all())
        return next(iter(told), None) if getattr(self, name).model.alone else told

    @classmethod
    def columns(cls, told: Any) -> dict[str, Any]:
        """What to write of a noun into the columns of its row; parts and citations apart."""
        held = {column: getattr(told, name) for name, column in columns_of(cls).items()}
        return {column: list(v) if isinstance(v, tuple) else v for column, v in held.items()}

    @classmethod
    def parts(cls, told: Any, name: str) -> list[Any]:
        """The parts of a noun that one relation holds, in their order."""
        held = getattr(told, name)
        return [] if held is None else list(held) if isinstance(held, tuple) else [held]


@cache
def columns_of(model: type[Mirror]) -> dict[str, str]:
    """The columns that hold one field of the noun each, by the name of the field."""
    held = {field.name: field.attname for field in model._meta.concrete_fields}
    return {name: held[name] for name in model.noun.__struct_fields__ if name in held}


class PartQuerySet(models.QuerySet[M]):
    """Parts of records, each perhaps with citations of its own."""

    def known_on(self, day: date | None) -> Self:
        """What could be known on a day: a source of its own was out, or it cites none."""
        if day is None or not cites(self.model):
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
    position = models.PositiveIntegerField()

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


class Priced(Mirror):
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
                    value_currency__isnull=False,  # a comparison with nothing refuses nothing
                    value_currency__regex=r"^[A-Z]{3}(?!\n)$",
                    value_scale__isnull=False,
                    value_scale__lte=6,
                ),
            )
        ]

    @classmethod
    def columns(cls, told: Any) -> dict[str, Any]:
        """What to write of a noun into the columns of its row."""
        money: Money | None = told.value
        exponent = money.amount.as_tuple().exponent if money else None
        return super().columns(told) | {
            "value_amount": money and money.amount,
            "value_scale": max(0, -exponent) if isinstance(exponent, int) else None,
            "value_currency": money and money.currency,
        }

    def stated(self, name: str) -> Any:
        """What the row says of one field."""
        if name != "value" or self.value_amount is None or self.value_scale is None:
            return None if name == "value" else super().stated(name)
        exact = self.value_amount.quantize(Decimal(1).scaleb(-self.value_scale))
        return Money(amount=exact, currency=self.value_currency or "")


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


def cites(model: type[models.Model]) -> bool:
    """Whether rows of a model have citations of their own."""
    return any(field.name == "citations" for field in model._meta.many_to_many)


def _cited(model: type[models.Model]) -> Iterator[Any]:
    if cites(model):
        citation = cast("type[models.Model]", model._meta.get_field("citations").related_model)
        sourced = citation._default_manager.select_related("source")
        yield models.Prefetch("citations", sourced)


def _paths(model: type[models.Model]) -> Iterator[str]:
    if cites(model):
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
PUBLIC = models.Q(public_since__isnull=False, withdrawn_since__isnull=True)


def in_order(name: str, *columns: str) -> models.Index:
    """An index of what readers may see: the columns of an order, then those that filters and
    counts ask for, so that a page of a list and its total are told without a look at the rows."""
    return models.Index(name=name, fields=columns, condition=PUBLIC)


class Published(Mirror):
    """A record of the evidence base: it cites, and readers see it once it is published."""

    id = PlainCharField(primary_key=True, max_length=120)
    known_from = models.DateField(null=True, db_index=True)
    cited = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=32)
    public_since = models.DateTimeField(null=True)
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
        return page_of(str(self._meta.model_name), self.pk)
