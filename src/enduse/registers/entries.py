"""One row of a table as an entry."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from enduse.registers.cells import (
    REMEMBERED,
    TEXT_LIMIT,
    Unreadable,
    amount,
    control_code,
    fixed,
    number,
    one_line,
    several,
    when,
)
from enduse.registers.mapping import OTHERWISE, Field, TableMapping
from enduse.trade.goods import Money
from enduse.trade.register import Entry

Said = Mapping[Field, tuple[str, ...]]
TEXTS: tuple[Field, ...] = ("exporter", "end_user", "item", "note")
PLACES: frozenset[Field] = frozenset({"destination", "issuer"})
OWN_LIMIT, CODES_LIMIT = 120, 600


class EntryMaker:
    """Turns rows of one table into entries, and counts how often each was said before.

    Eight bytes are kept of each row, so that two equal rows stay two.
    """

    def __init__(
        self,
        mapping: TableMapping,
        columns: Mapping[str, int],
        *,
        place: Callable[[str], str | None],
        period: str | None,
        grounds: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._mapping, self._place, self._period = mapping, place, period
        self._grounds = grounds
        self._constant: dict[Field, tuple[str, ...]] = {
            field: (word,) for field, word in mapping.constants.items()
        }
        self._cells = _cells_of(mapping, columns)
        self._key = columns.get(mapping.grounds_file.key) if mapping.grounds_file else None
        self._words = {
            field: {_plain(word): ours for word, ours in words.items()}
            for field, words in mapping.values.items()
        }
        self._unknown = {"", *map(_plain, mapping.unknown)}
        self._totals = set(map(_plain, mapping.totals))
        self._codes_of_places: dict[tuple[Field, str], str | None] = {}
        self._said_before: dict[bytes, int] = {}

    def entry(self, cells: tuple[str, ...]) -> Entry:
        """The entry of a row; raises Unreadable."""
        if "\0" in "".join(cells):
            raise Unreadable("a cell holds a NUL character")
        said = dict(self._constant)
        for field, there in self._cells.items():
            said[field] = self._said(field, there, cells)
        fields = self._fields(said)
        if fields["outcome"] == "refused" and self._key is not None:
            fields["grounds"] = self._grounds.get(cells[self._key].strip(), fields["grounds"])
        return Entry(reference=self._reference(said, fields), **fields)

    def _said(
        self, field: Field, there: tuple[tuple[int, str], ...], cells: tuple[str, ...]
    ) -> tuple[str, ...]:
        """What the row says of a field, in words of ours; nothing where it says nothing."""
        words, found = {} if field in PLACES else self._words.get(field, {}), []
        for position, prefix in there:
            text = cells[position].strip()
            if len(text) > TEXT_LIMIT:
                raise Unreadable(f"{field} has more than {TEXT_LIMIT:,} characters")
            if _plain(text) in self._unknown:
                continue
            ours = (words.get(_plain(text)) or words.get(OTHERWISE) or text) if words else text
            found.append(ours if ours.startswith(prefix) else prefix + ours)
        return tuple(found)

    def _fields(self, said: Said) -> dict[str, Any]:
        outcome, date = _one(said, "outcome"), _one(said, "date")
        if outcome is None:
            raise Unreadable("it does not say what was decided")
        if date is None and self._period is None:
            raise Unreadable("it does not say when")
        return {
            "outcome": fixed("outcome", outcome.casefold()),
            "date": when(date, self._mapping.dates) if date else self._period,
            "count": self._count(said),
            "kind": fixed("kind", (_one(said, "kind") or "unspecified").casefold()),
            "issuer": self._issuer(_one(said, "issuer")),
            **self._destination(said),
            **{field: _text(field, said) for field in TEXTS},
            "codes": self._codes(said),
            "value": self._value(said),
            "grounds": several(said["grounds"]) or None if "grounds" in said else None,
        }

    def _count(self, said: Said) -> int | None:
        if "count" not in said:
            return 1
        text = _one(said, "count")
        return None if text is None else number(text, self._mapping.decimal)

    def _issuer(self, name: str | None) -> str | None:
        code = self._code("issuer", name) if name else None
        if name and code is None:
            raise Unreadable(f"no state {name[:40]!r} is known that could have decided")
        return code

    def _destination(self, said: Said) -> dict[str, str | None]:
        name = _text("destination", said)
        if name is None:
            return {}
        if _plain(name) in self._totals:
            raise Unreadable(f"{name[:40]!r} is a total, not an entry")
        return {"destination": self._code("destination", name), "destination_name": name}

    def _code(self, field: Field, name: str) -> str | None:
        asked = (field, name)
        if asked not in self._codes_of_places:
            if len(self._codes_of_places) > REMEMBERED:
                self._codes_of_places.clear()
            found = self._words.get(field, {}).get(_plain(name)) or self._place(name)
            self._codes_of_places[asked] = found
        return self._codes_of_places[asked]

    def _codes(self, said: Said) -> tuple[str, ...] | None:
        codes = tuple(dict.fromkeys(map(control_code, several(said.get("codes", ())))))
        if sum(map(len, codes)) > CODES_LIMIT:
            raise Unreadable(f"codes of more than {CODES_LIMIT:,} characters")
        return codes or None

    def _value(self, said: Said) -> Money | None:
        text = _one(said, "value")
        if text is None:
            return None
        currency = _one(said, "currency")
        if currency is None:
            raise Unreadable("an amount without its currency")
        currency = fixed("currency", currency)
        return Money(amount=amount(text, self._mapping.decimal, currency), currency=currency)

    def _reference(self, said: Said, fields: Mapping[str, Any]) -> str:
        """The row's own number where it names the row, else with a digest of what identifies it."""
        own = _one(said, "reference")
        if own is not None and len(own) > OWN_LIMIT:
            raise Unreadable(f"a reference of more than {OWN_LIMIT} characters")
        identity = self._mapping.identifying
        if identity == ("reference",) and own is None:
            raise Unreadable("it has no reference")
        name = own or ""
        if identity != ("reference",):
            told = "\x1f".join(_identifying(field, own, fields) for field in identity)
            digest = blake2b(told.encode(), digest_size=10).hexdigest()
            name = f"{own}-{digest}" if own else digest
        key = blake2b(name.encode(), digest_size=8).digest()
        times = self._said_before[key] = self._said_before.get(key, 0) + 1
        return name if times == 1 else f"{name}#{times}"


