"""Editions of registers come into the ledger beside each other, and twice is once."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from enduse.record.transparency import read_off
from enduse.registers import REGISTERS, Rejected
from enduse.taxonomy.tables import BadInput
from enduse.trade import Money
from enduse.trade.register import Entry, Register
from enduse.web.ledger.actions import import_register
from enduse.web.ledger.models import Edition, RegisterEntry
from enduse.web.site import registers as command
from tests.build_registers import SAMPLES, read

pytestmark = pytest.mark.django_db
FIRST, LATER, LAST = date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1)
READ = {
    "uk": read("uk", SAMPLES / "uk.csv", criteria=SAMPLES / "uk-criteria.csv"),
    "ch": read("ch", SAMPLES / "ch-2016.csv", period="Q1 2016"),
}
ENTRIES, REJECTED = READ["uk"]


def entry(reference: str, **told: Any) -> Entry:
    return Entry(**{"reference": reference, "outcome": "granted", "date": "2020"} | told)


def register_of(name: str, **told: Any) -> Register:
    kept: dict[str, Any] = {
        "title": "A register",
        "country": "ch",
        "authority": None,
        "withheld": (),
        "terms": "Free to use",
    }
    return Register(id=name, **kept | told)


UK = REGISTERS["uk"]


def edition(day: date = FIRST, digest: str = "one", register: Register = UK) -> Edition:
    return Edition.of(register, day=day, digest=digest)


def said(reference: str) -> list[tuple[date, date, str | None, bool]]:
    """What editions said of a row: the first and the last that did, its note, whether it stands."""
    rows = RegisterEntry.objects.filter(reference=reference)
    told = [(row.edition.day, row.last_edition.day, row.note, row.current) for row in rows]
    return sorted(told, key=lambda one: (one[0], one[2] or ""))


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
    assert said(first.reference) == [
        (FIRST, FIRST, None, False),
        (LATER, LATER, "corrected", True),
    ]
    assert said(others[0].reference) == [(FIRST, LATER, None, True)]


def test_an_older_edition_that_comes_late_takes_its_place_before() -> None:
    import_register(edition(LATER, "two"), ENTRIES)
    wrong = msgspec.structs.replace(ENTRIES[0], note="wrong")
    told = import_register(edition(FIRST, "one"), [wrong, *ENTRIES[1:3]])
    assert told.counts == {"known": 2, "new": 0, "changed": 1, "rejected": 0}
    assert said(wrong.reference) == [
        (FIRST, FIRST, "wrong", False),
        (LATER, LATER, None, True),
    ]
    assert said(ENTRIES[1].reference) == [(FIRST, LATER, None, True)]
    assert said(ENTRIES[3].reference) == [(LATER, LATER, None, True)]
    assert RegisterEntry.objects.count() == 8


def test_what_an_edition_says_again_after_another_denied_it_stands() -> None:
    other = msgspec.structs.replace(ENTRIES[0], note="other")
    for day, row in ((FIRST, ENTRIES[0]), (LATER, other), (LAST, ENTRIES[0])):
        import_register(edition(day, str(day)), [row])
    assert said(other.reference) == [
        (FIRST, LAST, None, True),
        (LATER, LATER, "other", False),
    ]


def test_of_two_editions_of_one_day_the_one_that_came_in_last_stands() -> None:
    mended = msgspec.structs.replace(ENTRIES[0], note="mended")
    import_register(edition(FIRST, "one"), ENTRIES)
    import_register(edition(FIRST, "two"), [mended, *ENTRIES[1:]])
    assert said(mended.reference) == [
        (FIRST, FIRST, None, False),
        (FIRST, FIRST, "mended", True),
    ]
    assert Edition.objects.filter(register="uk", day=FIRST).count() == 2
    row = RegisterEntry.objects.get(reference=ENTRIES[1].reference)
    assert (row.edition.digest, row.last_edition.digest) == ("one", "two")
    import_register(edition(FIRST, "one"), ENTRIES)
    assert said(mended.reference)[1] == (FIRST, FIRST, "mended", True)


def test_an_edition_keeps_what_was_said_of_its_register() -> None:
    own = register_of("xx", withheld=("exporter",))
    import_register(edition(register=own), ENTRIES)
    import_register(edition(register=register_of("xx", title="A better title")), ENTRIES)
    (held,) = Edition.objects.all()
    assert held.describes() == register_of("xx", title="A better title")
    assert Edition.objects.newest() == {"xx": held}


def test_what_a_register_shows_is_read_off_its_rows() -> None:
    """One row of each shape tells the same as all rows do."""
    for register in ("uk", "ch"):
        entries, _ = READ[register]
        import_register(edition(register=REGISTERS[register]), entries)
        rows = RegisterEntry.objects.filter(register=register).known_on(None)
        assert rows.read_off(REGISTERS[register]) == read_off(REGISTERS[register], entries)
    nothing = RegisterEntry.objects.none()
    assert nothing.read_off(UK) == read_off(UK, [])


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("5A001", {"5A001.f3a", "5A001"}),
        ("5a001F", {"5A001.f3a"}),
        ("5A", {"5A001.f3a", "5A001", "5A002"}),
        ("5A00", set()),
        ("ML1", {"ML1.a"}),
        ("ML10.c", {"ML10.c.2"}),
        ("%", set()),
    ],
)
def test_a_code_stands_for_all_below_it_and_for_no_other(code: str, found: set[str]) -> None:
    held = ["5A001.f3a", "5A001", "5A002", "ML1.a", "ML10.c.2", "End Use"]
    import_register(edition(), [entry(code, codes=(code,)) for code in held])
    rows = RegisterEntry.objects.below(code) if code != "%" else RegisterEntry.objects.none()
    assert {code for row in rows for code in row.codes or ()} == found


def test_the_longest_row_that_can_be_read_can_be_stored() -> None:
    long = entry(
        "r" * 120 + "-" + "0" * 20 + "#99999",
        date="2010-01-01/2012-12-31",
        count=10**9 - 1,
        destination_name="n" * 10_000,
        exporter="x" * 10_000,
        end_user="ü" * 10_000,
        item="i" * 10_000,
        note="\U0001f575" * 10_000,
        codes=("\U000104001" * 300,),
        grounds=("g" * 10_000,),
        value=Money(amount=Decimal("9" * 9 + ".999999"), currency="XTS"),
    )
    dear = entry("dear", value=Money(amount=Decimal("9" * 15), currency="XTS"))
    import_register(edition(), [long, dear])
    assert [row.to_trade() for row in RegisterEntry.objects.order_by("pk")] == [long, dear]


def test_what_was_said_stands_as_it_was_known_on_a_day() -> None:
    changed = msgspec.structs.replace(ENTRIES[0], note="changed")
    import_register(edition(FIRST, "one"), ENTRIES[:2])
    import_register(edition(LATER, "two"), [changed, *ENTRIES[1:3]])
    rows = RegisterEntry.objects.order_by("pk")
    before, between, now = (
        [(row.reference, row.note) for row in rows.known_on(day)]
        for day in (date(2019, 12, 31), date(2020, 6, 1), date(2021, 1, 1))
    )
    first, second, third = (one.reference for one in ENTRIES[:3])
    assert before == []
    assert between == [(first, None), (second, None)]
    assert now == [(second, None), (first, "changed"), (third, None)]


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


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejected rows go into the folder where the command is run."""
    monkeypatch.chdir(tmp_path)


