"""What a fault in a pack is, in words, and which value was probably meant."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import jsonschema

from enduse.evidence import first_day, last_day

Known = Mapping[str, Mapping[str, str]]
Place = tuple[str | int, ...]
ONE = {
    "sources": "source",
    "parties": "party",
    "products": "product",
    "demands": "statement",
    "campaigns": "campaign",
    "records": "record",
    "countries": "country",
    "technologies": "technology",
    "harms": "harm",
    "victims": "group of victims",
    "addressees": "country, party or group of addressees",
}
SEE = {"addressees": "see README.md", "records": "name one of the pack, other than a source"}
TYPES = {
    "array": "a list",
    "integer": "a whole number",
    "null": "nothing",
    "object": "fields with values",
    "string": "text",
}
FORMATS = {
    "partial-date": "no date; write 2016, 2016-06, 2016-06-29 or a span such as 2010/2012",
    "decimal": (
        "no amount; write it in digits, such as '3100000' or '12.50': at most 15 of them, and 6 "
        "after the point"
    ),
}
LIMITS = {
    "minItems": "empty; name at least",
    "minimum": "too small; at least",
    "maximum": "too large; at most",
    "minLength": "too short; it needs at least this many characters:",
    "maxLength": "too long; it may have at most this many characters:",
}
# SQLite keeps no more than 15 digits of a number as they are.
AMOUNT = re.compile(r"(?=[0-9.]{1,16}$)(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")
SHORT = 3
LONG = 60
FEW = 20
CHECKER = jsonschema.FormatChecker(())


@CHECKER.checks("partial-date", ValueError)
def _is_date(value: object) -> bool:
    """Whether the days exist and a span runs forward."""
    if isinstance(value, str):
        for part in value.split("/"):
            date.fromisoformat(first_day(part))
        return first_day(value) <= last_day(value)
    return True


@CHECKER.checks("decimal")
def _is_amount(value: object) -> bool:
    return not isinstance(value, str) or AMOUNT.fullmatch(value) is not None


def meant(slip: str, known: Mapping[str, str]) -> str | None:
    """The value that somebody who wrote `slip` may have meant; `known` maps spellings to values.

    >>> meant("UK", {"gb": "gb", "uk": "gb"}), meant("grantd", {"granted": "granted"})
    ('gb', 'granted')
    """
    if slip.casefold() in known:
        return known[slip.casefold()]
    near = _nearest(slip.casefold(), tuple(known)) if len(slip) >= SHORT else None
    return known[near] if near else None


@lru_cache(maxsize=4096)
def _nearest(slip: str, spellings: tuple[str, ...]) -> str | None:
    """One slip may stand in thousands of records."""
    return next(iter(get_close_matches(slip, spellings, n=1)), None)


def hint(slip: str, values: Iterable[str] | Mapping[str, str], *, see: str = "mend it") -> str:
    """What to write instead: the nearest value, else all of them where they are few."""
    known = values if isinstance(values, Mapping) else {value: value for value in values}
    near = meant(slip, known)
    if near is not None:
        return f"did you mean {near!r}?"
    return f"use one of: {', '.join(sorted(known))}" if len(known) <= FEW else see


def told(error: Any, known: Known) -> Iterator[tuple[Place, str | None, str]]:
    """For each fault in an error of the schema: where, the key if the key is at fault, and what."""
    place: Place = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        for key in sorted(set(error.instance) - set(error.schema["properties"])):
            fields = error.schema["properties"]
            yield (*place, key), key, f"no such field; {hint(str(key), list(fields))}"
    elif error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                yield place, None, f"the field {key!r} is missing"
    elif "propertyNames" in error.absolute_schema_path:
        yield (*place, error.instance), error.instance, _problem(error, known)
    else:
        yield place, None, _problem(error, known)


def _problem(error: Any, known: Known) -> str:
    value, rule = error.instance, error.validator_value
    match error.validator:
        case "refersTo":
            return _unknown(value, rule, known)
        case "enum":
            return f"no such value {_short(value)}; {hint(str(value), rule)}"
        case "format":
            return f"{_short(value)} is {FORMATS[rule]}"
        case "pattern":
            return f"{_short(value)} does not fit: {error.schema.get('description', rule)}"
        case limit if limit in LIMITS:
            return f"{_short(value)} is {LIMITS[limit]} {rule:,}"
    beyond = (part for part in error.context if part.validator in LIMITS)
    return next((_problem(part, known) for part in beyond), _wrong_type(value, rule))


def _unknown(value: str, what: str, known: Known) -> str:
    see = SEE.get(what, f"see {what}.yaml")
    advice = hint(value, known[what], see=see) if known[what] else f"the pack holds no {what}"
    return f"no {ONE[what]} {_short(value)}; {advice}"


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= LONG else f"{shown[:LONG]}…"


def _wrong_type(value: Any, rule: Any) -> str:
    names = [rule] if isinstance(rule, str) else [part.get("type") for part in rule]
    wanted = " or ".join(TYPES.get(name, str(name)) for name in names)
    quoted = (
        "; put it in quotes" if names == ["string"] and not isinstance(value, dict | list) else ""
    )
    shown = (
        "a list"
        if isinstance(value, list)
        else "fields"
        if isinstance(value, dict)
        else _short(value)
    )
    return f"{shown} where {wanted} belongs{quoted}"


def spoken(place: Sequence[str | int]) -> str:
    """A place inside a record, as people write it.

    >>> spoken(("decisions", 0, "date"))
    'decisions[0].date'
    """
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return "".join(parts).removeprefix(".")
