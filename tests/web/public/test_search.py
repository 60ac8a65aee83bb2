"""Search finds what people mean, in any script, and finds the same on every database."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about
from collections import Counter
from datetime import date
from html import escape, unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.screening.asked import Asked, ask
from enduse.screening.folded import folded
from enduse.web.registry.models import SearchEntry, SearchWord
from enduse.web.registry.models.search import BY_TEXT, key
from enduse.web.search import held
from enduse.web.search.answer import Answer, Question, answer
from enduse.web.search.catalogue import FACETS, catalogue
from enduse.web.search.entries import ORDER
from enduse.web.search.facets import facets
from enduse.web.search.marked import marked, snippet
from enduse.web.search.spelling import nearest

pytestmark = pytest.mark.django_db

# What somebody types, and what must come first; with one more noun, what must come at all.
FIRST = [
    ("Hacking Team", "hacking-team"),
    ("hackingteam", "hacking-team"),
    ("HACKING  TEAM", "hacking-team"),
    ("the Hacking Team", "hacking-team"),
    ('"Hacking Team"', "hacking-team"),
    ("HT S.r.l.", "hacking-team"),
    ("hacking tea", "hacking-team"),
    ("Area", "area"),
    ("Area SpA", "area"),
    ("area s.p.a.", "area"),
    ("AREA S.P.A", "area"),
    ("TRD", "egypt-trd"),
    ("Technical Research Department", "egypt-trd"),
    ("إدارة البحوث الفنية", "egypt-trd"),
    ("اداره البحوث", "egypt-trd"),
    ("بحوث فنية", "egypt-trd"),
    ("إِدَارَةُ البُحُوث", "egypt-trd"),
    ("NSO", "nso"),
    ("nso group", "nso"),
    ("NSO Group Ltd", "nso"),
    ("إن إس أو", "nso"),
    ("אן־אס־או", "nso"),
    ("Pegasus", "pegasus"),
    ("Пегасус", "pegasus"),
    ("Cellebrite", "cellebrite"),
    ("Cellebrit", "cellebrite"),
    ("סלברייט", "cellebrite"),
    ("سيليبرايت", "cellebrite"),
    ("海康威视", "hikvision"),
    ("海康", "hikvision"),
    ("Протей", "protei"),
    ("протеи", "protei"),
    ("protei", "protei"),
    ("Следственный комитет", "ru-investigative"),
    ("sledstvennyi komitet", "ru-investigative"),
    ("Bundesamt für Wirtschaft", "bafa"),
    ("bundesamt fuer wirtschaft", "bafa"),
    ("BUNDESAMT FUR WIRTSCHAFT", "bafa"),
    ("Egypt", "eg"),
    ("مصر", "eg"),
    ("Ägypten", "eg"),
    ("aegypten", "eg"),
    ("Egipto", "eg"),
    ("cote d'ivoire", "ci"),
    ("Côte d’Ivoire", "ci"),
    ("ivory coast", "ci"),
    ("IMSI catcher", "mobile-interception-imsi"),
    ("facial recognition", "facial-recognition"),
    ("spyware", "intrusion-spyware"),
    ("egypt 2016 licence", "lic-area-egypt-2016"),
    ("licences for egypt in 2016", "lic-area-egypt-2016"),
    ("entity list hikvision", "res-us-el-hikvision-2019"),
    ("area egypt transfer", "tr-area-egypt-trd"),
]
MISSPELT = [
    ("Hackin Team", "hacking-team"),
    ("Hacking Taem", "hacking-team"),
    ("Pegassus", "pegasus"),
    ("Cellbrite", "cellebrite"),
    ("Selebrite", "cellebrite"),
    ("Hikvison", "hikvision"),
    ("hik vision", "hikvision"),
    ("Finfischer", "finfisher"),
    ("Kazakstan", "kz"),
    ("Gruppo Area", "area"),
    ("Следственый комитет", "ru-investigative"),
]
ODD = [
    "", " ", "\0", '"', '""', "'", "*", "a*", "^a", "a AND", "NOT a", "NEAR(a b, 2)", "heading:a",
    "{a b}:c", "a - b", "a + b", "(a", "a)", "\\", "%", "_", "a' OR 1=1 --", "a:* & !b", "a <-> b",
    "::tsquery", "\ud800", "x" * 10_000, "a " * 5_000, '"' * 10_000, '"a" ' * 2_500, "ال" * 5_000,
    "华" * 5_000, "<script>alert(1)</script>", "&amp;<b>", "\u202eabc", "🕵", "½ ﷺ", "·area·",
]  # fmt: skip


def found(text: str, known: date | None = None) -> list[str]:
    """The ids of the records found, in order."""
    return [entry.record for entry in rows(ask_for(text, known))]


def ask_for(text: str, known: date | None = None) -> Answer:
    return answer(Question(text, known, {}))


def rows(told: Answer) -> list[SearchEntry]:
    ids = [told.catalogue.ids[place] for place in told.places]
    held = {entry.pk: entry for entry in SearchEntry.objects.all()}
    return [held[pk] for pk in ids]


def page(client: Client, **query: str) -> str:
    answer = client.get("/search/", query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("text", "first"), FIRST)
def test_what_is_meant_comes_first(text: str, first: str) -> None:
    told = ask_for(text)
    assert told.text == text
    assert rows(told)[0].record == first


@pytest.mark.parametrize(("text", "first"), MISSPELT)
def test_a_slip_of_the_hand_is_forgiven_and_told(client: Client, text: str, first: str) -> None:
    told = ask_for(text)
    assert told.text != text
    assert rows(told)[0].record == first
    shown = page(client, q=text)
    assert "These are results for" in shown
    assert escape(urlencode({"q": text, "exact": "1"})) in shown
    assert "Nothing on record has all of this" in page(client, q=text, exact="1")


class Plain:
    """An entry by a plain reading of the rules, without a database's index."""

    def __init__(self, entry: SearchEntry) -> None:
        self.entry = entry
        self.heading = set(entry.heading.split())
        self.known = self.heading | set(entry.words.split())
        self.every = self.known | set(entry.later.split())
        self.names = [word for word in self.heading if word.startswith("·")]

    def matches(self, asked: Asked, *, today: bool) -> bool:
        columns = [self.entry.heading, self.entry.words, *([self.entry.later] if today else [])]
        return (
            bool(asked.terms)
            and has_all(self.every if today else self.known, asked)
            and all(
                any(f" {form} " in column for column in columns for form in phrase)
                for phrase in asked.phrases
            )
        )

    def how(self, asked: Asked) -> int:
        if any(key(name) in self.heading for name in asked.name):
            return 0
        if any(said.startswith(key(name)[:-1]) for said in self.names for name in asked.name):
            return 1
        return 2 if has_all(self.heading, asked) else BY_TEXT

    def was_known(self, day: date | None) -> bool:
        if day is None:
            return self.entry.latest
        since, until = self.entry.known_from, self.entry.known_until
        return since is not None and since <= day and (until is None or day < until)


