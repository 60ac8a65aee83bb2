"""Campaigns and letters: who answered, who is silent and since when, what cannot be known."""

import re
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from msgspec.structs import replace

from enduse.interchange.pack import read_pack
from enduse.record.outreach import tally
from enduse.web.outreach.models import Answer, Campaign, Deadline, Outreach, Recipient, Response
from enduse.web.pack import campaign_record, current_record, load
from enduse.web.registry.models import Country, Party

pytestmark = pytest.mark.django_db
MENA = "/outreach/out-bhrrc-mena-2022/"
CAMPAIGN = "/campaigns/cam-bhrrc-mena/"
AREA = "/outreach/out-pi-cild-hermes-mise-2017-01/"


def page(client: Client, address: str, **said: str) -> str:
    answer = client.get(address, said)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def queries(client: Client, address: str) -> int:
    current_record()
    campaign_record()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def another(row: Outreach, key: str) -> Outreach:
    """A further round of the same campaign, with as many recipients."""
    recipients = list(row.recipients.all())
    made = Outreach.objects.get(pk=row.pk)
    made.pk = key
    made.save(force_insert=True)
    made.citations.set(row.citations.all())
    for part in recipients:
        Recipient.objects.create(outreach=made, party=part.party, position=part.position)
        Response.objects.create(
            outreach=made, recipient=part.party, status="no-reply", position=part.position
        )
    return made


def test_july_2022_shows_24_companies_5_replies_19_silences_by_name(client: Client) -> None:
    text = page(client, MENA)
    assert "24 recipients, 5 replies, 19 silences." in plain(text)
    silent = re.findall(
        r'<th scope="row"><a href="[^"]+">([^<]+)</a></th><td class="whole silence">', text
    )
    assert len(silent) == len(set(silent)) == 19
    assert {"Safran Group", "Elettronica Mangione (Elman)", "BAE Systems"} <= set(silent)
    assert text.count("no reply since July 2022: ") == 19


def test_a_silence_is_as_old_as_the_day_asked_about(client: Client) -> None:
    assert "no reply since July 2022: 59 days" in page(client, MENA, known="2022-09-28")
    assert "no reply since July 2022: 2 years" in page(client, MENA, known="2024-08-01")


def test_the_silence_says_until_when_the_record_vouches_for_it(client: Client) -> None:
    assert "The record last says so of 28 September 2022" in plain(page(client, MENA))


def test_the_known_day_can_not_lie_ahead_of_the_record(client: Client) -> None:
    later = page(client, MENA, known="2999-12-31")
    today = timezone.localdate()
    assert f"counted to {today.day} " in plain(later)


def test_each_answer_stands_beside_its_question(client: Client) -> None:
    text = page(client, MENA)
    for row in Answer.objects.filter(response__outreach="out-bhrrc-mena-2022"):
        _, _, after = text.partition(f'id="question-{row.question}"')
        block = after.partition('id="question-')[0]
        assert row.said in block
    assert plain(text).count("No answer to it is on record.") == 9 - len(
        set(Answer.objects.filter(response__outreach=MENA.split("/")[2]).values_list("question"))
    )


def test_an_answer_faces_what_the_letter_raises(client: Client) -> None:
    text = page(client, AREA)
    facing = text.partition('id="replies"')[2].partition('id="questions"')[0]
    for raised in ("lic-area-egypt-2016", "tr-area-egypt-trd"):
        assert f"/{raised}/" in facing
    assert "Ministero dello Sviluppo Economico" in facing
    assert "revoked" in facing


def test_what_is_raised_with_one_recipient_does_not_face_another(client: Client) -> None:
    text = page(client, "/outreach/out-pi-presidents-men-2016/")
    groups = text.partition('id="replies"')[2].split('<div class="facing')[1:]
    (beside_nokia,) = (group for group in groups if 'id="re-nokia"' in group)
    assert "tr-nsn-egypt-trd" in beside_nokia
    assert "tr-ht-egypt-trd" not in beside_nokia


def test_who_could_not_be_reached_is_not_silent(client: Client) -> None:
    text = page(client, CAMPAIGN)
    row = re.search(r'<a href="/parties/evron/">.*?</tr>', text)
    assert row is not None
    first, second = re.findall(r'<td class="([^"]*)"><a href="([^"]+)">', row[0])
    assert first == ("silence", f"{MENA}#to-evron")
    assert second == ("unreachable", "/outreach/out-bhrrc-mena-survey-2024/#to-evron")