def run(*words: str | Path) -> Result:
    told = CliRunner().invoke(command.import_register, [str(word) for word in words])
    if told.exception is not None and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told


def test_the_command_counts_and_twice_is_once() -> None:
    words = ("uk", SAMPLES / "uk.csv", "--criteria", SAMPLES / "uk-criteria.csv")
    first = run(*words, "--edition", "2020-01-01").output
    assert first.splitlines() == [
        "uk, edition of 2020-01-01; rows: 9",
        "known 0, new 7, changed 0, rejected 2",
        "No country here, in 2 rows: Channel Islands (2)",
        "Rejected rows, each with its line and the reason: uk-2020-01-01-rejected.csv",
    ]
    left = Path("uk-2020-01-01-rejected.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in left] == ["line", "9", "10"]
    again = run(*words).output
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
    assert told.output.endswith("Nothing was written to the ledger.\n")
    assert not Edition.objects.exists()
    lines = left.read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("9,'2008-02-31' is not in the calendar,7,2008-02-31,")


def test_without_rejected_rows_and_on_a_dry_run_no_file_is_left(tmp_path: Path) -> None:
    run("uk", SAMPLES / "uk.csv", "--dry-run")
    table = Path("one.csv")
    table.write_text(
        "date,country,rating,count,value,refused\n2008-01-02,Italy,ML10,1,1,0\n", "utf-8"
    )
    run("uk", table)
    assert list(tmp_path.iterdir()) == [tmp_path / "one.csv"]


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


SPOILT = {
    "country.yaml": ("country: ch", "country: zz"),
    "authority.yaml": ("authority: null", "authority: no-one"),
    "long.yaml": ("id: xx", f"id: {'x' * 61}"),
}
FAULTS = {
    "an unknown register": (("uks", "table.csv"), "no register 'uks'; did you mean 'uk'"),
    "no file": (("uk", "none.csv"), "none.csv: No such file"),
    "another name": (("xy", "table.csv", "--mapping", "xx.yaml"), "maps the register 'xx'"),
    "a name that ships": (("uk", "table.csv", "--mapping", "uk.yaml"), "is a register that ships"),
    "a state that is not known": (
        ("xx", "table.csv", "--mapping", "country.yaml"),
        "register, country: the site has no country 'zz'",
    ),
    "an authority that is not known": (
        ("xx", "table.csv", "--mapping", "authority.yaml"),
        "register, authority: the site has no party 'no-one'; write null",
    ),
    "too long a name": (
        ("x" * 61, "table.csv", "--mapping", "long.yaml"),
        "the register's id has more than 60 characters",
    ),
    "a table without rows": (("xx", "empty.csv", "--mapping", "xx.yaml"), "xx: no row could be"),
    "no country": (
        ("xx", "table.csv", "--mapping", "zz.yaml"),
        "values, destination, 'Nowhere': the site has no country 'zz'",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_imported_is_told(fault: str) -> None:
    Path("table.csv").write_text("Nr,Date,To\n7,2016,Egypt\n", encoding="utf-8")
    Path("xx.yaml").write_text(MAPPING, encoding="utf-8")
    Path("empty.csv").write_text("Nr,Date,To\n", encoding="utf-8")
    for name, (before, after) in SPOILT.items():
        Path(name).write_text(MAPPING.replace(before, after), encoding="utf-8")
    Path("uk.yaml").write_text(MAPPING.replace("id: xx", "id: uk"), encoding="utf-8")
    Path("zz.yaml").write_text(MAPPING + "values: {destination: {Nowhere: zz}}\n", encoding="utf-8")
    words, reason = FAULTS[fault]
    with pytest.raises(BadInput, match=reason):
        run(*words)
    assert not Edition.objects.exists()