def has_all(said: set[str], asked: Asked) -> bool:
    return all(
        any(
            form in said or (term.begun and any(w.startswith(form) for w in said))
            for form in term.forms
        )
        for term in asked.terms
    )


def expected(every: list[Plain], text: str, day: date | None = None) -> list[tuple[str, str]]:
    """What must be found, in its order."""
    asked = ask(text)
    found = sorted(
        (one.how(asked), ORDER.index(one.entry.noun), one.entry.record, one.entry.noun)
        for one in every
        if one.was_known(day) and one.matches(asked, today=day is None)
    )
    return [(noun, record) for _, _, record, noun in found]


@pytest.mark.parametrize("known", [None, date(2016, 7, 1)])
def test_the_order_is_the_same_on_every_database(known: date | None) -> None:
    every = [Plain(entry) for entry in SearchEntry.objects.all()]
    held = {one.entry.pk: one.entry for one in every}
    for text in [text for text, _ in FIRST] + ["e", "2016", "the", '"licence of"', '"لل"']:
        told = answer(Question(text, known, {}, exact=True))
        entries = [held[told.catalogue.ids[place]] for place in told.places]
        order = [(entry.noun, entry.record) for entry in entries]
        assert order == expected(every, text, known), text


def test_any_words_of_the_record_find_what_has_them() -> None:
    every = [Plain(entry) for entry in SearchEntry.objects.order_by("digest")]
    held = {one.entry.pk: one.entry for one in every}

    @settings(deadline=None, max_examples=30)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        said = sorted(word for word in data.draw(st.sampled_from(every)).every if word.isalnum())
        some = data.draw(st.lists(st.sampled_from(said), min_size=1, max_size=3))
        some[-1] = some[-1][: data.draw(st.integers(1, 12))]
        told = answer(Question(" ".join(some), None, {}, exact=True))
        entries = [held[told.catalogue.ids[place]] for place in told.places]
        assert [(one.noun, one.record) for one in entries] == expected(every, " ".join(some))

    holds()


