"""Records and packs that say anything a schema allows, for tests that write and read them back."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec
from hypothesis import strategies as st

from enduse.interchange.pack import NOUNS, read_pack
from enduse.interchange.pack_schema import schema
from enduse.taxonomy import TECHNOLOGIES, harms
from enduse.trade import Pack, Statement
from enduse.trade.campaigns import GROUPS

Strategy = st.SearchStrategy[Any]
WORDS = st.sampled_from(
    ["no", "on", "1e3", "2016-06", "~", "null", "- a: b", "a: b #c", " x ", "x\n\n y", "فهد", "🙂"]
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | WORDS
PLAIN_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=60),
    WORDS,
    st.sampled_from(["\ufeffx\u2028\u202e", "Газета 新闻 עברית ﬁ Å A\u030a", "أ" * 200]),
).filter(str.strip)
ANY_AMOUNT = st.decimals(allow_nan=False, allow_infinity=False).map(str)
PLAIN_AMOUNT = st.decimals(0, 10**13 - 1, places=2).map(str) | st.sampled_from(
    ["0", "0.10", "3100000", "0.000000", "999999999.999999", "999999999999999", "12345678901234.5"]
)
DATES = st.dates().map(str) | st.sampled_from(
    ["2016", "2016-06", "2010/2012-03", "0001", "9999-12", "2016-02-29", "2016-06/2016"]
)


class Odd(NamedTuple):
    """What a schema leaves open: its definitions, texts, amounts, and where references lead."""

    names: Mapping[str, Any]
    text: Strategy = ANY_TEXT
    amount: Strategy = ANY_AMOUNT
    refers: Mapping[str, Strategy] = {}


ANYTHING = Odd({})


def like(part: dict[str, Any], odd: Odd) -> Strategy:
    """Values that a part of a schema allows."""
    if part.get("refersTo") in odd.refers:
        return odd.refers[part["refersTo"]]
    if "$ref" in part:
        return like(odd.names[part["$ref"].rpartition("/")[2]], odd)
    if "anyOf" in part:
        return st.one_of(*(like(choice, odd) for choice in part["anyOf"]))
    if "enum" in part:
        return st.sampled_from(part["enum"])
    made = {"array": a_list, "object": an_object, "string": a_text}.get(part["type"])
    if made:
        return made(part, odd)
    return st.none() if part["type"] == "null" else a_number(part)


def a_number(part: dict[str, Any]) -> Strategy:
    least, most = part.get("minimum", -(2**60)), part.get("maximum", 2**60)
    return st.integers(least, most) | st.sampled_from([least, most])


def a_list(part: dict[str, Any], odd: Odd) -> Strategy:
    """No list names a thing twice."""
    items = like(part["items"], odd)
    return st.lists(items, min_size=part.get("minItems", 0), max_size=3, unique_by=repr)


def an_object(part: dict[str, Any], odd: Odd) -> Strategy:
    if "properties" not in part:
        keys = like({"type": "string", **part.get("propertyNames", {})}, odd)
        return st.dictionaries(keys, like(part["additionalProperties"], odd), max_size=3)
    fields = {name: like(field, odd) for name, field in part["properties"].items()}
    needed = {name: fields.pop(name) for name in part.get("required", ())}
    possible = {name: field for name, field in fields.items() if not field.is_empty}
    return st.fixed_dictionaries(needed, optional=possible)


def a_text(part: dict[str, Any], odd: Odd) -> Strategy:
    if part.get("format") == "decimal":
        return odd.amount
    if part.get("format") == "partial-date":
        return DATES
    least, most = part.get("minLength", 0), part.get("maxLength", 10**6)
    if "pattern" in part:
        made = st.from_regex(part["pattern"], fullmatch=True)
        return made.filter(lambda text: least <= len(text) <= most)
    return odd.text.map(lambda text: text[:most]).filter(lambda text: len(text) >= least)


@cache
def any_rows(noun: str) -> Strategy:
    """Rows of the file of a noun that say anything at all."""
    return rows(noun, ANYTHING)


def rows(noun: str, odd: Odd) -> Strategy:
    """Rows of the file of a noun."""
    whole = schema(noun)
    return like(whole["items"], odd._replace(names=whole["$defs"]))


# The countries of packs: enough to choose from, few enough to be written again and again.
PLACES = msgspec.structs.replace(read_pack().places, countries=read_pack().places.countries[::12])
CODES = tuple(country.code for country in PLACES.countries)
POOL = {noun: [f"{noun}-{n}" for n in range(4)] for noun in NOUNS}
NAMED = {name: noun for noun, names in POOL.items() for name in names}
REFERRED_TO = {"sources", "parties", "products", "campaigns", "demands"}
REFERS: dict[str, Strategy] = {
    noun: st.sampled_from(held)
    for noun, held in {
        **POOL,
        "records": [name for name, noun in NAMED.items() if noun != "sources"],
        "countries": CODES,
        "technologies": list(TECHNOLOGIES),
        "harms": list(harms().harms),
        "victims": list(harms().victims),
        "addressees": [*CODES[:9], *GROUPS, *POOL["parties"]],
    }.items()
}
Ids = dict[str, list[str]]


@cache
def _rows(noun: str) -> Strategy:
    return rows(noun, Odd({}, PLAIN_TEXT, PLAIN_AMOUNT, REFERS))


@st.composite
def packs(draw: st.DrawFn, before: Pack | None = None) -> Pack:
    """Packs without countries whose references lead somewhere; some records may be those of a
    pack before, as they were or with their lists turned round."""
    ids: Ids = {
        noun: sorted(draw(st.sets(st.sampled_from(POOL[noun]), min_size=least, max_size=2)))
        for noun in NOUNS
        for least in (int(noun in REFERRED_TO),)
    }
    told: dict[str, Any] = {
        noun: [draw(_kept_or_new(noun, name, before)) for name in ids[noun]] for noun in NOUNS
    }
    made: dict[str, Any] = {
        noun: tuple(msgspec.convert(_sound(_led(row, ids)), NOUNS[noun]) for row in told[noun])
        for noun in NOUNS
    }
    made["demands"] = tuple(_numbered(made["demands"]))
    return Pack(**made)


def _kept_or_new(noun: str, name: str, before: Pack | None) -> Strategy:
    new = _rows(noun).map(lambda row: row | {"id": name})
    held = next((r for r in getattr(before, noun, ()) if r.id == name), None)
    if held is None:
        return new
    row = msgspec.json.decode(msgspec.json.encode(held))
    return st.sampled_from([None, row, _reversed(row)]).flatmap(
        lambda kept: new if kept is None else st.just(kept)
    )


def _led(value: Any, ids: Ids) -> Any:
    """A value whose references lead to what there is; no list names a thing twice."""
    if isinstance(value, str) and value in NAMED:
        noun, number = value.rsplit("-", 1)
        there = ids[noun] or ids["parties"]
        return value if value in there else there[int(number) % len(there)]
    if isinstance(value, list):
        led = [_led(item, ids) for item in value]
        return [item for at, item in enumerate(led) if item not in led[:at]]
    if isinstance(value, dict):
        return {key: _led(held, ids) for key, held in value.items()}
    return value


def _reversed(value: Any) -> Any:
    if isinstance(value, list):
        return [_reversed(item) for item in reversed(value)]
    if isinstance(value, dict):
        return {key: _reversed(held) for key, held in reversed(value.items())}
    return value


def _sound(row: Any) -> Any:
    """A row without what `enduse pack check` refuses beyond the schema."""
    if row.get("parent") == row["id"]:
        row = {key: value for key, value in row.items() if key != "parent"}
    if "at_least" in row:
        row = row | {"at_least": [group for group in row["at_least"] if group in row["victims"]]}
    for at, question in enumerate(row.get("questions", ())):
        question["id"] = f"{at}{question['id']}"[:20]
    for response in row.get("responses", ()):
        for at, answer in enumerate(response.get("answers", ())):
            answer["question"] = f"{at}{answer['question']}"[:20]
    return row


def _numbered(statements: tuple[Statement, ...]) -> Iterator[Statement]:
    """Demands numbered through: as statements come and go, they move from one to another."""
    count = 0
    for statement in statements:
        demands = []
        for demand in statement.demands:
            demands.append(msgspec.structs.replace(demand, id=f"dem-{count}"))
            count += 1
        yield msgspec.structs.replace(statement, demands=tuple(demands))