def test_every_cell_of_a_campaign_leads_to_its_reply(client: Client) -> None:
    text = page(client, CAMPAIGN)
    cells = re.findall(r'href="(/outreach/[^"#]+/)#(to-[^"]+)"', text)
    assert len(cells) == 24 + 24
    for address in {address for address, _ in cells}:
        ids = set(re.findall(r'id="([^"]+)"', page(client, address)))
        assert {anchor for at, anchor in cells if at == address} <= ids


def test_more_were_written_to_than_are_known_by_name(client: Client) -> None:
    text = plain(page(client, "/outreach/out-lu-mfa-nso-2021/"))
    assert "9 written to, 2 known by name" in text
    assert "7 of them known by number only" in text


def test_the_whole_is_the_tally_of_the_core_and_acknowledgements_stand_apart(
    client: Client,
) -> None:
    record, _ = current_record()
    told = tally(record.pack.outreach, timezone.localdate().isoformat())
    text = page(client, "/campaigns/")
    for state, n in (
        ("in-part", told.in_part),
        ("answered", told.extent_not_on_record),
        ("declined", told.declined),
        ("no-reply", told.no_reply),
        ("unreachable", told.unreachable),
        ("unknown", told.unknown),
    ):
        assert n
        assert re.search(rf'<a href="\?status={state}">{n}</a>', text), state
    assert f"receipt was acknowledged for {told.acknowledged} letter" in plain(text)


def test_an_acknowledgement_is_no_answer(client: Client) -> None:
    row = Outreach.objects.get(pk="out-bhrrc-mena-2022")
    row.responses.filter(recipient="safran").update(acknowledged="2022-07-20")
    text = plain(page(client, MENA))
    assert "5 replies, 19 silences" in text
    assert "receipt was acknowledged for 1 letter." in text


@pytest.mark.parametrize(
    ("asked", "found", "left_out"),
    [
        ({"sender": "hrw"}, "out-hrw-nso-2022", "out-bhrrc-nso-2017"),
        ({"recipient": "nso"}, "out-bhrrc-nso-2017", "out-hrw-rohde-2018"),
        ({"year": "2017"}, "out-bhrrc-nso-2017", "out-hrw-nso-2022"),
        ({"channel": "foi"}, "out-greenpeace-bafa-2020", "out-hrw-nso-2022"),
        ({"status": "declined"}, "out-techcrunch-cellebrite-2026", "out-hrw-nso-2022"),
        ({"known": "2017-12-31"}, "out-bhrrc-nso-2017", "out-hrw-nso-2022"),
    ],
    ids=str,
)
def test_filters(client: Client, asked: dict[str, str], found: str, left_out: str) -> None:
    text = page(client, "/campaigns/", **asked)
    assert f"/outreach/{found}/" in text
    assert f"/outreach/{left_out}/" not in text


def test_who_could_not_be_reached_is_found_as_a_recipient(client: Client) -> None:
    Recipient.objects.filter(party="evron").delete()
    assert "cam-bhrrc-mena" in page(client, "/campaigns/", recipient="evron")


BAD = ("", "zz", "-1", "9999999999999", "\x00", "2016-13-45", "é" * 300, "' OR 1=1 --")


@pytest.mark.parametrize("value", BAD, ids=lambda value: repr(value)[:12])
def test_what_cannot_be_used_narrows_nothing(client: Client, value: str) -> None:
    for name in ("sender", "recipient", "year", "channel", "status", "known", "page"):
        page(client, "/campaigns/", **{name: value})
    for address, name in product((MENA, CAMPAIGN), ("known", "page")):
        page(client, address, **{name: value})


def test_what_cannot_be_used_is_told(client: Client) -> None:
    text = page(client, "/campaigns/", year="soon")
    assert 'class="problem"' in text
    assert f"{Outreach.objects.published().count()} rounds" in plain(text)


def test_nothing_fits_is_said(client: Client) -> None:
    assert "No letter on record fits" in page(client, "/campaigns/", year="1901")


def test_before_its_first_source_a_round_is_not_known(client: Client) -> None:
    text = plain(page(client, MENA, known="2022-08-01"))
    assert "19 silences" not in text
    assert "It is on record from" in text


