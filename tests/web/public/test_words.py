"""Every word of the core has a label, and says the same in pages and reports."""

import inspect
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import enduse.web
from enduse import evidence, trade
from enduse.assessment import pledges, result
from enduse.interchange import report_words
from enduse.interchange.pack import NOUNS, read_pack
from enduse.law.outcome import OUTCOMES
from enduse.record import commitments, outreach, standing, transparency
from enduse.taxonomy import TECHNOLOGIES, harms
from enduse.trade import campaigns, chain, deadlines, register
from enduse.trade.campaigns import GROUPS
from enduse.web import words
from enduse.web.registry.models import Change
from enduse.web.registry.models.fields import _words
from enduse.web.words.campaigns import CAMPAIGNS
from enduse.web.words.record import RECORD
from enduse.web.words.taxonomy import TAXONOMY

MODULES = (
    evidence, trade, campaigns, chain, deadlines, register,
    commitments, outreach, standing, transparency, pledges, result,
)  # fmt: skip
SENTENCES = {("Step", "rule")}  # the templatetags `letters` say each in a sentence
# Fields whose words have their labels under another name.
ELSEWHERE = {
    ("Assessment", "risk"): words.RISKS,
    ("Field", "status"): words.FIELDS["openness"],
    ("ReadOff", "shows"): {**words.FIELDS["what"], **words.FIELDS["openness"]},
    ("Reply", "state"): words.FIELDS["reply"],
    ("Stand", "rule"): words.FIELDS["ruled"],
    ("Told", "status"): words.FIELDS["openness"],
}


def listed(hint: object) -> Iterator[str]:
    """The closed words of a type, those inside lists and options too."""
    yield from _words(hint)
    if not _words(hint):
        for part in typing.get_args(hint):
            yield from listed(part)


def fields() -> Iterator[tuple[str, str, str]]:
    structs = {
        member
        for module in MODULES
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, msgspec.Struct)
    }
    for struct in sorted(structs, key=lambda struct: struct.__qualname__):
        for name, hint in typing.get_type_hints(struct).items():
            for one in listed(hint):
                yield struct.__name__, name, one


def test_the_walk_finds_the_fields_of_every_noun() -> None:
    found = {(struct, name) for struct, name, _ in fields()}
    assert {("Transfer", "stage"), ("Licence", "status"), ("Incident", "evidence")} <= found
    assert {("Register", "withheld"), ("Standing", "state"), ("Entry", "outcome")} <= found
    assert {("Stand", "rule"), ("Reply", "state"), ("Field", "status")} <= found
    assert len(found) > 50


def test_every_word_of_every_field_has_a_label() -> None:
    missing = [
        (struct, name, one)
        for struct, name, one in fields()
        if (struct, name) not in SENTENCES
        and one not in ELSEWHERE.get((struct, name), words.FIELDS.get(name, {}))
    ]
    assert not missing


def test_a_word_of_a_field_has_one_label_whichever_noun_it_is_of() -> None:
    for tables in (RECORD, CAMPAIGNS, TAXONOMY):
        for name, labels in tables.items():
            assert labels.items() <= words.FIELDS[name].items()


def test_labels_are_not_codes() -> None:
    for labels in words.FIELDS.values():
        for shown in labels.values():
            assert not re.search(r"[a-z]_[a-z]", str(shown))
            assert str(shown).strip() == str(shown) != ""


def test_numbers_that_the_pack_states_have_labels() -> None:
    pack = read_pack()
    facts = [*(row.facts for row in pack.incidents), *(row.facts for row in pack.demands)]
    stated = {fact.what for these in facts for fact in these}
    assert stated <= set(words.FIELDS["what"])
    pledged = {pledge.pledge for policy in pack.policies for pledge in policy.pledges}
    assert pledged <= set(words.FIELDS["pledge"])


def test_the_taxonomy_and_the_groups_say_the_same_as_in_the_core() -> None:
    said = {name: {k: str(v) for k, v in words.FIELDS[name].items()} for name in words.FIELDS}
    assert said["technology"] == {code: one.title for code, one in TECHNOLOGIES.items()}
    assert said["capabilities"] == harms().capabilities
    assert said["harms"] == {code: one.title for code, one in harms().harms.items()}
    assert said["victims"] == {code: one.title for code, one in harms().victims.items()}
    assert said["addressee"] == GROUPS


def test_verdicts_say_the_same_as_in_reports() -> None:
    for ours, theirs in (
        (words.OUTCOMES, report_words.OUTCOMES),
        (words.RISKS, report_words.RISKS),
    ):
        assert {code: tuple(map(str, one)) for code, one in ours.items()} == {
            code: tuple(one) for code, one in theirs.items()
        }
    assert set(words.OUTCOMES) == set(OUTCOMES)
    assert set(words.RISKS) == set(typing.get_args(result.RiskLevel))


def test_nouns_and_changes_are_named() -> None:
    assert set(words.ONE) == set(words.COUNTED) == set(NOUNS)
    assert set(words.CHANGES) == set(Change.WHAT)


TEMPLATES = sorted(Path(enduse.web.__file__).parent.rglob("templates/**/*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_name_fields_that_have_words(template: Path) -> None:
    named = re.findall(r"\|word:[\"']([^\"']*)[\"']", template.read_text(encoding="utf-8"))
    assert set(named) <= set(words.FIELDS)