def test_a_phrase_stands_together() -> None:
    assert "hacking-team" in found('"hacking team"')
    assert found('"team hacking"') == []
    loose = found("surveillance technology export")
    close = found('"surveillance technology" export')
    assert set(close) < set(loose)


def test_no_other_word_is_meant_where_only_a_facet_leaves_nothing() -> None:
    told = answer(Question("autotutela", None, {"country": ("is",)}))
    assert (told.text, list(told.places), told.before > 0) == ("autotutela", [], True)
    respelt = answer(Question("Hackin Team", None, {"country": ("is",)}))
    assert (respelt.text, list(respelt.places)) == ("hacking Team", [])


def test_few_results_are_shown_with_what_else_may_be_meant(client: Client) -> None:
    word = "Finfischers"
    SearchEntry.objects.filter(record="area", latest=True).update(
        words=f" {folded(word)} ", heading=" / area / "
    )
    told = ask_for(word)
    assert (told.text, len(told.places)) == (word, 1)
    assert ask(told.instead).terms[0].forms[0] == "finfisher"
    assert "Did you mean" in page(client, q=word)


def test_words_that_stand_nowhere_together_are_offered_with_one_fewer(client: Client) -> None:
    shown = page(client, q="hacking team qwxyz", exact="1")
    assert "With one word fewer" in shown
    assert 'href="?q=hacking+team"' in shown


def test_near_words_are_near() -> None:
    assert nearest("hackin", None) == "hacking"
    assert nearest("qwrtzxcv", None) is None
    assert nearest("trd", None) is None


# What was known on a day


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2016, 7, 1), date(2021, 7, 20)])
def test_nothing_appears_that_was_not_known_then(client: Client, day: date) -> None:
    for text in ("nso", "licence", "egypt", "hacking team", "pegasus"):
        told = answer(Question(text, day, {}, exact=True))
        entries = rows(told)
        assert all(entry.known_from and entry.known_from <= day for entry in entries)
        assert len({(entry.noun, entry.record) for entry in entries}) == len(entries)
        shown = unescape(page(client, q=text, known=day.isoformat()))
        assert not [entry.note for entry in entries if entry.note and entry.note[:60] in shown]


def test_a_decision_is_found_from_the_day_it_was_out() -> None:
    licence = "lic-area-egypt-2016"
    assert licence in found("area egypt frozen", date(2016, 6, 1))
    assert licence not in found("area egypt revoked", date(2016, 7, 1))
    assert licence in found("area egypt revoked", date(2018, 1, 1))
    assert licence in found("area egypt revoked")


def test_a_new_name_is_found_from_the_day_it_was_out() -> None:
    assert "hacking-team" in found("hacking team", date(2018, 1, 1))
    assert "hacking-team" not in found("memento labs", date(2018, 1, 1))
    assert "hacking-team" in found("memento labs", date(2021, 1, 1))


def test_no_word_is_suggested_that_came_up_later() -> None:
    assert nearest("pegasuss", None) == "pegasus"
    assert nearest("pegasuss", date(2005, 1, 1)) is None
    assert not ask_for("pegasuss", date(2005, 1, 1)).places


