"""Columns that speak the language of the core: partial dates, and words from a closed list."""

import types
import typing
from datetime import date
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from django.core.validators import RegexValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from enduse.evidence import Record, first_day, last_day

# Days that exist, in an expression that Python and PostgreSQL read alike.
COMMON = (
    "(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?"
    "|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?"
    "|02(-(0[1-9]|1[0-9]|2[0-8]))?"
)
LEAP = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
DATE = f"(?!0000)([0-9]{{4}}(-({COMMON}))?|{LEAP})"
PATTERN = f"^{DATE}(/{DATE})?(?!\\n)$"


class When(str):
    """A partial date such as 2016-06 or 2010/2012, kept as stated; it sorts by its first day.

    >>> sorted([When("2016-06-29"), When("2016"), When("2010/2012"), When("2010-06")])
    ['2010/2012', '2010-06', '2016', '2016-06-29']
    """

    __slots__ = ()

    @property
    def first(self) -> str:
        """The first day that it can mean."""
        return first_day(self)

    @property
    def last(self) -> str:
        """The last day that it can mean."""
        return last_day(self)

    def _key(self) -> tuple[str, str]:
        return self.first, str(self)

    def __lt__(self, other: str) -> bool:
        return self._key() < When(other)._key()

    def __le__(self, other: str) -> bool:
        return self._key() <= When(other)._key()

    def __gt__(self, other: str) -> bool:
        return self._key() > When(other)._key()

    def __ge__(self, other: str) -> bool:
        return self._key() >= When(other)._key()


class PlainCharField(models.CharField):  # type: ignore[type-arg]
    """Text that sorts by its bytes in every database, as Python sorts it."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """PostgreSQL would else sort by the rules of the server's language."""
        found = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            found["collation"] = "C"
        return found


class PartialDateField(PlainCharField):
    """A partial date, kept as it was stated; a row gives it as a `When`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["max_length"] = 21
        super().__init__(*args, **options)
        self.validators.append(RegexValidator(PATTERN))

    def deconstruct(self) -> Any:
        """What a migration says of the column."""
        name, path, args, options = super().deconstruct()
        del options["max_length"]
        return name, path, args, options

    def from_db_value(self, value: str | None, *_: object) -> When | None:
        """The column as a value that sorts."""
        return None if value is None else When(value)


class FirstDayField(models.DateField):  # type: ignore[type-arg]
    """The first day that the partial date of another column can mean, so that rows sort by it."""

    def __init__(self, of: str, **options: Any) -> None:
        self.of = of
        options |= {"null": True, "editable": False, "db_index": True}
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """What a migration says of the column."""
        name, path, _, options = super().deconstruct()
        return name, path, [self.of], options

    def pre_save(self, model_instance: models.Model, add: bool) -> date | None:  # noqa: ARG002, FBT001 - Django's own signature
        """The day as it is written."""
        when = getattr(model_instance, self.of)
        day = date.fromisoformat(first_day(when)) if when else None
        setattr(model_instance, self.attname, day)
        return day


def words_of(noun: type[Record], name: str) -> tuple[str, ...]:
    """The words that a field of a noun can hold, in the order of the core.

    >>> from enduse.trade import Policy
    >>> words_of(Policy, "publication_level")
    ('per-licence', 'aggregate', 'none', 'unknown')
    """
    return tuple(_words(typing.get_type_hints(noun)[name]))


def _words(hint: Any) -> list[str]:
    if get_origin(hint) is Literal:
        return list(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return [word.value for word in hint]
    if get_origin(hint) in {typing.Union, types.UnionType}:
        return [word for part in get_args(hint) for word in _words(part)]
    return []


def word_field(noun: type[Record], name: str, **options: Any) -> PlainCharField:
    """A column for a field whose words the core lists; see also `only_words`."""
    words = words_of(noun, name)
    return PlainCharField(max_length=40, choices=[(word, word) for word in words], **options)


def only_words(noun: type[Record], name: str) -> models.CheckConstraint:
    """What keeps every other word out of the column, whoever writes it."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{name}_word",
        condition=models.Q(**{f"{name}__in": words_of(noun, name)}),
    )


def dated(name: str) -> models.CheckConstraint:
    """What keeps everything but partial dates out of a column; a span may still run backwards."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{name}_date",
        condition=models.Q(**{f"{name}__regex": PATTERN}),
    )
