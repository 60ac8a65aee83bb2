"""Whatever a file holds, it is read or refused in one printable line; nothing else comes out."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.interchange.deal_table import read_rows
from enduse.interchange.deal_yaml import deal_from, read_deal
from enduse.interchange.expectations import read_expectations
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import read_pack
from enduse.taxonomy.tables import BadInput
from enduse.trade import Deal

GAZETTEER = Gazetteer(read_pack().places.countries)
GOOD: dict[str, Any] = {
    "id": "007",
    "exporter": "Nordlicht Netze",
    "exporter_country": "de",
    "intermediaries": [{"name": "Halfway Trading", "country": "ae"}],
    "item": "IMSI catcher",
    "technology": ["mobile-interception-imsi"],
    "destination": "Egypt",
    "end_user": "Police",
    "end_use": "policing",
    "date": "2019-02-01",
    "value": "EUR 3 m",
    "answers": {"exporter-informed": True},
}
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**400, float("nan"), float("inf"), "", " ", "\ud800", "a\udfffb",
    "\x00", "\x1b[31m", "\u202eabc", "\u200f", "a" * 1_000_000, "a\nb", "日本", [], {}, [[]], [{}],
    [None], [True], {"a": 1}, {1: 2}, {"name": ["x"]}, [{"name": None}], [{"country": "ae"}],
    [{"name": "x", "country": [1]}], [{"name": "x", "country": False}], ["x"] * 1000,
    {"exporter-informed": 1}, {"exporter-informed": [1]}, {"exporter-informed": "\ud800" * 9},
    {None: 1}, "20190201", "2019-W05-1", "0216-06-29", "٢٠١٩-02-01", "=;,", "a=b;c", b"x",
)  # fmt: skip
TEXTS = {
    "list key": b"? [a, b]\n: c\n",
    "map key": b"? {a: b}\n: c\n",
    "null key": b"? \n",
    "merge": b"<<: {item: x}\n",
    "bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "tag": b"item: !!python/object/apply:os.getcwd []\n",
    "timestamp": b"date: !!timestamp x\n",
    "bool": b"date: !!bool x\n",
    "map": b"date: !!map x\n",
    "twice": b"item: a\nitem: b\n",
    "twice, JSON": b'{"item": "a", "item": "b"}',
    "not a number": b'{"item": NaN}',
    "half a pair": b'{"item": "\\ud800"}',
    "digits": b"date: " + b"9" * 5000,
    "digits, JSON": b'{"date": ' + b"9" * 5000 + b"}",
    "hexadecimal": b"item: 0x" + b"f" * 5000,
    "deep": b"[" * 100_000,
    "deep, closed": b"[" * 100_000 + b"]" * 100_000,
    "deep maps": b"{a: " * 10_000,
    "deep block": b"- " * 10_000,
    "two documents": b"item: a\n---\nitem: b\n",
    "UTF-16": "item: a\n".encode("utf-16"),
    "UTF-16 without its mark": "item: a\n".encode("utf-16-le"),
    "Windows-1252": b"item: St\xf6rsender\n",
    "NUL": b"item: a\0b\n",
    "escape code": b"item: a\x1bb\n",
    "tab": b"\titem: a\n",
    "directive": b"%YAML 9.9\n---\nitem: a\n",
    "mark twice": b"\xef\xbb\xbf\xef\xbb\xbfitem: a\n",
    "CR alone": b"item,destination\rx,eg\r",
    "many columns": b"a," * 500_000,
    "one long line": b"a" * 2_000_000,
    "open quote": b'item,destination,date,exporter_country\n"' + b"a,b\n" * 100_000,
    "spreadsheet": b"PK\x03\x04\x14\x00\x06\x00",
}  # fmt: skip
Reader = Callable[[Path], object]


def deals_of_rows(path: Path) -> list[Deal]:
    found = []
    for row in read_rows(path):
        with one_line(row.where if row.fault is None else ""):
            if row.fault:
                raise BadInput(row.fault)
            found.append(deal_from(row.fields, row.where, GAZETTEER))
    return found


def pack_with_countries(path: Path) -> object:
    (path.parent / "parties.yaml").write_text("[]")
    return read_pack(path.parent)


READERS: dict[str, tuple[str, Reader]] = {
    "deal": ("deal.yaml", lambda path: read_deal(path, GAZETTEER)),
    "expectations": ("deals.yaml", lambda path: read_expectations(path, GAZETTEER)),
    "csv": ("deals.csv", deals_of_rows),
    "jsonl": ("deals.jsonl", deals_of_rows),
    "pack": ("parties.yaml", lambda path: read_pack(path.parent)),
    "countries": ("countries.yaml", pack_with_countries),
}


@contextmanager
def one_line(where: str) -> Iterator[None]:
    try:
        yield
    except BadInput as fault:
        message = str(fault)
        assert "\n" not in message
        assert len(message) < 700
        assert message.encode().decode().isprintable()
        assert message.startswith(where)
        assert "; " in message, "it says what to do"


def reads_or_refuses(content: bytes, name: str, read: Reader) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        with one_line(folder):
            read(path)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_nasty_file_is_refused_in_one_line(reader: str, text: str) -> None:
    reads_or_refuses(TEXTS[text], *READERS[reader])


@pytest.mark.parametrize("field", GOOD)
def test_a_field_of_the_wrong_kind_is_refused_in_one_line(field: str) -> None:
    for odd in ODD:
        with one_line("deal"):
            deal_from(GOOD | {field: odd}, "deal", GAZETTEER)


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from([one for one in ODD if isinstance(one, str) and len(one) < 99])
    | st.sampled_from(["de", "eg", "2019-02-01", "yes", "refuse", "severe"])
)  # fmt: skip
NAMES = st.sampled_from([*GOOD, "name", "country", "deal", "expect", "outcome", "cites"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(NAMES | st.text(max_size=6), inner, max_size=6)
    ),
    max_leaves=12,
)
MUTATED = st.dictionaries(st.sampled_from(list(GOOD)), VALUES, max_size=4).map(GOOD.__or__)
ROWS = st.fixed_dictionaries(
    {}, optional={"id": VALUES, "deal": MUTATED | VALUES, "expect": VALUES, "note": VALUES}
)
CHANGES = st.lists(
    st.tuples(st.integers(min_value=0, max_value=400), st.binary(max_size=3)), max_size=5
)
SLOW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def spoilt(content: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    for place, written in changes:
        content = content[:place] + written + content[place + len(written) :]
    return content


@SLOW
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")))
def test_noise_is_refused_in_one_line(content: bytes) -> None:
    for name, read in READERS.values():
        reads_or_refuses(content, name, read)


@SLOW
@given(MUTATED | VALUES, ROWS)
def test_what_is_well_formed_but_no_deal_is_refused_in_one_line(deal: Any, row: Any) -> None:
    for content, reader in ((deal, "deal"), ([row], "expectations"), (deal, "jsonl")):
        as_json = json.dumps(content)
        reads_or_refuses(as_json.encode(), *READERS[reader])
        reads_or_refuses(
            yaml.safe_dump(json.loads(as_json), allow_unicode=True).encode("utf-8", "replace"),
            *READERS[reader],
        )


@SLOW
@given(CHANGES)
def test_a_good_deal_with_spoilt_bytes_is_refused_in_one_line(
    changes: list[tuple[int, bytes]],
) -> None:
    header, cells = ",".join(GOOD), ",".join('"de"' for _ in GOOD)
    reads_or_refuses(spoilt(yaml.safe_dump(GOOD).encode(), changes), *READERS["deal"])
    reads_or_refuses(spoilt(json.dumps(GOOD).encode(), changes), *READERS["jsonl"])
    reads_or_refuses(spoilt(f"{header}\n{cells}\n".encode(), changes), *READERS["csv"])


@given(MUTATED)
def test_a_deal_reads_the_same_from_yaml_and_json(deal: dict[str, Any]) -> None:
    def outcome(content: str) -> object:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "deal.yaml"
            path.write_text(content, encoding="utf-8")
            try:
                return read_deal(path, GAZETTEER)
            except BadInput:
                return None

    plain = json.loads(json.dumps(deal).replace("\\ud", "?").replace("NaN", "0"))
    assert outcome(json.dumps(plain, indent=1)) == outcome(json.dumps(plain, ensure_ascii=False))