def test_facets_count_only_what_was_known() -> None:
    day = date(2014, 1, 1)
    told = ask_for("licence", day)
    assert told.places
    assert max(map(int, told.counts["year"])) <= day.year


@pytest.mark.parametrize("day", [None, date(2016, 6, 29)])
def test_words_in_memory_find_what_the_database_finds(day: date | None) -> None:
    asked = [
        "", "licence", "hacking team", "hacking te", "egypt licence", "s", "المغرب", "NSO Group",
        '"hacking team"', '"surveillance technology" export', "Hackin Team", "pegasuss", "zzzz",
        "licence licences", "1", "·",
    ]  # fmt: skip
    chosen: tuple[dict[str, tuple[str, ...]], ...] = ({}, {"country": ("it",)}, {"kind": ("no",)})
    questions = [Question(text, day, its) for text in asked for its in chosen]

    def told() -> list[object]:
        found = map(answer, questions)
        return [(*one[2:6], list(one.places), one.places[3:9], one.counts) for one in found]

    by_database = told()
    held.read_now(catalogue())
    try:
        assert told() == by_database
    finally:
        held.forget()


# Facets


@pytest.mark.parametrize("text", ["", "pegasus", "licence", "egypt"])
def test_facets_count_all_results(text: str) -> None:
    told = ask_for(text)
    entries = rows(told)
    assert told.counts["kind"] == Counter(entry.kind for entry in entries)
    assert told.counts["country"] == Counter(c for e in entries for c in e.countries.split())
    assert told.counts["technology"] == Counter(c for e in entries for c in e.technologies.split())
    assert told.counts["year"] == Counter(str(e.year) for e in entries if e.year)
    assert told.counts["strength"] == Counter(e.strength for e in entries if e.strength)


def test_a_chosen_facet_leaves_as_many_as_it_said() -> None:
    told = ask_for("licence")
    for facet in FACETS:
        for value, count in told.counts[facet].items():
            narrowed = answer(Question("licence", None, {facet: (value,)}))
            assert len(narrowed.places) == count, (facet, value)


def test_facets_join_and_can_be_taken_away(client: Client) -> None:
    both = answer(Question("", None, {"country": ("it", "eg"), "kind": ("transfer",)}))
    assert "tr-area-egypt-trd" in {entry.record for entry in rows(both)}
    assert all({"it", "eg"} <= set(entry.countries.split()) for entry in rows(both))
    shown = page(client, q="area", country="it", kind="transfer", known="2020-01-01")
    assert 'href="?q=area&amp;kind=transfer&amp;known=2020-01-01"' in shown
    assert 'href="?q=area&amp;country=it&amp;known=2020-01-01"' in shown


def test_the_same_question_has_one_address() -> None:
    one = Question("area", None, {"country": ("it",)}).switched("kind", "transfer")
    other = Question("area", None, {"kind": ("transfer",)}).switched("country", "it")
    assert one.query == other.query == "?q=area&kind=transfer&country=it"
    assert one.switched("kind", "transfer").switched("country", "it").query == "?q=area"


def test_each_value_leads_to_the_question_with_it() -> None:
    for question in (
        Question("area", None, {}),
        Question("", date(2020, 1, 1), {"country": ("it",), "year": ("2016",)}),
    ):
        for facet in facets(answer(question), question, {}):
            for value in facet.first + facet.rest:
                assert value.query == question.switched(facet.name, value.code).query


def test_what_cannot_narrow_is_told(client: Client) -> None:
    shown = page(client, q="area", year="soon", country="atlantis", kind="ufo")
    assert "atlantis" in shown
    assert "soon" in shown
    assert len(ask_for("area").places) == len(found("area"))
    assert "could not be used" not in page(client, q="area", year="2016")


# The page


def test_a_result_says_what_it_is(client: Client) -> None:
    shown = page(client, q="hacking team sudan")
    assert '<p class="of">Transfer</p>' in shown
    assert 'href="/transfers/tr-ht-sd/"' in shown
    assert "<mark>Hacking</mark> <mark>Team</mark> to <mark>Sudan</mark>" in shown
    for word in ("Italy", "Intrusion software and spyware", 'class="strength"'):
        assert word in shown


