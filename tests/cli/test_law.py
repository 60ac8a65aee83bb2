"""enduse law and the help of every command, as a user reads them."""

import json

import click
import pytest

from enduse.cli import commands
from enduse.law import PROVISIONS
from enduse.law.entries import entries
from tests.cli.test_assess import EXAMPLE, enduse, one_line


def printed(*arguments: str) -> str:
    run = enduse(*arguments)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout.decode()


def below(command: click.Command, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    context = click.Context(command)
    if not isinstance(command, click.Group):
        return [path]
    found = [path]
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner
        found += below(inner, (*path, name))
    return found


@pytest.mark.parametrize("path", below(commands, ()), ids=" ".join)
def test_help_fits_and_says_what_each_option_is_for(path: tuple[str, ...]) -> None:
    text = printed(*path, "--help")
    assert max(map(len, text.splitlines())) <= 80
    assert "..." not in text.partition("Commands:")[2], "a summary is cut"
    options = text.partition("Options:")[2].partition("Commands:")[0].splitlines()
    for line in options:
        assert not line.startswith("  -") or len(line.split("  ", 2)[-1]) > 8 or line, line


def test_the_lists_fit_eighty_columns() -> None:
    for text in (printed("law", "list"), *(printed("law", "show", e.code) for e in entries())):
        lines = [line for line in text.splitlines() if "https://" not in line]
        assert max(map(len, lines)) <= 80


def test_a_list_names_what_was_in_force_in_one_place() -> None:
    then = json.loads(printed("law", "list", "--as-of", "2016-06-29", "--format", "json"))
    assert len(json.loads(printed("law", "list", "--format", "json"))) == len(PROVISIONS)
    assert all(row["since"] <= "2016-06-29" <= (row["until"] or "9999") for row in then)
    british = json.loads(printed("law", "list", "--jurisdiction", "UK", "--format", "json"))
    assert {row["jurisdiction"] for row in british} == {"gb"}


@pytest.mark.parametrize("written", ["5A001.j", "5a001j", "5A001 J"])
def test_an_entry_is_found_as_people_write_it(written: str) -> None:
    text = printed("law", "entries", written)
    assert text == printed("law", "show", written)
    assert "EU dual-use list (Annex I): 5A001.j, since 2014-12-31" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("law", "entries", "5A01.j"), "did you mean 5A001.j?"),
        (("law", "entries", ""), "there are"),
        (("law", "show", "eu-428"), "did you mean 'eu-428-2009-"),
        (("law", "show", "eu-428-2009-art-3"), "did you mean 'eu-428-2009-art-3-1'?"),
        (("law", "list", "--jurisdiction", "atlantis"), "there are ch, de, eu"),
    ],
)
def test_what_is_not_there_is_met_with_the_nearest(arguments: tuple[str, ...], says: str) -> None:
    assert says in one_line(enduse(*arguments))


@pytest.mark.parametrize(
    ("provision", "says"),
    [
        ("us-ear-742-7-b", "not in force on 2016-06-29"),
        ("de-awv-52a", "law of DE"),
        ("eu-428-2009-art-4-1", "Does not apply"),
        ("eu-428-2009-art-3-1", "Licence required"),
    ],
)
def test_explain_says_why_a_provision_does_not_bite(provision: str, says: str) -> None:
    run = enduse("assess", EXAMPLE, "--explain", provision)
    assert says in " ".join(run.stdout.decode().split())
