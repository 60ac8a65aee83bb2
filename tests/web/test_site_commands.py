"""`enduse site load` and `enduse site dump`: a pack into the database and out of it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from enduse.cli import commands
from enduse.interchange.pack import read_pack
from enduse.taxonomy.tables import BadInput
from enduse.web.registry.models import Party, Release

pytestmark = pytest.mark.django_db
SAME = "Nothing to change: the site says what the pack says.\n"


def site(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["site", *map(str, arguments)])


@pytest.fixture(scope="module")
def fewer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped pack without its restrictions, and with one source told otherwise."""
    pack = tmp_path_factory.mktemp("packs") / "fewer"
    from enduse.interchange.pack import write_pack

    write_pack(read_pack(), pack)
    (pack / "restrictions.yaml").write_text("[]\n")
    sources = pack / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("title: ", "title: New ", 1), encoding="utf-8")
    return pack


def test_a_load_of_what_is_there_changes_nothing() -> None:
    run = site("load")
    assert (run.exit_code, run.output) == (0, SAME)


def test_a_dry_run_says_what_a_load_does_and_writes_nothing(fewer: Path) -> None:
    before = Release.objects.count()
    dry = site("load", fewer, "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert Release.objects.count() == before
    *told, last = dry.output.splitlines()
    assert last == "Nothing was written; leave out --dry-run to load."
    assert told[0].split()[:3] == ["sources", "changed", "1"]
    assert told[-1].split()[:3] == ["restrictions", "withdrawn", "22"]
    assert site("load", fewer).output.splitlines() == told
    assert Release.objects.count() == before + 1
    assert site("load", fewer, "--dry-run").output == SAME


def test_a_dump_can_be_loaded_again(tmp_path: Path) -> None:
    run = site("dump", tmp_path / "out")
    assert (run.exit_code, run.output) == (0, f"Written: {tmp_path / 'out'}\n")
    assert read_pack(tmp_path / "out") == read_pack()
    assert site("load", tmp_path / "out").output == SAME


def test_what_is_no_pack_is_told_and_changes_nothing(tmp_path: Path) -> None:
    before = Party.objects.count()
    run = site("load", tmp_path)
    assert isinstance(run.exception, BadInput)
    assert str(tmp_path) in str(run.exception)
    assert Party.objects.count() == before


def test_the_commands_are_listed_without_a_database() -> None:
    run = site("--help")
    assert run.exit_code == 0
    for name in ("dump", "load", "serve"):
        assert f"\n  {name} " in run.output
