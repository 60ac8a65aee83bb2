"""A mapping is checked strictly, and what is written by it is read back."""

import csv
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.registers import TableMapping, read_mapping, read_register
from enduse.registers.mapping import mapping_of
from enduse.taxonomy.tables import BadInput
from enduse.trade import Money
from enduse.trade.register import Entry
from tests.build_registers import read

UNHURRIED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
REGISTER: dict[str, Any] = {
    "id": "xx", "title": "A register", "country": "ch", "authority": None, "withheld": [],
    "terms": "none",
}  # fmt: skip
COLUMNS = {
    "reference": "No", "outcome": "Decision", "date": "Date", "count": "Number", "kind": "Kind",
    "issuer": "State", "destination": "To", "exporter": "From", "end_user": "User",
    "item": "Item", "codes": "Codes", "value": "Value", "currency": "Money", "grounds": "Why",
    "note": "Note",
}  # fmt: skip


def a_mapping(**said: Any) -> TableMapping:
    plain = {"register": REGISTER, "columns": {"destination": "To", "date": "Date"}}
    return mapping_of({**plain, "constants": {"outcome": "granted"}, **said}, "m.yaml")


def table(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown key": ({"sheet": 1}, "unknown field `sheet`"),
    "an unknown field": ({"columns": {"weight": "kg"}}, r"Invalid enum value 'weight'"),
    "no outcome": ({"constants": {}}, "no outcome; name its column, or a constant: applied"),
    "a word no entry holds": ({"constants": {"outcome": "yes"}}, "'yes' is none of applied"),
    "a field twice": ({"constants": {"outcome": "granted", "date": "2016"}}, "date is given twice"),
    "a value in no currency": (
        {"columns": {"value": "V", "date": "Date"}},
        "a value without currency",
    ),
    "a currency that is none": (
        {"constants": {"outcome": "granted", "currency": "euro"}},
        "'euro' is not three capitals",
    ),
    "a constant reference": (
        {"constants": {"outcome": "granted", "reference": "1"}},
        "constants cannot name reference; it must have a column",
    ),
    "gathered dates": ({"gather": {"kind": {"A": ""}}}, "gather cannot name kind"),
    "values without column": ({"values": {"item": {"a": "b"}}}, "values cannot name item"),
    "identity of nothing": ({"identity": ["codes"]}, "identity cannot name codes; map it"),
    "a country that is no code": (
        {"values": {"destination": {"Chine": "china"}}},
        "values, destination: 'china' is not an ISO code",
    ),
    "two signs": ({"delimiter": ";;"}, "Expected `str` of length <= 1 - at `\\$.delimiter`"),
    "a number unquoted": (
        {"values": {"destination": {1: "cn"}}},
        "Expected `str`, got `int`.*; put the word",
    ),
    "a word that YAML reads as false": ({"columns": {"date": False}}, "got `bool`.*; put the word"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_mapping_is_refused_with_place_and_reason(fault: str) -> None:
    said, reason = FAULTS[fault]
    with pytest.raises(BadInput, match=rf"m\.yaml: .*{reason}"):
        a_mapping(**said)


def test_the_mapping_in_the_documentation_is_one(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "registers.md").read_text(encoding="utf-8")
    path = tmp_path / "mapping.yaml"
    path.write_text(text.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    mapping = read_mapping(path)
    assert mapping.register.id == "xx-refusals"
    head = "A list\nof refusals\nGeschäftsnummer;Datum;Land;EKN;Wert\n"
    cells = "7;29.06.2016;China, Volksrepublik;5A001f;1.234,50 CHF\n8;1.7.16;Summe;;-\n"
    (entry,), (total,) = read(mapping, table(tmp_path, head + cells, "cp1252"))
    assert (entry.reference, entry.date, entry.destination) == ("7", "2016-06-29", "cn")
    assert entry.value == Money(amount=Decimal("1234.50"), currency="CHF")
    assert total.line == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_encodings_and_separators_are_found(tmp_path: Path, encoding: str, sign: str) -> None:
    text = f"Date{sign}To\r\n2016-06-29{sign}Ägypten\r\n"
    (entry,), rejected = read(a_mapping(), table(tmp_path, text, encoding))
    assert (entry.destination, entry.destination_name, rejected) == ("eg", "Ägypten", [])


def test_columns_may_have_had_other_names_and_may_be_missing(tmp_path: Path) -> None:
    mapping = a_mapping(
        columns={"destination": ["Land", "To"], "date": "Date", "item": "Item"}, optional=["item"]
    )
    (entry,), _ = read(mapping, table(tmp_path, "Date,To\n2016,Egypt\n"))
    assert (entry.destination, entry.item) == ("eg", None)
    with pytest.raises(BadInput, match="no column 'Land' or 'To', 'Date'; is it a table of 'xx'"):
        read(mapping, table(tmp_path, "When,Where\n2016,Egypt\n"))


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="the column 'To' stands twice"):
        read(a_mapping(), table(tmp_path, "Date,To,To\n2016,Egypt,Oman\n"))


def test_a_period_dates_rows_that_say_no_date(tmp_path: Path) -> None:
    entries, _ = read(a_mapping(), table(tmp_path, "To\nEgypt\n"), period="2022")
    assert [entry.date for entry in entries] == ["2022"]


ROWS = {
    "2016-06-29": "1 cells under 2 columns",
    "2016-06-29,Egypt,more": "3 cells under 2 columns",
    "29.06.2016,Egypt": "'29.06.2016' is no iso date",
    "2016-13,Egypt": "'2016-13' is not in the calendar",
    "2016/2015,Egypt": "'2016/2015' ends before it begins",
    ",Egypt": "it does not say when",
    "2016,Eg\0ypt": "a cell holds a NUL character",
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_is_no_entry_is_rejected_with_line_and_cells(tmp_path: Path, row: str) -> None:
    filler = "".join(f"2016-06-29,Oman{'x' * 100}\n" for _ in range(1000))
    (*_,), (rejected,) = read(a_mapping(), table(tmp_path, f"Date,To\n{filler}{row}\n"))
    assert rejected == (1002, ROWS[row], tuple(row.split(",")))


def test_the_line_of_a_row_is_where_it_begins(tmp_path: Path) -> None:
    text = 'Date,To\n2016,"Egypt\nand more"\n\nnever,Oman\n'
    _, (rejected,) = read(a_mapping(), table(tmp_path, text))
    assert rejected.line == 5


def test_quotes_that_never_close_are_told_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"table\.csv:3: .*mend the quotes of the row"):
        read(a_mapping(), table(tmp_path, 'Date,To\n2016,Oman\n2016,"Egypt\n2016,Chad\n'))


def test_an_amount_in_another_currency_is_not_taken_for_its_own(tmp_path: Path) -> None:
    mapping = a_mapping(
        columns={"date": "Date", "value": "Value"},
        constants={"outcome": "granted", "currency": "EUR"},
    )
    entries, rejected = read(mapping, table(tmp_path, "Date,Value\n2016,€ 5\n2016,USD 5\n"))
    assert [e.value for e in entries] == [Money(amount=Decimal(5), currency="EUR")]
    assert [row.reason for row in rejected] == ["'USD 5' is not in EUR"]


words = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc", "Zs", "Zl", "Zp"]),
    min_size=1,
    max_size=9,
).filter(lambda text: ";" not in text and text != "-")
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
codes = st.lists(
    st.sampled_from(["5A001.f", "5A001.f3a", "4A005", "ML10.c.2", "End Use"]),
    min_size=1,
    max_size=3,
    unique=True,
).map(tuple)
days = st.dates(date(1950, 1, 1), date(2049, 12, 31)).map(date.isoformat)
entries = st.builds(
    Entry,
    reference=st.just(""),
    outcome=st.sampled_from(["applied", "granted", "refused", "revoked"]),
    date=days,
    count=st.none() | st.integers(0, 10**8),
    kind=st.sampled_from(["individual", "global", "unspecified"]),
    issuer=st.none() | st.sampled_from(["de", "it"]),
    destination=st.none(),
    destination_name=st.none() | phrases,
    exporter=st.none() | phrases,
    end_user=st.none() | phrases,
    item=st.none() | phrases,
    codes=st.none() | codes,
    value=st.none()
    | st.builds(
        Money,
        amount=st.integers(0, 10**15 - 1).map(lambda cents: Decimal(cents).scaleb(-2)),
        currency=st.sampled_from(["EUR", "CHF"]),
    ),
    grounds=st.none() | st.lists(phrases, min_size=1, max_size=3, unique=True).map(tuple),
    note=st.none() | phrases,
)


def numbered(rows: list[Entry]) -> list[Entry]:
    plain = [{name: getattr(row, name) for name in Entry.__struct_fields__} for row in rows]
    return [Entry(**{**row, "reference": f"n{at}"}) for at, row in enumerate(plain)]


def written(entry: Entry, order: str, decimal: str) -> list[str]:
    year, month, day = entry.date.split("-")
    value = entry.value
    amount = f"{value.amount:,}".translate(str.maketrans(",.", ".,")) if value else ""
    return [
        entry.reference, entry.outcome.upper(),
        {"iso": entry.date, "day-first": f"{day}.{month}.{year}"}.get(order)
        or f"{month}/{day}/{year}",
        "" if entry.count is None else str(entry.count), entry.kind, entry.issuer or "",
        entry.destination_name or "", entry.exporter or "", entry.end_user or "",
        entry.item or "", "\n".join(entry.codes or ()),
        amount if decimal == "," else amount.translate(str.maketrans(",.", ".,")),
        value.currency if value else "", ";".join(entry.grounds or ()), entry.note or "",
    ]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=UNHURRIED)
