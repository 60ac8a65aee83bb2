"""Drawings on the site: the facts of the record, in every form, as known on a day, few queries."""

import gzip
import re
from csv import DictReader
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import enduse.web.public
from enduse.interchange.drawings.network import MOST
from enduse.interchange.drawings.style import DARK, LIGHT
from enduse.web.public.views.drawings.figure import Subject
from enduse.web.public.views.drawings.kinds import KINDS, drawn, found
from enduse.web.registry.models import Country, Party, Transfer

pytestmark = pytest.mark.django_db
SAMPLES = {
    "parties": "nso", "countries": "eg", "technologies": "intrusion-spyware",
    "products": "pegasus", "incidents": "inc-pegasus-project-2021",
    "licences": "lic-area-egypt-2016", "outreach": "out-bhrrc-mena-2022",
}  # fmt: skip
DRAWINGS = [(noun, name) for noun, names in KINDS.items() for name in names]
TYPES = {"svg": "image/svg+xml", "csv": "text/csv; charset=utf-8", "json": "application/json"}


def address(noun: str, name: str, form: str) -> str:
    return f"/{noun}/{SAMPLES[noun]}/{name}.{form}" if noun else f"/{name}.{form}"


def facts(client: Client, path: str, **asked: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get(path, asked).json()["rows"]
    return rows


@pytest.mark.parametrize(("noun", "name"), DRAWINGS)
def test_each_is_had_as_drawing_table_and_data_and_may_be_shown_elsewhere(
    client: Client, noun: str, name: str
) -> None:
    told = {form: client.get(address(noun, name, form)) for form in TYPES}
    for form, answer in told.items():
        assert answer.status_code == 200, form
        assert answer["Content-Type"] == TYPES[form]
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    rows = told["json"].json()["rows"]
    assert [{k: str("" if v is None else v) for k, v in row.items()} for row in rows] == [
        {k: v.removeprefix("'") if v[:2] in {"'=", "'-", "'+", "'@"} else v for k, v in row.items()}
        for row in DictReader(StringIO(told["csv"].text, newline=""))
    ]
    assert rows
    assert "Enduse, CC BY 4.0: http://testserver/" in told["svg"].text


def test_a_picture_is_a_picture(client: Client) -> None:
    answer = client.get("/proof.png")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    [
        "/flows.pdf", "/network.svg", "/parties/nso/chain.svg", "/parties/no-one/network.svg",
        "/sources/spyfiles-docs/timeline.svg", "/technologies/none/flows.svg",
        "/parties/privacy-international/flows.svg", "/countries/zz/timeline.svg",
    ],
)  # fmt: skip
def test_what_is_not_drawn_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_colours_of_files_are_those_of_the_pages() -> None:
    base = Path(enduse.web.public.__file__).parent / "static/enduse/base.css"
    light, dark = re.findall(r":root \{(.*?)\}", base.read_text(), re.DOTALL)[:2]
    for held, text in ((LIGHT, light), (DARK, dark)):
        told = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})\b", text))
        assert {k: v for k, v in held.items() if k in told} == {
            k: told[k] for k in held if k in told
        }


def test_a_map_counts_what_is_on_record_on_the_day(client: Client) -> None:
    rows = facts(client, "/flows.json")
    for row in rows[:3]:
        between = {"supplier__country": row["seller"], "destination": row["buyer"]}
        assert Transfer.objects.published().filter(**between).count() == row["records"]
    then = facts(client, "/flows.json", known="2013-01-01")
    assert sum(row["records"] for row in then) < sum(row["records"] for row in rows)
    assert "As known on 1 January 2013." in client.get("/flows.svg", {"known": "2013-01-01"}).text
    gone = {"supplier__country": rows[0]["seller"], "destination": rows[0]["buyer"]}
    Transfer.objects.filter(**gone).update(withdrawn_since=timezone.now())
    left = [(row["seller"], row["buyer"]) for row in facts(client, "/flows.json")]
    assert tuple(gone.values()) not in left


def test_a_timeline_leaves_out_what_was_not_known_and_what_is_withdrawn(client: Client) -> None:
    path = "/licences/lic-area-egypt-2016/timeline.json"
    every = facts(client, path)
    kinds = {row["kind"] for row in every}
    assert {"licence-event", "transfer"} <= kinds
    then = facts(client, path, known="2016-12-31")
    assert 0 < len(then) < len(every)
    assert all(row["first_day"] <= "2016-12-31" for row in then)
    Transfer.objects.filter(supplier="area").update(withdrawn_since=timezone.now())
    assert "transfer" not in {row["kind"] for row in facts(client, path)}


