"""The pack that ships: whole, clean, written back to the letter, read in milliseconds."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from enduse.interchange.pack import NOUNS, SHIPPED, read_pack, write_pack
from enduse.interchange.pack_check import check_pack
from enduse.interchange.pack_schema import schema_text
from enduse.taxonomy.tables import BadInput

# What the curated facts held; the pack may only grow.
AT_LEAST = {
    "sources": 683,
    "parties": 599,
    "products": 132,
    "transfers": 415,
    "licences": 81,
    "incidents": 89,
    "campaigns": 13,
    "outreach": 54,
    "demands": 35,
    "policies": 52,
    "restrictions": 22,
}
STEPS = {"offer", "mou", "licensed", "licensed-then-revoked", "contract", "quotation", "agreement"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the pack that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "pack"))


def test_the_shipped_pack_is_clean_and_every_reference_leads_somewhere() -> None:
    report = check_pack(SHIPPED)
    assert [str(fault) for fault in report.faults] == []
    assert set(report.counts) == set(NOUNS)


def test_nothing_of_the_curated_facts_is_lost() -> None:
    pack = read_pack()
    short = {n: len(getattr(pack, n)) for n in NOUNS if len(getattr(pack, n)) < AT_LEAST[n]}
    assert short == {}
    assert sum(len(statement.demands) for statement in pack.demands) >= 88


def test_what_was_read_is_written_back_to_the_letter(tmp_path: Path) -> None:
    write_pack(read_pack(), tmp_path)
    for noun in NOUNS:
        name = f"{noun}.yaml"
        assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes(), name
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{n}.yaml" for n in NOUNS)
    assert read_pack(tmp_path) == read_pack()


@pytest.mark.parametrize("noun", NOUNS)
def test_the_schemas_are_those_of_the_types(noun: str) -> None:
    shipped = (SHIPPED / "schema" / f"{noun}.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text(noun), "run `python -m enduse.interchange.pack_schema`"


@pytest.mark.parametrize("noun", NOUNS)
def test_no_object_takes_a_field_that_nobody_knows(noun: str) -> None:
    definitions = msgspec.json.decode(schema_text(noun))["$defs"].values()
    assert all(d["additionalProperties"] is False for d in definitions if d.get("properties"))


def test_a_step_towards_a_delivery_is_no_delivery() -> None:
    transfers = read_pack().transfers
    assert {t.id for t in transfers if t.stage in STEPS and t.delivered} == set()
    assert {t.stage for t in transfers if t.delivered} == {
        "supplied",
        "donation",
        "partly-delivered",
    }
    assert {t.stage for t in transfers} >= STEPS


def test_a_note_that_says_no_delivery_is_shown_is_believed() -> None:
    said = [t for t in read_pack().transfers if "delivery not shown" in (t.note or "")]
    assert said
    assert [t.id for t in said if t.delivered] == []


def test_strength_follows_what_is_known() -> None:
    by_strength = Counter(t.strength.value for t in read_pack().transfers)
    assert set(by_strength) == {"alleged", "reported", "documented", "confirmed", "denied"}
    assert {t.id for t in read_pack().transfers if t.strength == "denied"} == {
        "tr-nsn-egypt-trd",
        "tr-siemens-tm",
    }
    weak = {t.strength.value for t in read_pack().transfers if t.confidence == "low"}
    assert weak <= {"alleged", "denied", "confirmed"}


def test_names_that_rest_on_general_knowledge_say_so() -> None:
    pack = read_pack()
    names = [name for party in pack.parties for name in party.names]
    assert sum(name.basis == "general-knowledge" for name in names) >= 60
    assert all(name.sources for name in names if name.basis == "source")
    assert sum(party.country_basis == "general-knowledge" for party in pack.parties) >= 60


def test_no_name_carries_a_remark() -> None:
    remark = re.compile(r"\((former|unit|spelling|from |until )|mistranslation")
    names = [n for party in read_pack().parties for n in party.aliases]
    assert [name for name in names if remark.search(name)] == []


def test_no_two_parties_of_one_country_share_their_name() -> None:
    names = Counter((party.name.casefold(), party.country) for party in read_pack().parties)
    assert [name for name, count in names.items() if count > 1] == []


def test_the_pack_tells_nothing_of_how_it_was_gathered() -> None:
    trace = re.compile(r"\bseeds?\b|\bseed-|/(work|farm|tmp)/", re.IGNORECASE)
    texts = {n: (SHIPPED / f"{n}.yaml").read_text(encoding="utf-8") for n in NOUNS}
    assert {n: found for n, text in texts.items() if (found := trace.findall(text))} == {}


def test_a_changed_byte_makes_the_compiled_copy_old(copy: Path) -> None:
    before = read_pack(copy)
    path = copy / "products.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: Pegasus\n", "name: Pegasos\n"), encoding="utf-8")
    after = read_pack(copy)
    assert [p.name for p in before.products if p.id == "pegasus"] == ["Pegasus"]
    assert [p.name for p in after.products if p.id == "pegasus"] == ["Pegasos"]


def test_a_spoiled_compiled_copy_is_made_again(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    read_pack(copy)
    (kept,) = (tmp_path / "cache" / "enduse").glob("pack-*.json")
    kept.write_bytes(kept.read_bytes()[:-9])
    assert read_pack(copy) == read_pack()


def test_a_second_start_needs_neither_yaml_nor_jsonschema() -> None:
    read_pack()
    question = (
        "import sys; from enduse.interchange.pack import read_pack; read_pack();"
        "assert not {'yaml', 'jsonschema', 'rich'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", question], check=True)


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no evidence pack here"):
        read_pack(tmp_path)


def test_a_record_that_does_not_fit_is_named(copy: Path) -> None:
    path = copy / "products.yaml"
    text = path.read_text(encoding="utf-8").replace("vendor: nso", "vendors: nso", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"products\.yaml: [a-z0-9-]+: .*vendors"):
        read_pack(copy)


def test_a_pack_needs_not_every_noun(copy: Path) -> None:
    (copy / "policies.yaml").unlink()
    (copy / "countries.yaml").unlink()
    pack = read_pack(copy)
    assert pack.policies == ()
    assert pack.places == read_pack().places


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pack(read_pack(), tmp_path)
    before = (tmp_path / "sources.yaml").read_bytes()

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(BadInput, match="full"):
        write_pack(read_pack(), tmp_path)
    assert (tmp_path / "sources.yaml").read_bytes() == before
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []
