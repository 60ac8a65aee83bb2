"""Reports in other languages: every sentence is told, names stay, catalogues are whole."""

import re
import subprocess
import sys
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from enduse.assessment import Assessor
from enduse.assessment.result import Assessment
from enduse.interchange.expectations import HARMLESS, read_expectations
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.languages import (
    LANGUAGES,
    day,
    days,
    figures,
    number,
    said,
    speaking,
    told,
    write_as,
)
from enduse.interchange.languages import spoken as spoken_now
from enduse.interchange.languages.figures import digits, locale
from enduse.interchange.languages.spoken import DOMAIN, LOCALE
from enduse.interchange.pack import read_pack
from enduse.interchange.report_html import to_html
from enduse.interchange.report_language import retold
from enduse.record import Record

ROOT = Path(__file__).parents[2]
SITE = ROOT / "src/enduse/web/locale"
OTHERS = [language for language in LANGUAGES if language != "en"]
EVERY = 5  # of the deals that are tried; all of them take longer than they are worth here
MODULES = ("said", "told")


def catalogue_of(folder: Path, language: str, domain: str) -> dict[str, str]:
    with (folder / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        every = read_po(file, language)
    return {one.id: str(one.string) for one in every if isinstance(one.id, str) and one.id}


class Marked(NullTranslations):
    """A language in which each message stands in brackets: what has none was not told."""

    messages = frozenset(catalogue_of(LOCALE, "fr", DOMAIN))

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧" if message in self.messages else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture(scope="module")
def assessments() -> list[Assessment]:
    record = Record(read_pack())
    gazetteer, assessor = Gazetteer(record.countries.values()), Assessor(record)
    files = (ROOT / "examples/deals.yaml", ROOT / "examples/deals-more.yaml", HARMLESS)
    deals = [one.deal for path in files for one in read_expectations(path, gazetteer)]
    return [assessor.assess(deal) for deal in deals[::EVERY]]


def texts(one: Assessment) -> Iterator[str]:
    yield from (one.sentence, *one.why, *one.limits)
    for finding in one.findings:
        yield from (finding.cite, finding.regime, finding.text, finding.reason)
    for question in one.questions:
        yield from (question.text, question.asked_by)
    for flag in one.red_flags:
        yield from (flag.text, flag.reason, flag.source)
    for found in one.classification:
        yield from (found.title, found.because, *(entry.title for entry in found.entries))
    yield from (concern.text for concern in one.record)
    yield from (precedent.why_similar for precedent in one.precedents)


def test_no_sentence_of_a_report_stays_english(
    assessments: list[Assessment], monkeypatch: pytest.MonkeyPatch
) -> None:
    marked = Marked()
    for module in MODULES:
        name = f"enduse.interchange.languages.{module}"
        monkeypatch.setattr(sys.modules[name], "catalogue", lambda _: marked)
    with speaking("fr"):
        left = {text for one in assessments for text in texts(retold(one)) if "⟦" not in text}
    assert not left


@pytest.mark.parametrize("language", OTHERS)
def test_a_report_is_one_page_in_the_language(assessments: list[Assessment], language: str) -> None:
    one = next(one for one in assessments if one.outcome == "refuse")
    with speaking(language):
        page = to_html(one)
        assert retold(one).sentence != one.sentence
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert "Licence to be refused" not in page
    assert one.deal.item in page


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(
    "name",
    [
        "Telecommunication Company of Iran",
        "secure rule of law firm",
        "From Sales to Abuse",
        "the X",
    ],
)
def test_names_are_not_told_again(language: str, name: str) -> None:
    with speaking(language):
        assert told(name) == name
        assert name in told(f"{name} is not on record.", names=[name])


@given(st.text(max_size=80), st.sampled_from(OTHERS))
def test_any_text_is_told_or_left_as_it_is(text: str, language: str) -> None:
    assert told(text) == text
    with speaking(language):
        again = told(text)
    assert bool(again) == bool(text)
    assert spoken_now() == "en"


def test_days_and_numbers_follow_the_language() -> None:
    found = {}
    for language in OTHERS:
        with speaking(language):
            found[language] = day("2016-06-29"), day("2010/2012-03"), number(50000)
    assert found["ar"][0::2] == ("29 يونيو 2016", "50,000")
    assert found["de"][0] == "29. Juni 2016"
    assert found["it"][0::2] == ("29 giugno 2016", "50.000")
    with speaking("fr"):
        assert day("2016-06-01") == "1er juin 2016"


def test_a_locale_with_figures_of_its_own_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "LOCALES", {})
    write_as("ar_EG")
    locale.cache_clear()
    with speaking("ar"):
        own = [number(50000), number(0.5), digits("2016"), day("1999-06-29")]
    locale.cache_clear()
    days._day.cache_clear()  # noqa: SLF001 - what was told in this locale is told in no other
    assert not re.search("[0-9]", "".join(own))


def test_a_language_that_enduse_lacks_is_english() -> None:
    with speaking("xx"):
        assert said.say("Outcome and risk") == "Outcome and risk"


def test_every_message_is_translated_and_compiled() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "messages", "--check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (0, "every message is translated\n"), run.stdout


@pytest.mark.parametrize("language", OTHERS)
def test_a_term_of_the_glossary_is_one_word_everywhere(language: str) -> None:
    glossary = yaml.safe_load((ROOT / "docs/languages" / f"{language}.yaml").read_text("utf-8"))
    pages = catalogue_of(SITE, language, "django")
    reports = catalogue_of(LOCALE, language, DOMAIN)
    for term, wanted in glossary.items():
        for told_as in filter(None, (pages.get(term), reports.get(term))):
            assert told_as.casefold() == wanted.casefold(), term
