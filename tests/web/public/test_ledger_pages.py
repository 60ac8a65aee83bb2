"""Licences: the chain with who says so and where nothing is known; filters; as known on a day."""

import csv
import io
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.utils import timezone

from enduse.interchange.pack import read_pack
from enduse.trade import Decision
from enduse.trade.chain import standing
from enduse.web.ledger.models import Decision as Event
from enduse.web.ledger.models import Licence
from enduse.web.registry.models import Citation, Release
from enduse.web.registry.models.fields import words_of

pytestmark = pytest.mark.django_db
PACK = read_pack()
AREA = "/licences/lic-area-egypt-2016/"
HT = "/licences/lic-ht-global-2015/"
MIXED = "/licences/lic-uk-imsi-iq-mixed/"


def page(client: Client, address: str, **said: str) -> str:
    answer = client.get(address, said)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


def listed(text: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/licences/([a-z0-9-]+)/', text)


def table(client: Client, **said: str) -> list[dict[str, str]]:
    answer = client.get("/licences/", {**said, "format": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_chain_of_area_and_egypt_event_by_event(client: Client) -> None:
    text = page(client, AREA)
    events = re.findall(
        r'<p class="when">([^<]+)</p><p class="what"><strong>([^<]+)</strong>', text
    )
    assert events == [
        ("16 November 2015", "Applied for"),
        ("12 May 2016", "Frozen"),
        ("13 June 2016", "Granted"),
        ("7 July 2016", "Review opened"),
        ("23 January 2017", "Suspended"),
        ("27 June 2017", "Revoked"),
    ]
    assert text.count("Who says so:") == len(events)
    assert "By the last event known, of 27 June 2017, it stood as <strong>revoked</strong>." in text
    assert 'class="gap"' not in text


def test_an_open_appeal_and_the_ends_of_the_rail_are_told(client: Client) -> None:
    text = page(client, HT)
    assert (
        "By the last event known, of 2 November 2016, it stood as <strong>revoked</strong>,"
        " since 31 March 2016. An appeal was open." in text
    )
    gaps = re.findall(r'<li class="gap"><p>([^<]+)</p>', text)
    assert gaps == ["How it began is not known.", "What came after is not known."]


def test_contradicting_decisions_stand_side_by_side(client: Client) -> None:
    text = page(client, MIXED)
    (both,) = re.findall(r'<div class="differ">(.*?)</div></li>', text)
    assert re.findall(r"<strong>([^<]+)</strong>", both) == ["Refused", "Granted"]
    assert "Which came first, or whether both are about the same application, is not known" in text
    assert "something came between them that no source tells: applied for." in text
    assert "How it stood by the last event known, of 2015 to 2016, is <strong>not known" in text


def test_an_event_that_cannot_stand_where_it_does_is_told_with_the_reason(client: Client) -> None:
    """Loading refuses such a chain; an editor may still leave one behind."""
    last = Event.objects.filter(licence="lic-area-egypt-2016").latest("position")
    citation = last.citations.all()[0]
    after = Event.objects.create(
        licence=last.licence, position=99, date="2017-09", decision="suspended"
    )
    after.citations.add(citation)
    text = page(client, AREA)
    assert (
        "Sources contradict each other: “suspended” (September 2017) cannot follow “revoked”"
        " (27 June 2017) unless one of these stands between them:" in text
    )
    assert "is <strong>not known</strong>" in text


def test_without_a_dated_event_what_sources_tell_stands_there(client: Client) -> None:
    text = page(client, "/licences/lic-cy-nso-2021/")
    assert "Sources tell of no dated event. What they tell: <strong>no licence, according" in text
    assert "No dated event is known." in text
    assert "so there is no day to assess it on" in text


def test_on_the_day_of_the_letter_the_revocation_is_not_known(client: Client) -> None:
    then = page(client, AREA, known="2017-01-23")
    assert "27 June 2017" not in then
    assert "By the last event known, of 23 January 2017, it stood as <strong>suspended" in then
    assert "Our confidence" not in then
    before = page(client, AREA, known="2016-12-31")
    assert (
        "By the last event known, of 13 June 2016, it stood as <strong>in force</strong>" in before
    )


def test_who_says_so_are_the_sources_of_that_day(client: Client) -> None:
    """The grant was in the papers in June 2016; a parliament was told in July."""
    granted = r"Granted</strong></p>.*?Who says so: ([^<]*)</p>"
    first = re.search(granted, page(client, AREA, known="2016-06-30"))
    later = re.search(granted, page(client, AREA))
    assert first
    assert later
    assert first[1] == "the press"
    assert "a parliament" in later[1]


def test_before_anything_was_published_the_licence_is_not_known(client: Client) -> None:
    text = page(client, AREA, known="2015-01-01")
    assert "Nothing that is on record here of this was published by 1 January 2015" in text


def test_each_destination_can_be_assessed_on_the_day_of_the_decision(client: Client) -> None:
    links = re.findall(r'href="/assess/\?([^"]+)"', page(client, HT))
    licence = next(one for one in PACK.licences if one.id == "lic-ht-global-2015")
    asked = [parse_qs(unescape(link)) for link in links]
    assert sorted(one["destination"][0] for one in asked) == sorted(licence.destinations)
    assert {one["date"][0] for one in asked} == {"2015-04-03"}
    assert {one["exporter_country"][0] for one in asked} == {"it"}
    assert "Outcome" in page(client, "/assess/", **{k: v[0] for k, v in asked[0].items()})


def test_an_exporter_that_no_source_names_is_not_named_in_the_deal(client: Client) -> None:
    (link,) = re.findall(r'href="/assess/\?([^"]+)"', page(client, MIXED))
    asked = parse_qs(unescape(link))
    assert "exporter" not in asked
    assert asked["exporter_country"] == ["gb"]


def test_a_licence_leads_to_everything_that_belongs_to_it(client: Client) -> None:
    text = page(client, AREA)
    for address in (
        "/parties/area/",
        "/parties/egypt-trd/",
        "/parties/mise/",
        "/countries/eg/",
        "/technologies/ip-network-surveillance/",
        "/transfers/tr-area-egypt-trd/",
        "/method/#chain",
    ):
        assert f'href="{address}"' in text, address
    assert re.search(r'id="letters".*?href="/outreach/', text)


def test_links_stay_with_the_day(client: Client) -> None:
    text = page(client, AREA, known="2017-01-23")
    assert 'href="/parties/area/?known=2017-01-23"' in text
    found = page(client, "/licences/", destination="eg", known="2017-01-23")
    assert 'href="/licences/lic-area-egypt-2016/?known=2017-01-23"' in found


def test_the_newest_event_comes_first(client: Client) -> None:
    first = [row["events"].split("; ")[-1] for row in table(client)]
    dated = [event.split()[0][:4] for event in first if event]
    assert dated[0] >= dated[len(dated) // 2] >= dated[-1]
    assert first[-1] == ""


@pytest.mark.parametrize("event", words_of(Decision, "decision"))
def test_each_kind_of_event_can_be_asked_for(client: Client, event: str) -> None:
    rows = Licence.objects.published().filter(decisions__decision=event).distinct()
    found = table(client, decision=event)
    assert {row["id"] for row in found} == set(rows.values_list("pk", flat=True))
    assert len(listed(page(client, "/licences/", decision=event))) == min(len(found), 50)


def test_each_standing_can_be_asked_for(client: Client) -> None:
    stands: dict[str, set[str]] = {}
    for licence in PACK.licences:
        if licence.decisions:
            stands.setdefault(standing(licence.decisions).state, set()).add(licence.id)
    offered = set(re.findall(r'<option value="([a-z-]+)"', select(client, "standing")))
    assert offered == set(stands)
    for state, expected in stands.items():
        assert {row["id"] for row in table(client, standing=state)} == expected


def select(client: Client, name: str) -> str:
    found = re.search(rf'<select[^>]*name="{name}".*?</select>', page(client, "/licences/"))
    assert found
    return found[0]


def test_event_and_year_mean_one_event(client: Client) -> None:
    """Area's licence was granted in 2016 and revoked in 2017."""
    area = "lic-area-egypt-2016"
    for decision, year, there in (("granted", "2016", True), ("granted", "2017", False)):
        found = {row["id"] for row in table(client, decision=decision, year=year)}
        assert (area in found) is there


def test_a_vague_date_counts_for_every_year_that_it_can_mean(client: Client) -> None:
    """lic-de-sa-2019: granted between 2015 and June 2019."""
    for year, there in (("2014", False), ("2015", True), ("2017", True), ("2020", False)):
        assert ("lic-de-sa-2019" in {row["id"] for row in table(client, year=year)}) is there


def test_filters_know_no_more_than_the_day(client: Client) -> None:
    area = "lic-area-egypt-2016"
    for day, there in (("2017-01-23", False), ("2017-12-31", True)):
        for asked in ({"decision": "revoked"}, {"standing": "revoked"}):
            assert (area in {row["id"] for row in table(client, known=day, **asked)}) is there
    then = page(client, "/licences/", known="2017-01-23", status="frozen")
    assert "Select a valid choice" in then


def test_filters_add_up_and_what_cannot_be_used_is_told(client: Client) -> None:
    both = page(client, "/licences/", destination="eg", year="2016")
    assert "lic-area-egypt-2016" in both
    odd = page(client, "/licences/", destination="zz", year="never", exporter="no-one")
    assert odd.count('class="problem"') == 3


def test_what_exists_and_has_no_licence_gives_an_empty_list_and_no_error(client: Client) -> None:
    for asked in ({"exporter": "amnesty"}, {"destination": "va"}):
        text = page(client, "/licences/", **asked)
        assert 'class="problem"' not in text
        assert "No licence on record fits." in text


def test_the_table_for_other_programs_holds_what_the_list_does(client: Client) -> None:
    told = {row["id"]: row for row in table(client)}
    assert set(told) == {licence.id for licence in PACK.licences}
    area = told["lic-area-egypt-2016"]
    assert (area["exporter"], area["authority"], area["destinations"]) == ("area", "mise", "eg")
    assert (area["value"], area["currency"], area["standing"]) == ("3100000", "USD", "revoked")
    assert area["events"].startswith("2015-11-16 applied; 2016-05-12 frozen; 2016-06-13 granted")
    known_ids = {source.id for source in PACK.sources}
    assert all(set(row["sources"].split("; ")) <= known_ids for row in told.values())
    assert 'href="?destination=eg&amp;format=csv"' in page(client, "/licences/", destination="eg")


def test_the_table_of_a_day_knows_no_more(client: Client) -> None:
    (area,) = (
        row for row in table(client, known="2017-01-23") if row["id"].startswith("lic-area-egypt")
    )
    assert "revoked" not in "".join(area.values())
    assert area["as_known_on"] == "2017-01-23"
    assert {row["status"] for row in table(client, known="2017-01-23")} == {""}


def test_no_cell_of_the_table_is_a_formula(client: Client) -> None:
    Licence.objects.filter(pk="lic-area-egypt-2016").update(item="=HYPERLINK(1)")
    (area,) = (row for row in table(client) if row["id"] == "lic-area-egypt-2016")
    assert area["item"] == "'=HYPERLINK(1)"


def more() -> None:
    """Ten more licences like that of Area, as another release holds them."""
    row = Licence.objects.get(pk="lic-area-egypt-2016")
    events, cited = list(row.decisions.all()), list(row.citations.all())
    for at in range(10):
        row.pk = f"more-{at}"
        row.save(force_insert=True)
        row.citations.set(cited)
        row.destinations.create(position=0, country_id="eg")
        for event in events:
            sources: list[Citation] = list(event.citations.all())
            event.pk, event.licence = None, row
            event.save(force_insert=True)
            event.citations.set(sources)
    Release.objects.create(made=timezone.now(), digest="more")


@pytest.mark.parametrize(
    ("asked", "queries"),
    [
        ({}, 15),
        ({"destination": "eg"}, 15),
        ({"standing": "revoked", "decision": "appealed", "year": "2016"}, 15),
        ({"exporter": "area", "known": "2017-01-23"}, 14),
        ({"format": "csv"}, 18),
    ],
)
def test_a_list_asks_as_much_for_many_rows_as_for_few(
    client: Client, django_assert_num_queries: Any, asked: dict[str, str], queries: int
) -> None:
    page(client, "/licences/", **asked)  # the chains are worked out once for a release
    with django_assert_num_queries(queries):
        page(client, "/licences/", **asked)
    more()
    page(client, "/licences/", **asked)
    with django_assert_num_queries(queries):
        text = page(client, "/licences/", **asked)
    if "year" not in asked:
        assert "more-9" in text


def test_a_licence_asks_a_fixed_number_of_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for row in Licence.objects.published():
        with django_assert_max_num_queries(15):
            page(client, row.get_absolute_url())


FIELDS = (
    "destination", "exporter", "end_user", "authority", "technology", "kind", "standing",
    "decision", "year", "status", "known", "page", "format",
)  # fmt: skip
ODD = ("", "\0", "x" * 3000, "-1", "0", "1e9", "9" * 30, "٢٠١٦", "none", "'", "%", "\u202e")


@pytest.mark.parametrize("value", ODD)
def test_no_value_breaks_a_list(client: Client, value: str) -> None:
    asked = dict.fromkeys(FIELDS, value)
    page(client, "/licences/", **asked)
    page(client, "/licences/", **asked | {"format": "csv"})
    page(client, AREA, **asked)
