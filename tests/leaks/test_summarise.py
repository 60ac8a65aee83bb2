"""What is printed of a list: safe tables in every format, budgets, statuses and signs."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from enduse.interchange.leak_vault import read_log
from enduse.leaks.listing import Entry, Listing, Place
from enduse.leaks.noise import publish_noisy, spent
from enduse.leaks.plausibility import plausible
from enduse.leaks.summary import NEITHER
from enduse.leaks.tables import Numbers
from enduse.leaks.vault import Released, Vault
from enduse.taxonomy.tables import BadInput
from tests.leaks import fiction
from tests.leaks.build import Sealed, a_row, make_key, refused, said, seal, some, write_list

ROWS = [
    *some("mx", 150, "2016-03", "client one"),
    *some("mx", 20, "2017-03", "client two"),  # numbers that client one selected before
    *some("ma", 60, "2018", "client two"),
    *some("fr", 4, "2016", "client one"),
    *some("hu", 12, "2019", "client two"),
    *some("tg", 40, "2019", "client two"),
    a_row("1.23E+11"),
    a_row(""),
]  # fmt: skip


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    return seal(tmp_path_factory.mktemp("vault"), ROWS)


def told(sealed: Sealed, *arguments: str) -> dict[str, Any]:
    output = said(
        "summarise", sealed.vault, "--identity", sealed.key, "--format", "json", *arguments
    )
    found: dict[str, Any] = json.loads(output)
    return found


def test_the_contract(sealed: Sealed) -> None:
    found = told(sealed, "--by", "country")
    assert (found["n"], found["k"]) == (266, 10)
    assert found["rows_rejected"] == {"spreadsheet-damage": 1, "empty": 1}
    assert found["cells"] == [
        {"country": ["mx"], "count": 150},
        {"country": ["eh", "ma"], "count": 60},
        {"country": ["hu"], "count": 12},
    ]
    # France has 4 and hides behind Togo's 40; behind Hungary's 12 it could not have been 7 or more
    assert found["suppressed_cells"] == 2


def test_small_cells_and_what_hides_them_are_missing(sealed: Sealed) -> None:
    found = told(sealed, "--by", "country")
    shown = {"+".join(cell["country"]): cell["count"] for cell in found["cells"]}
    assert "fr" not in shown
    left = found["n"] - sum(shown.values())
    assert left >= 2 * found["k"] - 1
    assert found["suppressed_cells"] == 5 - len(shown)


def test_selections_count_a_number_once_for_each_client(sealed: Sealed) -> None:
    found = told(sealed, "--by", "client")
    assert found["unit"] == "selections"
    assert {cell["client"]: cell["count"] for cell in found["cells"]} == {
        "client one": 154, "client two": 132,
    }  # fmt: skip


def test_years_are_those_of_the_first_selection(sealed: Sealed) -> None:
    found = told(sealed, "--by", "year")
    assert {cell["year"]: cell["count"] for cell in found["cells"]} == {
        2016: 154,
        2018: 60,
        2019: 52,
    }


@pytest.mark.parametrize("form", ["text", "csv", "json", "svg"])
def test_every_table_says_what_it_is_and_what_it_is_not(sealed: Sealed, form: str) -> None:
    output = said("summarise", sealed.vault, "--identity", sealed.key, "--format", form)
    plain = " ".join(output.split())
    assert "neither an attempt nor an infection" in plain
    assert "266" in plain
    assert "k = 10" in plain
    assert "not shown" in plain
    assert all(len(line) <= 80 for line in output.splitlines()) or form != "text"


def test_csv_is_a_table_and_svg_a_drawing(sealed: Sealed) -> None:
    text = said("summarise", sealed.vault, "--identity", sealed.key, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert (rows[0]["country"], rows[0]["count"], rows[0]["n"]) == ("mx", "150", "266")
    drawn = said("summarise", sealed.vault, "--identity", sealed.key, "--format", "svg")
    assert "Mexico" in "".join(ET.fromstring(drawn).itertext())  # noqa: S314 - made here


def test_rounding_tells_at_least_so_many(sealed: Sealed) -> None:
    found = told(sealed, "--by", "country", "--round", "10")
    assert all(cell["count"] % 10 == 0 for cell in found["cells"])
    assert found["n"] == 260
    assert "--round: 1 to 10" in refused(
        "summarise", sealed.vault, "--identity", sealed.key, "--round", "11"
    )


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--by", "continent"), "--by continent: is none of country"),
        (("--by", ""), "one or two of country"),
        (("--by", "country,client,year"), "one or two of country"),
        (("--by", "group"), "needs --people"),
        (("--k", "2"), "at least 3"),
        (("--k", "1000"), "fewer than k=1000"),
        (("--epsilon", "11"), "above 0 and up to 10"),
        (("--epsilon", "0.1", "--by", ""), "one or two of country"),
        (("--epsilon", "0.1", "--by", "group", "--people", "x"), "no such vault"),
        (("-o", "/nowhere/table.csv"), "there is no folder"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(
    sealed: Sealed, arguments: tuple[str, ...], why: str
) -> None:
    told_why = refused("summarise", sealed.vault, "--identity", sealed.key, *arguments)
    assert why in told_why
    assert "\n" not in told_why


def test_clients_are_told_from_tables_that_may_be_published(tmp_path: Path) -> None:
    rows = [*some("mx", 150, "2016", "client one"), *some("fr", 40, "2017", "client one"),
            *some("hu", 30, "2016", "client one"), *some("ma", 60, "2018", "client two"),
            *some("mx", 20, "2018", "client two"), *some("fr", 14, "2016", "client two"),
            *some("mx", 300, "2019", "client three"), *some("fr", 80, "2019", "client three"),
            *some("hu", 3, "2019", "client two")]  # fmt: skip
    sealed = seal(tmp_path, rows)
    key = ("--identity", sealed.key)
    found = json.loads(said("clients", sealed.vault, "--format", "json", *key))
    one = next(client for client in found["clients"] if client["client"] == "client one")
    assert one["countries"][0] == {"country": ["mx"], "count": 150, "share": 0.6818}
    assert not any(
        cell["count"] < 10 for client in found["clients"] for cell in client["countries"]
    )
    assert found["alike"] == [["client three", "client one"]]
    assert NEITHER in found["notes"]
    assert "does not say who the client is" in " ".join(said("clients", sealed.vault, *key).split())
    text = refused("summarise", sealed.vault, "--by", "country,year", *key)
    assert "together these tables tell more" in text


def a_vault(many: int = 400) -> Vault:
    listing = Listing(places=[Place(("mx",), ""), Place(("fr",), "")], lines=["mobile"],
                      changes=[""], clients=["one"])  # fmt: skip
    for at in range(many):
        listing.entries.append(Entry(f"999{at:09}", at % 2, 0, 0, "2016", "", 0, "", ""))
    return Vault(made="2026-11-22", listing=listing, budget=1.0)


def asked(epsilon: float, by: tuple[str, ...] = ("country",)) -> Released:
    return Released("2026-11-22", by, 10, {}, epsilon=epsilon)


def test_noise_is_paid_from_a_budget_and_the_same_question_costs_nothing() -> None:
    vault = a_vault()
    numbers = Numbers(vault.listing)
    first = publish_noisy(vault, numbers, asked(0.6))
    assert publish_noisy(vault, numbers, asked(0.6)) == first
    assert spent(vault) == pytest.approx(0.6)
    with pytest.raises(BadInput, match=r"0.4 of it is left"):
        publish_noisy(vault, numbers, asked(0.5))
    publish_noisy(vault, numbers, asked(0.4, ("year",)))
    assert spent(vault) == pytest.approx(1.0)
    with pytest.raises(BadInput, match="above 0"):
        publish_noisy(vault, numbers, asked(-1))
    with pytest.raises(BadInput, match="group: cannot have noise"):
        publish_noisy(a_vault(), numbers, asked(0.1, ("group",)))


def test_noise_is_as_large_as_it_says() -> None:
    vault = a_vault()
    numbers = Numbers(vault.listing)
    off = []
    for _ in range(60):
        vault.released.clear()
        noisy = publish_noisy(vault, numbers, asked(1.0))
        off += [abs(count - 200) for count in noisy.cells.values()]
    within = sum(one <= noisy.off for one in off) / len(off)
    assert 0.9 <= within <= 1
    assert len(set(off)) > 3


def test_noise_in_a_vault_is_kept_between_commands(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    first = told(sealed, "--epsilon", "0.7")
    assert told(sealed, "--epsilon", "0.7") == first
    assert first["suppressed_cells"] is None
    said_no = refused("summarise", sealed.vault, "--identity", sealed.key, "--epsilon", "0.5")
    assert "0.3 of it is left" in said_no


def test_two_commands_at_once_do_not_spend_the_budget_twice(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    command = [sys.executable, "-m", "enduse", "leak", "summarise", str(sealed.vault),
               "--identity", str(sealed.key), "--epsilon", "0.6", "--by"]  # fmt: skip
    both = [
        subprocess.Popen([*command, by], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for by in ("country", "year")
    ]
    told_why = [one.communicate()[1] for one in both]
    assert sorted(one.returncode for one in both) == [0, 2]
    assert any("0.4 of it is left" in why for why in told_why)
    read_log(sealed.vault)  # and the log is whole


def test_a_status_exists_only_with_consent_and_leaves_as_a_count(tmp_path: Path) -> None:
    sealed = seal(tmp_path, ROWS)
    key = ("--identity", sealed.key)
    header = ["number", "status", "consent", "recorded_by"]
    numbers = fiction.unassigned("mx")[:60]

    def recorded(rows: list[list[str]]) -> str:
        listed = write_list(tmp_path / "consents.csv", rows, header)
        return said("status", sealed.vault, "--record", listed, "--format", "json", *key)

    def declined(row: list[str]) -> str:
        listed = write_list(tmp_path / "consents.csv", [row], header)
        return refused("status", sealed.vault, "--record", listed, *key)

    assert "consent: needs the day" in declined([numbers[0], "examined", "", "ada"])
    assert "consent: needs the day" in declined([numbers[0], "examined", "2099-01-01", "ada"])
    assert "recorded_by" in declined([numbers[0], "examined", "2026-01-01", " "])
    assert "needs one of consented" in declined([numbers[0], "infected", "2026-01-01", "ada"])
    stranger = declined([fiction.british()[0], "examined", "2026-01-01", "ada"])
    assert "not on the list; nothing was recorded" in stranger
    assert "7700" not in stranger
    steps = ["consented"] * 20 + ["examined"] * 5 + ["traces-found"] * 20 + ["confirmed"] * 15
    rows = [[n, s, "2026-01-01", "ada"] for n, s in zip(numbers, steps, strict=True)]
    output = recorded(rows)
    cells = {c["status"]: c["count"] for c in json.loads(output[output.index("{") :])["cells"]}
    assert cells == {"consented": 60, "examined": 40, "confirmed": 15}  # 35 is too close to 40
    gone = write_list(tmp_path / "gone.csv", [[numbers[0]]], ["number"])
    again = said("status", sealed.vault, "--withdraw", gone, "--format", "json", *key)
    assert json.loads(again[again.index("{") :])["cells"][0]["count"] == 60  # one less is not told
    assert not any(number[1:] in output for number in numbers)


def test_signs_of_a_made_up_list() -> None:
    places, lines = [Place(("xk",), "")], ["not assigned"]
    listing = Listing(places=places, lines=lines, changes=[""], clients=[""])
    for at in range(300):
        number = f"3832000{at:04}"
        listing.entries.append(Entry(number, 0, 0, 0, "2015-05", "2015-04", 0, "", ""))
    found = plausible(listing, "2026-11-22")
    assert found.counts["dated before such numbers existed"] == 300
    assert found.counts["last date before the first"] == 300
    told = " ".join(found.signs)
    assert "they were counted up" in told
    assert "300 rows: last date before the first" in told
    assert any("proves" in limit for limit in found.limits)


def test_a_form_that_came_later_is_a_sign() -> None:
    """Benin's ten digits on a row of 2015: written, or put in order, after 2024."""
    listing = Listing(places=[Place(("bj",), "")], lines=["mobile"], changes=[""], clients=[""])
    for day in ("2015", "2024-11", "2024-12", ""):
        listing.entries.append(Entry("2290195123456", 0, 0, 0, day, "", 0, "", ""))
    found = plausible(listing, "2026-11-22")
    assert found.counts["in a form that came after its date"] == 1