def test_an_answer_of_a_later_day_is_pending_before(client: Client) -> None:
    text = page(client, "/outreach/out-bhrrc-nso-2017/")
    assert "answered" in plain(text)
    day = Outreach.objects.get(pk="out-bhrrc-nso-2017").known_from
    assert day is not None
    Response.objects.filter(outreach="out-bhrrc-nso-2017").update(date="2999-01")
    before = plain(page(client, "/outreach/out-bhrrc-nso-2017/", known=day.isoformat()))
    assert "1 pending" in before


def test_notes_are_not_shown_as_known_on_a_day(client: Client) -> None:
    note = "Silence is as of the publication"
    assert note in page(client, MENA)
    assert note not in page(client, MENA, known="2023-01-01")


def with_deadline(key: str, **said: Any) -> None:
    row = Outreach.objects.get(pk=key)
    Deadline.objects.create(outreach=row, position=0, **said)


def test_a_deadline_is_reckoned_step_by_step(client: Client) -> None:
    with_deadline(
        "out-pi-cild-hermes-mise-2017-01",
        rule="working-days",
        length=10,
        calendar=Country.objects.get(pk="it"),
    )
    text = plain(page(client, AREA))
    assert "6 February 2017 is the last day for an answer." in text
    assert "23 January 2017 is not counted: the day of sending." in text
    assert "28 January 2017 is passed over: a Saturday." in text


def test_a_deadline_from_a_month_has_two_ends(client: Client) -> None:
    with_deadline("out-bhrrc-mena-2022", rule="days", length=14)
    text = plain(page(client, MENA))
    assert "between 15 July 2022 and 14 August 2022" in text
    assert "At the earliest" in text


def test_a_deadline_that_cannot_be_reckoned_says_why(client: Client) -> None:
    with_deadline(
        "out-bhrrc-mena-2022", rule="working-days", length=14, calendar=Country.objects.get(pk="eu")
    )
    assert "The deadline cannot be reckoned: deadline.calendar" in plain(page(client, MENA))


def test_what_is_withdrawn_is_gone(client: Client) -> None:
    Outreach.objects.filter(pk="out-bhrrc-mena-2022").update(withdrawn_since=timezone.now())
    assert client.get(MENA).status_code == 404
    assert MENA not in page(client, CAMPAIGN)
    Campaign.objects.filter(pk="cam-bhrrc-mena").update(withdrawn_since=timezone.now())
    assert client.get(CAMPAIGN).status_code == 404


PINNED = {"/campaigns/": 11, CAMPAIGN: 16, MENA: 20, AREA: 34}


@pytest.mark.parametrize("address", PINNED)
def test_the_number_of_queries_is_pinned(client: Client, address: str) -> None:
    """What a page has none of, the pack may have tomorrow: the most that it may ask."""
    assert queries(client, address) <= PINNED[address]


def test_more_rounds_cost_no_more_queries(client: Client) -> None:
    before = queries(client, CAMPAIGN)
    row = Outreach.objects.get(pk="out-bhrrc-mena-2022")
    for n in range(3):
        another(row, f"out-example-{n}")
    assert queries(client, CAMPAIGN) == before
    assert "out-example-2" in page(client, CAMPAIGN)


def test_a_longer_list_costs_no_more_queries_and_has_pages(client: Client) -> None:
    before = queries(client, "/campaigns/")
    pack = read_pack()
    example = next(one for one in pack.outreach if one.id == "out-hrw-nso-2022")
    more = (replace(example, id=f"out-example-{n}", campaign=None) for n in range(60))
    load(replace(pack, outreach=(*pack.outreach, *more)), now=timezone.now())
    assert queries(client, "/campaigns/") == before
    assert "?page=2" in page(client, "/campaigns/")


def test_more_recipients_cost_no_more_queries(client: Client) -> None:
    before = queries(client, MENA)
    row = Outreach.objects.get(pk="out-bhrrc-mena-2022")
    asked = set(row.recipients.values_list("party_id", flat=True))
    for n, party in enumerate(Party.objects.published().exclude(pk__in=asked)[:20]):
        Recipient.objects.create(outreach=row, party=party, position=100 + n)
    assert queries(client, MENA) == before


def test_a_day_of_knowledge_is_carried_along(client: Client) -> None:
    day = date(2023, 1, 1).isoformat()
    links = re.findall(r'href="(/(?:outreach|parties)/[^"]+)"', page(client, CAMPAIGN, known=day))
    assert links
    assert all(f"known={day}" in link for link in links)
