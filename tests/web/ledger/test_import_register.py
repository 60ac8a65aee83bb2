"""Editions of registers come into the ledger beside each other, and twice is once."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from enduse.registers import Rejected
from enduse.taxonomy.tables import BadInput
from enduse.trade.register import Entry
from enduse.web.ledger.actions import import_register
from enduse.web.ledger.models import Edition, RegisterEntry
from enduse.web.site import registers as command
from tests.build_registers import SAMPLES, read

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2020, 1, 1), date(2021, 1, 1)
ENTRIES, REJECTED = read("uk", SAMPLES / "uk.csv", criteria=SAMPLES / "uk-criteria.csv")


def edition(day: date = FIRST, digest: str = "one") -> Edition:
    return Edition(register="uk", day=day, digest=digest)


def test_rows_come_out_as_they_went_in() -> None:
    told = import_register(edition(), [*ENTRIES, *REJECTED])
    assert told.counts == {"known": 0, "new": 7, "changed": 0, "rejected": 2}
    assert told.nameless == {"Channel Islands": 2}
    rows = RegisterEntry.objects.filter(register="uk").order_by("pk")
    assert [row.to_trade() for row in rows] == ENTRIES
    (kept,) = Edition.objects.all()
    assert (kept.rows, kept.rejected) == (7, 2)


def test_importing_twice_adds_nothing() -> None:
    import_register(edition(), ENTRIES)
    told = import_register(edition(), ENTRIES)
    assert told.counts == {"known": 7, "new": 0, "changed": 0, "rejected": 0}
    assert (RegisterEntry.objects.count(), Edition.objects.count()) == (7, 1)


def test_a_row_that_says_something_else_stands_beside_what_it_said() -> None:
    first, *others = ENTRIES
    import_register(edition(), ENTRIES)
    corrected = msgspec.structs.replace(first, note="corrected")
    told = import_register(edition(LATER, "two"), [corrected, *others])
    assert told.counts == {"known": 6, "new": 0, "changed": 1, "rejected": 0}
    both = RegisterEntry.objects.filter(reference=first.reference).order_by("edition__day")
    assert [(row.edition.day, row.last_edition.day, row.note) for row in both] == [
        (FIRST, FIRST, None),
        (LATER, LATER, "corrected"),
    ]
    kept = RegisterEntry.objects.get(reference=others[0].reference)
    assert (kept.edition.day, kept.last_edition.day) == (FIRST, LATER)


def test_an_older_edition_that_comes_late_takes_its_place_before() -> None:
    import_register(edition(LATER, "two"), ENTRIES)
    import_register(edition(FIRST, "one"), ENTRIES[:3])
    row = RegisterEntry.objects.get(reference=ENTRIES[0].reference)
    assert (row.edition.day, row.last_edition.day) == (FIRST, LATER)
    assert RegisterEntry.objects.count() == 7


def test_more_rows_than_a_batch_come_in_whole() -> None:
    many = [
        Entry(reference=f"n{at}", outcome="granted", date="2020", destination="eg")
        for at in range(1203)
    ]
    assert import_register(edition(), many).counts["new"] == 1203
    assert import_register(edition(), many).counts["known"] == 1203


def test_a_table_that_breaks_off_leaves_nothing() -> None:
    def broken() -> Any:
        yield from ENTRIES
        raise BadInput("the quotes never close")

    with pytest.raises(BadInput, match="the quotes never close"):
        import_register(edition(), broken())
    assert not Edition.objects.exists()
    assert not RegisterEntry.objects.exists()


def test_a_table_of_which_no_row_can_be_read_is_refused() -> None:
    rows = [Rejected(2, "it does not say when", ("", "Egypt"))]
    with pytest.raises(BadInput, match="uk: no row could be read; the first: line 2: it does not"):
        import_register(edition(), rows)
    assert not Edition.objects.exists()


def run(*said: str | Path) -> Result:
    told = CliRunner().invoke(command.import_register, [str(word) for word in said])
    if told.exception is not None and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told


def test_the_command_counts_and_twice_is_once() -> None:
    said = ("uk", SAMPLES / "uk.csv", "--criteria", SAMPLES / "uk-criteria.csv")
    first = run(*said, "--edition", "2020-01-01").output
    assert first.splitlines() == [
        "uk, edition of 2020-01-01; rows: 9",
        "known 0, new 7, changed 0, rejected 2",
        "No country here, in 2 rows: Channel Islands (2)",
    ]
    again = run(*said).output
    assert again.splitlines()[:2] == [
        "uk, edition of 2020-01-01; rows: 9",
        "known 7, new 0, changed 0, rejected 2",
    ]
    assert Edition.objects.count() == 1


def test_the_same_table_read_in_another_way_is_another_edition() -> None:
    run("ch", SAMPLES / "ch-2016.csv", "--period", "Q1 2016")
    run("ch", SAMPLES / "ch-2016.csv", "--period", "Q2 2016")
    assert [e.day for e in Edition.objects.all()] == [timezone.localdate()] * 2
    assert RegisterEntry.objects.filter(register="ch").count() == 8


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    left = tmp_path / "left.csv"
    told = run("uk", SAMPLES / "uk.csv", "--dry-run", "--rejected", left)
    assert "known 0, new 7, changed 0, rejected 2" in told.output
    assert told.output.endswith("Nothing was written.\n")
    assert not Edition.objects.exists()
    lines = left.read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("9,'2008-02-31' is not in the calendar,7,2008-02-31,")


MAPPING = """
register: {id: xx, title: A register, country: ch, authority: null, withheld: [], terms: none}
columns: {reference: Nr, date: Date, destination: To}
constants: {outcome: granted}
"""


def test_another_register_comes_in_by_its_mapping(tmp_path: Path) -> None:
    rules, table = tmp_path / "xx.yaml", tmp_path / "table.csv"
    rules.write_text(MAPPING, encoding="utf-8")
    table.write_text("Nr,Date,To\n7,2016,Egypt\n", encoding="utf-8")
    assert "new 1," in run("xx", table, "--mapping", rules).output
    assert RegisterEntry.objects.get().to_trade().destination == "eg"


FAULTS = {
    "an unknown register": (("uks", "table.csv"), "no register 'uks'; did you mean 'uk'"),
    "no file": (("uk", "none.csv"), "none.csv: No such file"),
    "another name": (("xy", "table.csv", "--mapping", "xx.yaml"), "maps the register 'xx'"),
    "a name that ships": (("uk", "table.csv", "--mapping", "uk.yaml"), "is a register that ships"),
    "no country": (
        ("xx", "table.csv", "--mapping", "zz.yaml"),
        "values, destination, 'Nowhere': the site has no country 'zz'",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_imported_is_told(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("table.csv").write_text("Nr,Date,To\n7,2016,Egypt\n", encoding="utf-8")
    Path("xx.yaml").write_text(MAPPING, encoding="utf-8")
    Path("uk.yaml").write_text(MAPPING.replace("id: xx", "id: uk"), encoding="utf-8")
    Path("zz.yaml").write_text(MAPPING + "values: {destination: {Nowhere: zz}}\n", encoding="utf-8")
    said, reason = FAULTS[fault]
    with pytest.raises(BadInput, match=reason):
        run(*said)
    assert not Edition.objects.exists()
