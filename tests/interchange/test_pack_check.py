"""Each kind of fault is found, with its file, line, record, field and the value that was meant."""

from functools import cache
from pathlib import Path

import pytest

from enduse.interchange.pack import NOUNS, read_pack, write_pack
from enduse.interchange.pack_check import check_pack
from enduse.interchange.pack_words import hint, meant
from enduse.taxonomy.tables import BadInput

SAMPLE = Path(__file__).parents[1] / "samples" / "broken-pack"
FAULTS = {
    "campaigns.yaml:3: cam-example: aim": "holds the control character '\\x00'; take it out",
    "campaigns.yaml:4: cam-example: confidence": "did you mean 'high'?",
    "campaigns.yaml:7: cam-example: sources[1]": "'example-news-2020' stands twice",
    "demands.yaml:6: st-example: signatories.organisations": "-146 is too small; at least 0",
    "demands.yaml:7: st-example: signatories.experts": "is too large; at most 2,147,483,647",
    "demands.yaml:9: st-example: addressees[0]": "did you mean 'all-states'?",
    "demands.yaml:12: st-example: states[0].status": "did you mean 'signed'?",
    "demands.yaml:14: st-example: states[0].wave": "'first' where a whole number belongs",
    "demands.yaml:17: st-example: facts[0].value": "at most 9,223,372,036,854,775,807",
    "demands.yaml:23: st-example: demands[0].addressees[0]": "'UK'; did you mean 'gb'?",
    "demands.yaml:30: st-example: demands[1].id": "stands twice; give one of the two another id",
    "demands.yaml:33: st-example: demands[1].addressees[1]": "'gb' stands twice",
    "incidents.yaml:6: inc-example: victims.reporters": "no group of victims 'reporters'",
    "incidents.yaml:11: inc-example: harms[0]": "no harm 'arest'; did you mean 'arrest'?",
    "incidents.yaml:24: inc-lower-bound: at_least[0]": "'lawyer' has no count",
    "licences.yaml:13: lic-example: decisions[1].date": "put decisions in order",
    "outreach.yaml:2: out-example: campaign": "did you mean 'cam-example'?",
    "outreach.yaml:7: out-example: date": "'2012/2010' is no date",
    "outreach.yaml:8: out-example: published": "'2012-13' is no date",
    "outreach.yaml:10: out-example: deadline.rule": "did you mean 'working-days'?",
    "outreach.yaml:11: out-example: deadline.length": "0 is too small; at least 1",
    "outreach.yaml:12: out-example: deadline.calendar": "no country 'DE'; did you mean 'de'?",
    "outreach.yaml:15: out-example: about[0]": "did you mean 'tr-example-de'?",
    "outreach.yaml:18: out-example: questions[0].id": "is too long",
    "outreach.yaml:22: out-example: responses[0].status": "no such value 'responded'; use one of: ",
    "outreach.yaml:23: out-example: responses[0].acknowledged": "'yesterday' is no date",
    "outreach.yaml:26: out-example: responses[0].answers[0].extent": "did you mean 'in-full'?",
    "outreach.yaml:28: out-example: responses[0].answers[0].sources": "name at least 1",
    "outreach.yaml:38: out-stranger: deadline.rule": "name it as the calendar",
    "outreach.yaml:47: out-stranger: questions[1].id": "'1a' stands twice",
    "outreach.yaml:50: out-stranger: responses[0].recipient": "not among the recipients",
    "outreach.yaml:53: out-stranger: responses[0].answers[0].question": "no question '1b'",
    "parties.yaml:4: example-systems: country": "no country 'DE'; did you mean 'de'?",
    "parties.yaml:8: Example Agency: id": "does not fit",
    "parties.yaml:10: Example Agency: kind": "did you mean 'agency'?",
    "parties.yaml:11: Example Agency: country": "no country 'egypt'; did you mean 'eg'?",
    "parties.yaml:12: Example Agency: homepage": "no such field; use one of: aliases,",
    "parties.yaml:14: Example Agency: sources": "is empty; name at least 1",
    "parties.yaml:18: example-group: parent": "is the party itself",
    "policies.yaml:7: policy-de: discloses[0].what": "did you mean 'end-user'?",
    "policies.yaml:8: policy-de: discloses[0].status": "did you mean 'published'?",
    "policies.yaml:12: policy-de: delays[0].period": "'2014-13' is no date",
    "policies.yaml:13: policy-de: delays[0].months": "241 is too large; at most 240",
    "policies.yaml:19: policy-de: pledges[0].statement": "did you mean 'st-example'?",
    "policies.yaml:20: policy-de: pledges[0].wave": "0 is too small; at least 1",
    "products.yaml:1: catcher-4": "the field 'confidence' is missing",
    "products.yaml:3: catcher-4: vendor": "did you mean 'example-systems'?",
    "products.yaml:4: catcher-4: technology": "did you mean 'mobile-interception-imsi'?",
    "products.yaml:5: catcher-4: confidense": "no such field; did you mean 'confidence'?",
    "restrictions.yaml:1": "holds no list of records",
    "sources.yaml:4: example-news-2020: url": "does not fit",
    "sources.yaml:5: example-news-2020: published": "'2020-02-30' is no date",
    "sources.yaml:7: example-news-2020: kind": "no such value 'newspaper'; did you mean 'news'?",
    "sources.yaml:9: example-news-2020: id": "stands twice",
    "sources.yaml:12: example-news-2020: published": "2020 where text belongs; put it in quotes",
    "transfers.yaml:3: tr-example-de: product": "did you mean 'catcher-4'?",
    "transfers.yaml:5: tr-example-de: destination": "False where text belongs",
    "transfers.yaml:6: tr-example-de: stage": "did you mean 'partly-delivered'?",
    "transfers.yaml:11: tr-example-de: value.amount": "put it in quotes",
    "transfers.yaml:12: tr-example-de: value.currency": "'eur' does not fit",
    "transfers.yaml:15: tr-example-de: sources[0]": "did you mean 'example-news-2020'?",
    "transfers.yaml:25: tr-example-eg: value.amount": "'1e6' is no amount",
}