def test_an_ordinary_list_shows_no_sign() -> None:
    places, lines = [Place(("us",), "")], ["fixed or mobile"]
    listing = Listing(places=places, lines=lines, changes=[""], clients=[""])
    numbers = [n for area in (202, 212, 312, 415) for n in fiction.north_american(area)[::7]]
    for number in numbers:
        listing.entries.append(Entry(number[1:], 0, 0, 0, "2015-05", "", 0, "", ""))
    assert plausible(listing, "2026-11-22").signs == []


def test_the_figures_of_2021_in_their_form(tmp_path: Path) -> None:
    """50,000 numbers, and of those who were identified at least so many in each group."""
    many = {"mx": 15_000, "ma": 10_000, "sa": 9_990, "ae": 10_000, "in": 5_000, "tg": 10}
    rows = [row for country, count in many.items() for row in some(country, count, "2017")]
    sealed = seal(tmp_path, rows)
    numbers = iter(fiction.unassigned("mx"))
    groups = {"journalist": 183, "politician": 604, "human rights defender": 87,
              "business leader": 66, "head of state": 3}  # fmt: skip
    people = [(next(numbers), group) for group, many in groups.items() for _ in range(many)]
    people += [(fiction.british()[at], "journalist") for at in range(50)]  # not on the list
    _, public = make_key(tmp_path, "people")
    listed = write_list(tmp_path / "people.csv", people, ["number", "group"])
    said("seal", listed, "-o", tmp_path / "people.vault", "--people", "--recipient", public)
    both = tmp_path / "both.key"
    both.write_text(sealed.key.read_text() + (tmp_path / "people.key").read_text())
    output = said("summarise", sealed.vault, "--people", tmp_path / "people.vault", "--by", "group",
                  "--round", "5", "--identity", both)  # fmt: skip
    lines = [" ".join(line.split()) for line in output.splitlines()]
    assert lines[2:6] == [
        "at least 600 politician",
        "at least 180 journalist",
        "at least 85 human rights defender",
        "at least 65 business leader",
    ]
    assert "n = 50,000 numbers. k = 10: 1 cell is not shown" in " ".join(lines)
    assert "head of state" not in output