def test_a_chain_tells_the_gaps_of_the_rail(client: Client) -> None:
    rows = facts(client, "/licences/lic-area-egypt-2016/chain.json")
    assert [row["decision"] for row in rows if row["decision"]][:2] == ["applied", "frozen"]
    assert "decision" in rows[0]


def test_a_network_names_owners_products_buyers_and_authorities(client: Client) -> None:
    rows = facts(client, "/parties/nso/network.json")
    told = {(row["relation"], row["from"], row["to"]) for row in rows}
    assert ("supplied", "party nso", "product pegasus") in told
    assert {row["relation"] for row in rows} >= {"sold", "licence", "restriction"}


def many(number: int) -> None:
    """Many transfers like one that is on record, to many countries over many years."""
    row = Transfer.objects.published().filter(supplier="nso").exclude(product=None)[0]
    places = list(Country.objects.values_list("pk", flat=True))
    made: list[Transfer] = []
    for at in range(number):
        copy = Transfer(**fields(row))
        copy.pk, copy.destination_id = f"many-{at}", places[at % len(places)]
        copy.reported, copy.end_user_id, copy.period = f"{2000 + at % 20}-05-01", None, None
        copy.reported_day = date(2000 + at % 20, 5, 1)
        made.append(copy)
    Transfer.objects.bulk_create(made)


def fields(row: Transfer) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_many_records_are_counted_not_drawn_and_cost_no_more_queries() -> None:
    subject = found("parties", "nso", None)
    before = {name: asked(name, subject) for name in KINDS["parties"]}
    many(400)
    for name, (queries, _length) in before.items():
        now, length = asked(name, subject)
        assert now <= queries + 1, name  # one to count, where there are too many to draw
        assert length < 60_000
    network, timeline = (drawn(name, subject) for name in ("network", "timeline"))
    assert network
    assert timeline
    assert network.drawing.body.count('class="node') <= MOST
    counted = [row for row in timeline.facts if row[0] == "transfer"]
    assert len(counted) >= 20
    assert sum(int(str(row[5]).rsplit(" ", 1)[1]) for row in counted) >= 400


def asked(name: str, subject: Subject) -> tuple[int, int]:
    """How many queries a drawing takes, and how long it is."""
    with CaptureQueriesContext(connection) as queries:
        figure = drawn(name, subject)
        length = len(figure.drawing.inline()) if figure else 0
    return len(queries), length


def test_a_party_without_ties_has_no_drawing() -> None:
    alone = Party(pk="alone", name="Alone", kind="ngo")
    subject = Subject("parties", "alone", "Alone", alone)
    assert [name for name in KINDS["parties"] if drawn(name, subject)] == []


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 120), ("/parties/nso/", 60), ("/countries/il/", 60), ("/method/", 60)],
)
def test_a_page_with_its_drawings_and_styles_is_light(client: Client, path: str, most: int) -> None:
    page = client.get(path).content
    text = page.decode()
    weight = len(gzip.compress(page))
    for sheet in set(re.findall(r'<link rel="stylesheet" href="([^"?]+)', text)):
        answer = client.get(sheet)
        weight += len(gzip.compress(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
        answer.close()
    assert "<svg" in text
    assert weight < most * 1000


def test_a_line_shows_the_picture_elsewhere_and_leads_back(client: Client) -> None:
    text = client.get("/parties/nso/", {"known": "2022-01-01"}).text
    line = re.search(r"&lt;a href=&quot;([^&]+)&quot;&gt;&lt;img src=&quot;([^&]+)&quot;", text)
    assert line
    assert line[1] == "http://testserver/parties/nso/?known=2022-01-01#figure-network"
    assert line[2] == "http://testserver/parties/nso/network.svg?known=2022-01-01"
    assert 'id="figure-network"' in text


def test_the_page_of_a_drawing_has_its_facts_as_a_table(client: Client) -> None:
    text = client.get("/parties/nso/").text
    figure = drawn("timeline", found("parties", "nso", None))
    assert figure
    table = text[text.index('id="figure-timeline"') :]
    for row in figure.rows[:5]:
        assert f'href="{row[0].address}"' in table