def _cells_of(
    mapping: TableMapping, columns: Mapping[str, int]
) -> dict[Field, tuple[tuple[int, str], ...]]:
    """Where each field is said, with the prefix that goes before it."""
    cells: dict[Field, tuple[tuple[int, str], ...]] = {}
    for field in mapping.columns:
        there = [name for name in mapping.names(field) if name in columns]
        cells[field] = tuple((columns[name], "") for name in there[:1])
    for field, parts in mapping.gather.items():
        cells[field] = tuple((columns[n], prefix) for n, prefix in parts.items() if n in columns)
    return cells


def _identifying(field: Field, own: str | None, fields: Mapping[str, Any]) -> str:
    """What a row says of an identifying field; a place by its code, so that a new name is no new
    row."""
    if field == "reference":
        return own or ""
    if field == "destination":
        return fields.get("destination") or _plain(fields.get("destination_name") or "")
    if field in {"value", "currency"}:
        value = fields["value"]
        return f"{value.amount.normalize():f} {value.currency}" if value else ""
    said = fields[field]
    return "\x1e".join(said) if isinstance(said, tuple) else "" if said is None else str(said)


def _one(said: Said, field: Field) -> str | None:
    texts = said.get(field, ())
    return one_line(texts[0]) or None if texts else None


def _text(field: Field, said: Said) -> str | None:
    if not (texts := said.get(field)):
        return None
    text = one_line("\n".join(texts))
    if len(text) > TEXT_LIMIT:
        raise Unreadable(f"{field} has more than {TEXT_LIMIT:,} characters")
    return text or None


@lru_cache(maxsize=REMEMBERED)
def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