def test_a_result_stays_with_the_day(client: Client) -> None:
    assert 'href="/parties/area/?known=2018-01-01"' in page(client, q="area", known="2018-01-01")


def test_an_empty_question_explains_and_counts(client: Client) -> None:
    shown = page(client)
    assert "How to search" in shown
    assert 'href="?kind=transfer"' in shown
    assert "<mark>" not in shown


def test_twenty_results_a_page_and_each_once(client: Client) -> None:
    every = found("nso")
    assert len(every) > 40
    for number in (1, 2):
        shown = page(client, q="nso", page=str(number))
        assert shown.count('<p class="of">') == 20
        assert f'<ol class="hits" start="{20 * number - 19}">' in shown
    assert page(client, q="nso", page="999").count('<p class="of">') == (len(every) - 1) % 20 + 1
    assert 'start="1"' in page(client, q="nso", page="last")


@pytest.mark.parametrize("text", ODD)
def test_nothing_that_is_typed_is_an_error(client: Client, text: str) -> None:
    for known in ("", "2016-01-01"):
        query = urlencode({"q": text, "known": known}, errors="surrogatepass")
        answer = client.get(f"/search/?{query}")
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


def test_too_many_words_are_told(client: Client) -> None:
    assert "first 16 words" in page(client, q=" ".join(f"area{n}" for n in range(20)))
    assert "no letter or number" in page(client, q="?!")


@pytest.mark.parametrize(
    ("query", "most"),
    [({}, 2), ({"q": "pegasus"}, 4), ({"q": "pegasus", "country": "ma", "page": "2"}, 4)],
)
def test_the_number_of_questions_to_the_database(
    client: Client, django_assert_num_queries: object, query: dict[str, str], most: int
) -> None:
    catalogue()
    with django_assert_num_queries(most):  # type: ignore[operator]
        page(client, **query)


def test_a_misspelt_question_asks_the_database_a_bounded_number_of_times(
    client: Client, django_assert_max_num_queries: object
) -> None:
    catalogue()
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        page(client, q="qwxyz zyxwq yqxzw wyzqx xzwqy")


# Marks and snippets


def test_words_are_marked_in_any_spelling() -> None:
    assert marked("Côte d’Ivoire <b>", ask("cote").terms) == "<mark>Côte</mark> d’Ivoire &lt;b&gt;"
    assert marked("der Müller", ask("mueller").terms) == "der <mark>Müller</mark>"
    assert marked("إدارة البحوث", ask("بحوث").terms) == "إدارة <mark>البحوث</mark>"
    assert marked("在华为云", ask("华为").terms) == "在<mark>华为</mark>云"
    assert marked("a & b", ()) == "a &amp; b"


def test_a_snippet_shows_where_most_of_the_words_stand() -> None:
    text = "word " * 100 + "the licence for Egypt was revoked " + "word " * 100
    told = snippet(["nothing here", text], ask("egypt licence").terms)
    assert "the <mark>licence</mark> for <mark>Egypt</mark> was" in told
    assert told.startswith("… word")
    assert told.endswith("word …")
    assert len(told) < 330
    assert snippet(["<i>", text], ask("absent").terms) == "&lt;i&gt;"
    assert snippet([], ask("absent").terms) == ""


@settings(deadline=None)
@given(st.text(), st.text())
def test_marks_leave_the_text_as_it_is(text: str, asked: str) -> None:
    terms = ask(asked).terms
    told = marked(text, terms)
    bare = told.replace("<mark>", "").replace("</mark>", "")
    assert unescape(bare) == unescape(escape(text, quote=True))
    snippet([text * 20], terms)


def test_the_vocabulary_holds_words_of_titles_and_names() -> None:
    assert SearchWord.objects.filter(word="cellebrite", count__gt=1).exists()
    assert not SearchWord.objects.filter(word__contains="·").exists()
