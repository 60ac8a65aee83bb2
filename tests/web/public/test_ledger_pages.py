"""Licences: the chain with who says so and where nothing is known; filters; as known on a day."""

import re
from typing import Any

import pytest
from django.test import Client

from enduse.trade import Decision
from enduse.web.ledger.models import Licence
from enduse.web.registry.models.fields import words_of

pytestmark = pytest.mark.django_db
AREA = "/licences/lic-area-egypt-2016/"


def page(client: Client, address: str, **said: str) -> str:
    answer = client.get(address, said)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_chain_of_area_and_egypt_event_by_event(client: Client) -> None:
    text = page(client, AREA)
    events = re.findall(r'<time>([^<]+)</time></p><p class="what"><strong>([^<]+)</strong>', text)
    assert [when for when, _ in events] == [
        "16 November 2015",
        "12 May 2016",
        "13 June 2016",
        "7 July 2016",
        "23 January 2017",
        "27 June 2017",
    ]
    assert "revoked" in events[-1][1].lower()
    assert text.count("Who says so:") == len(events)


def test_on_the_day_of_the_letter_the_revocation_is_not_known(client: Client) -> None:
    then = page(client, AREA, known="2017-01-23")
    assert "27 June 2017" not in then
    assert "13 June 2016" in then


def test_before_anything_was_published_the_licence_is_not_known(client: Client) -> None:
    assert "no source that is on record here told of this licence" in page(
        client, AREA, known="2015-01-01"
    )


def test_hacking_teams_global_licence_and_its_end_are_on_one_page(client: Client) -> None:
    found = page(client, "/licences/", exporter="hacking-team")
    assert "/licences/lic-ht" in found or "/licences/lic-hacking" in found


@pytest.mark.parametrize("event", words_of(Decision, "decision"))
def test_each_kind_of_event_can_be_asked_for(client: Client, event: str) -> None:
    rows = Licence.objects.published().filter(decisions__decision=event).distinct()
    text = page(client, "/licences/", decision=event)
    assert len(re.findall(r'<th scope="row"><a href="/licences/', text)) == min(rows.count(), 50)


def test_filters_add_up_and_what_cannot_be_used_is_told(client: Client) -> None:
    both = page(client, "/licences/", destination="eg", year="2016")
    assert "lic-area-egypt-2016" in both
    odd = page(client, "/licences/", destination="zz", year="never")
    assert 'class="problem"' in odd


def test_a_list_asks_as_much_for_many_rows_as_for_few(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(15):
        page(client, "/licences/", destination="eg")
    with django_assert_max_num_queries(15):
        page(client, "/licences/")


def test_a_licence_asks_a_fixed_number_of_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for row in Licence.objects.published()[:20]:
        with django_assert_max_num_queries(12):
            page(client, row.get_absolute_url())


def test_a_register_without_an_edition_says_so(client: Client) -> None:
    assert "No edition of this register" in page(client, "/registers/uk/")
    assert client.get("/registers/nowhere/").status_code == 404