@given(
    rows=st.lists(entries, min_size=1, max_size=4).map(numbered),
    order=st.sampled_from(["iso", "day-first", "month-first"]),
    decimal=st.sampled_from([".", ","]),
    encoding=st.sampled_from(["utf-8", "cp1252"]),
)
def test_entries_written_by_a_mapping_are_read_back(
    tmp_path: Path, rows: list[Entry], order: str, decimal: str, encoding: str
) -> None:
    content = {
        "register": REGISTER, "columns": COLUMNS, "dates": order, "decimal": decimal,
        "encoding": encoding, "delimiter": ";", "values": {"outcome": {"GRANTED": "granted"}},
    }  # fmt: skip
    path, rules = tmp_path / "table.csv", tmp_path / "mapping.yaml"
    rules.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(COLUMNS.values())
        writer.writerows(written(row, order, decimal) for row in rows)
    found = read_register(read_mapping(rules), path, place={"de": "de", "it": "it"}.get)
    assert list(found) == rows


@settings(max_examples=150, deadline=None, suppress_health_check=UNHURRIED)
@given(
    start=st.sampled_from([b"", b"Date,To\n", b"\xef\xbb\xbfDate;To\r\n", b'"Date","To"\n']),
    noise=st.binary(max_size=200),
    encoding=st.sampled_from(["auto", "utf-8", "cp1252"]),
)
def test_any_bytes_are_entries_rejected_rows_or_bad_input(
    tmp_path: Path, start: bytes, noise: bytes, encoding: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(start + noise)
    with suppress(BadInput):
        entries, rejected = read(a_mapping(encoding=encoding), path)
        assert all("\0" not in str(entry) for entry in entries)
        assert all(row.reason for row in rejected)


@settings(max_examples=150, deadline=None, suppress_health_check=UNHURRIED)
@given(noise=st.text(max_size=200) | st.binary(max_size=200).map(lambda b: b.decode("latin-1")))
def test_any_text_as_a_mapping_is_one_or_bad_input(tmp_path: Path, noise: str) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_bytes(noise.encode("utf-8", "surrogatepass"))
    with pytest.raises(BadInput):
        read_mapping(path)


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_cannot_be_opened_is_bad_input(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="check the path and its rights"):
        read(a_mapping(), tmp_path / name)


def test_an_empty_file_and_a_spreadsheet_are_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is empty; its first line names the columns"):
        read(a_mapping(), table(tmp_path, " \n"))
    with pytest.raises(BadInput, match="holds binary data; save the table as CSV in UTF-8"):
        read(a_mapping(), table(tmp_path, "Date,To\n2016,Egypt\n", "utf-16"))