@cache
def faults(folder: Path) -> dict[str, str]:
    """Where -> what, of every fault."""
    told = [str(fault).removeprefix(f"{folder}/") for fault in check_pack(folder).faults]
    keys = {line: next((k for k in FAULTS if line.startswith(f"{k}: ")), line) for line in told}
    assert len(set(keys.values())) == len(told), "two faults at one place"
    return {keys[line]: line.removeprefix(f"{keys[line]}: ") for line in told}


def test_every_fault_is_found_and_no_other() -> None:
    assert set(faults(SAMPLE)) == set(FAULTS)


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_says_what_is_wrong(where: str) -> None:
    assert FAULTS[where] in faults(SAMPLE)[where]


def test_the_line_is_that_of_the_value() -> None:
    for fault in check_pack(SAMPLE).faults:
        line = fault.file.read_text(encoding="utf-8").splitlines()[fault.line - 1]
        last = fault.field.rpartition(".")[2].partition("[")[0]
        assert "[" in fault.field or last in line, fault


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        ("- id: x\n  title: &a T\n", ":2: YAML anchors and aliases are refused"),
        ("- id: [x\n", "not valid YAML"),
        ("- just a text\n", ":1: record 1: 'just a text' where fields with values belongs"),
        ("- {}\n", ":1: record 1: the field 'id' is missing"),
        ("- id: x\n  id: y\n", ":2: not valid YAML: the key 'id' stands twice"),
        ('- id: "de\\n"\n', ":1: de\\n: id: 'de\\n' does not fit"),
        (f"- id: {'a' * 121}\n", f"id: '{'a' * 59}… is too long"),
        ("- id: x\n  language: ''\n", ":2: x: language: '' does not fit: A language tag"),
        ('- id: x\n  title: "a\\x9fb"\n', ":2: x: title: holds the control character '\\x9f'"),
        ("- id: x\n  title: ' '\n", ":2: x: title: is blank; write something"),
        ('- id: x\n  "a\\eb": c\n', "holds the control character '\\x1b'"),
        ("- id: 7\n", "record 1: id: 7 where text belongs; put it in quotes"),
        ("", "is empty"),
        ("\x00\x01", "binary data"),
        ("- !!python/object/apply:os.getcwd []\n", "YAML tags"),
    ],
)
def test_no_file_breaks_the_check(tmp_path: Path, spoilt: str, fault: str) -> None:
    (tmp_path / "sources.yaml").write_text(spoilt, encoding="utf-8")
    told = [str(one) for one in check_pack(tmp_path).faults]
    assert any(fault in line for line in told), told
    assert all(line.startswith(f"{tmp_path / 'sources.yaml'}:") for line in told)


def test_a_pack_of_ones_own_is_checked_against_itself(tmp_path: Path) -> None:
    write_pack(read_pack(), tmp_path)
    assert check_pack(tmp_path).faults == []
    (tmp_path / "sources.yaml").unlink()
    told = check_pack(tmp_path).faults
    assert told
    assert {fault.problem.partition(" '")[0] for fault in told} == {"no source"}


def test_a_table_of_countries_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    write_pack(read_pack(), tmp_path)
    (tmp_path / "countries.yaml").write_text("countries: 3\n", encoding="utf-8")
    (fault,) = check_pack(tmp_path).faults
    assert fault.file == tmp_path / "countries.yaml"


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no evidence pack here"):
        check_pack(tmp_path)


def test_every_noun_is_looked_at() -> None:
    assert {fault.file.stem for fault in check_pack(SAMPLE).faults} == set(NOUNS)


def test_what_cannot_be_guessed_is_listed_or_left() -> None:
    assert meant("qq", {"eg": "eg"}) is None
    assert hint("zzz", ["high", "low"]) == "use one of: high, low"
    assert hint("zzz", [f"code-{n}" for n in range(99)], see="see the list") == "see the list"


def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    write_pack(read_pack(), tmp_path)
    for noun in ("products", "parties"):
        (tmp_path / f"{noun}.yaml").write_bytes(b"- id: caf\xe9\n")
    told = [str(fault) for fault in check_pack(tmp_path).faults]
    assert sorted(line.partition(":")[0].rpartition("/")[2] for line in told) == [
        "parties.yaml",
        "products.yaml",
    ]
    assert all("not UTF-8 text" in line for line in told)


def test_a_reference_to_what_the_pack_has_none_of_says_so(tmp_path: Path) -> None:
    write_pack(read_pack(), tmp_path)
    (tmp_path / "products.yaml").unlink()
    problems = {fault.problem.partition("; ")[2] for fault in check_pack(tmp_path).faults}
    assert problems == {"the pack holds no products"}
