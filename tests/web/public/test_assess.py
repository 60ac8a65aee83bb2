"""The assessment form: the deal in the address, the cited report in the page, and as files."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db
AREA = {
    "exporter": "Area SpA",
    "exporter_country": "it",
    "item": "IP network communications surveillance system",
    "technology": "ip-network-surveillance",
    "destination": "eg",
    "end_user": "Technical Research Department",
    "date": "2016-06-29",
}


def page(client: Client, **said: Any) -> str:
    answer = client.get("/assess/", said)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_form_asks_and_says_nothing_is_wrong(client: Client) -> None:
    text = page(client)
    assert 'name="exporter_country"' in text
    assert "cannot be assessed" not in text


def test_the_deal_of_june_2016_is_refused_with_its_provisions(client: Client) -> None:
    text = page(client, **AREA)
    assert "Regulation (EC) No 428/2009, Article 3(1)" in text
    assert "Common Position 2008/944/CFSP" in text
    assert "/licences/lic-area-egypt-2016/" in text or "/transfers/" in text
    assert 'value="Area SpA"' in text


def test_the_same_deal_as_json_says_the_same_as_the_command(client: Client) -> None:
    told = json.loads(client.get("/assess/", AREA | {"format": "json"}).content)
    assert (told["outcome"], told["risk"]) == ("refuse", "serious")
    assert told["deal"]["exporter"]["party"] == "area"


@pytest.mark.on_any_database
@pytest.mark.parametrize("form", ["pdf", "markdown", "html", "json"])
def test_the_report_can_be_taken_along(client: Client, form: str) -> None:
    answer = client.get("/assess/", AREA | {"format": form})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="assessment-it-eg-2016')
    assert len(answer.content) > 2000


def test_an_answer_closes_its_question_and_changes_the_outcome(client: Client) -> None:
    base = {
        "exporter_country": "de",
        "item": "face recognition software for police cameras",
        "destination": "in",
    }
    told = json.loads(
        client.get("/assess/", base | {"date": "2022-06-01", "format": "json"}).content
    )
    asked = [question["id"] for question in told["questions"]]
    assert "exporter-informed" in asked
    answered = base | {"date": "2022-06-01", "format": "json", "answer-exporter-informed": "yes"}
    closed = json.loads(client.get("/assess/", answered).content)
    assert "exporter-informed" not in [question["id"] for question in closed["questions"]]
    assert closed["outcome"] != told["outcome"]


def test_what_was_typed_is_kept_by_nobody(client: Client) -> None:
    answer = client.get("/assess/", AREA)
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_what_is_missing_or_wrong_is_told_beside_its_field(client: Client) -> None:
    text = page(client, item="IMSI catcher", exporter_country="zz", destination="", date="1066")
    assert "cannot be assessed yet" in text
    for field in ("exporter_country", "destination", "date"):
        assert f'href="#id_{field}"' in text


def test_nothing_can_be_sent_to_the_form(client: Client) -> None:
    assert client.post("/assess/", AREA).status_code == 405


def test_the_number_of_queries_is_the_same_for_every_deal(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    page(client, **AREA)  # the record of the release is read once
    with django_assert_max_num_queries(2):
        page(client, **AREA)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    said=st.dictionaries(
        st.sampled_from([*AREA, "format", "value", "hindsight", "answer-end-use", "answer-x"]),
        st.text(max_size=60) | st.sampled_from(["", "eg", "2016-06-29", "json", "\0", "é" * 3000]),
    )
)
def test_whatever_is_typed_there_is_a_page(client: Client, said: dict[str, str]) -> None:
    assert client.get("/assess/", said).status_code == 200
    assert client.get("/assess/", AREA | said).status_code == 200
