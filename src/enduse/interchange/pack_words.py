"""What a fault in a pack is, in words, and which value was probably meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import Any

import jsonschema
import msgspec

from enduse.evidence import first_day, last_day
from enduse.trade import Decision
from enduse.trade.chain import faults

Known = Mapping[str, Mapping[str, str]]
Place = tuple[str | int, ...]
ONE = {
    "sources": "source",
    "parties": "party",
    "products": "product",
    "demands": "statement",
    "countries": "country",
    "technologies": "technology",
    "harms": "harm",
    "victims": "group of victims",
    "addressees": "country, party or group of addressees",
}
TYPES = {
    "array": "a list",
    "integer": "a whole number",
    "null": "nothing",
    "object": "fields with values",
    "string": "text",
}
FORMATS = {
    "partial-date": "no date; write 2016, 2016-06, 2016-06-29 or a span such as 2010/2012",
    "decimal": "no amount; write it in digits, such as '3100000' or '12.50'",
}
SHORT = 3
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


@CHECKER.checks("decimal", InvalidOperation)
def _is_amount(value: object) -> bool:
    return not isinstance(value, str) or Decimal(value).is_finite()


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
    if error.validator == "refersTo":
        see = "see README.md" if rule == "addressees" else f"see {rule}.yaml"
        advice = hint(value, known[rule], see=see) if known[rule] else f"the pack holds no {rule}"
        return f"no {ONE[rule]} {value!r}; {advice}"
    if error.validator == "enum":
        return f"no such value {value!r}; {hint(str(value), rule)}"
    if error.validator == "format":
        return f"{value!r} is {FORMATS[rule]}"
    if error.validator == "minItems":
        return "is empty; name at least one"
    if error.validator == "pattern":
        return f"{value!r} does not fit: {error.schema.get('description', rule)}"
    return _wrong_type(value, rule)


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
        else repr(value)
    )
    return f"{shown} where {wanted} belongs{quoted}"


def unlikely(row: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """What no schema can say of one record: order in time, and who answered whom."""
    for earlier, later in pairwise(enumerate(row.get("decisions", ()))):
        if first_day(earlier[1]["date"]) > last_day(later[1]["date"]):
            yield (
                ("decisions", later[0], "date"),
                f"{later[1]['date']} stands after {earlier[1]['date']}; put decisions in order",
            )
    decisions = msgspec.convert(row.get("decisions", ()), tuple[Decision, ...])
    for fault in faults(row.get("kind", ""), decisions):
        yield ("decisions", fault.at, "decision"), fault.reason
    for at, response in enumerate(row.get("responses", ())):
        if response["recipient"] not in row.get("recipients", ()):
            yield (
                ("responses", at, "recipient"),
                f"{response['recipient']!r} is not among the recipients; add it there",
            )
    for at, group in enumerate(row.get("at_least", ())):
        if group not in row["victims"]:
            yield ("at_least", at), f"{group!r} has no count; {hint(group, list(row['victims']))}"


def spoken(place: Sequence[str | int]) -> str:
    """A place inside a record, as people write it.

    >>> spoken(("decisions", 0, "date"))
    'decisions[0].date'
    """
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return "".join(parts).removeprefix(".")
