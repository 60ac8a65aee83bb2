"""Home, method, glossary and data: every figure is counted, every word explained, all can go."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import msgspec
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enduse.interchange.drawings.flow_map import MOST
from enduse.interchange.pack import NOUNS, read_pack, written
from enduse.taxonomy import TECHNOLOGIES
from enduse.web import words
from enduse.web.public.views import downloads
from enduse.web.public.views.drawings.figure import Subject
from enduse.web.public.views.drawings.flows import pairs
from enduse.web.public.views.stories import STORIES
from enduse.web.registry.models import Change, Release, Transfer
from enduse.web.words.meanings import MEANINGS
from enduse.web.words.terms import TERMS

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_first_page_offers_one_search_and_one_button(client: Client) -> None:
    page = shown(client, "/")
    assert page.count('type="search"') == 1
    assert page.count('class="button"') == 1
    assert "<script" not in page


def test_flows_count_records_between_two_countries_most_first() -> None:
    rows = pairs(Subject())
    counts = [row.records for row in rows]
    assert len(rows) == MOST
    assert counts == sorted(counts, reverse=True)
    first = rows[0]
    there = Transfer.objects.published().filter(
        supplier__country=first.seller, destination=first.buyer
    )
    assert there.count() == first.records > 1
    assert all(row.seller != row.buyer for row in rows)


def test_the_figure_of_a_flow_leads_to_as_many_records(client: Client) -> None:
    leads = re.findall(r'class="number"><a href="([^"]+)">(\d+)</a>', shown(client, "/"))
    assert len(leads) == MOST
    for address, figure in leads[:3]:
        found = client.get(address.replace("&amp;", "&")).content.decode()
        assert re.search(rf"\b{figure}\b transfers? on record", found)


def test_stories_take_their_figures_from_the_record(client: Client) -> None:
    page = shown(client, "/")
    for title in ("Area and Egypt", "The list of 50,000", "24 letters, 19 silences"):
        assert title in page
    assert "The open letter of 146 organisations and 28 experts" in page
    assert "%(" not in page


def test_a_story_whose_first_record_is_gone_is_not_told(client: Client) -> None:
    from enduse.web.outreach.models import Outreach

    Outreach.objects.filter(pk="out-bhrrc-mena-2022").update(withdrawn_since=timezone.now())
    assert "silences" not in shown(client, "/")


def test_every_step_of_every_story_leads_somewhere(client: Client) -> None:
    page = shown(client, "/")
    part = page[page.index('id="stories"') : page.index('id="changed"')]
    steps = re.findall(r'<li><a href="([^"]*)">', part)
    assert len(steps) == sum(len(story.steps) for story in STORIES)
    for address in steps:
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_what_changed_names_few_records_and_counts_many(client: Client) -> None:
    page = shown(client, "/")
    assert "Added: " in page
    release = Release.objects.create(made=timezone.now(), digest="0" * 32)
    Change.objects.create(
        release=release, noun="licences", record="lic-area-egypt-2016", what="changed"
    )
    Change.objects.create(release=release, noun="licences", record="gone", what="withdrawn")
    page = shown(client, "/")
    assert 'Changed: <a href="/licences/lic-area-egypt-2016/">' in page
    assert "Withdrawn: " in page


def test_the_first_page_costs_few_queries(client: Client) -> None:
    client.get("/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/")
    assert len(asked) == 22


def test_the_glossary_explains_every_word_of_the_fields_it_lists(client: Client) -> None:
    for field, meanings in MEANINGS.items():
        missing = set(meanings) ^ set(words.FIELDS[field])
        if field == "standing":
            missing -= set(words.FIELDS["state"])
        assert not missing, field
    page = shown(client, "/glossary/")
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    for code in TECHNOLOGIES:
        assert f'id="technology-{code}"' in page
    for anchor in TERMS:
        assert f'id="term-{anchor}"' in page


@pytest.mark.parametrize("page", ["/method/", "/glossary/"])
def test_what_a_page_lists_is_on_it(client: Client, page: str) -> None:
    text = shown(client, page)
    contents = re.search(r'<nav class="contents".*?</nav>', text, re.DOTALL)
    assert contents is not None
    anchors = re.findall(r'href="#([^"]+)"', contents[0])
    assert len(anchors) > 8
    for anchor in anchors:
        assert f'id="{anchor}"' in text


@pytest.mark.parametrize("noun", NOUNS)
def test_each_file_is_the_pack_to_the_letter(client: Client, noun: str) -> None:
    response = client.get(f"/data/{noun}.yaml")
    assert response.headers["Content-Type"] == "application/yaml"
    assert f'filename="{noun}.yaml"' in response.headers["Content-Disposition"]
    assert response.content.decode() == written(noun, getattr(read_pack(), noun))


def test_there_is_no_file_of_anything_else(client: Client) -> None:
    assert client.get("/data/secrets.yaml").status_code == 404
    assert client.post("/data/sources.yaml").status_code == 405


def test_the_archive_holds_the_same_files_and_is_the_same_whenever_it_is_made(
    client: Client,
) -> None:
    first = client.get("/data/enduse-pack.zip").content
    downloads.archive.cache_clear()
    downloads.files.cache_clear()
    assert client.get("/data/enduse-pack.zip").content == first
    with ZipFile(BytesIO(first)) as packed:
        names = set(packed.namelist())
        assert names == {f"enduse-pack/{noun}.yaml" for noun in NOUNS} | {"enduse-pack/README.txt"}
        assert packed.read("enduse-pack/licences.yaml") == client.get("/data/licences.yaml").content


def test_what_is_withdrawn_cannot_be_taken(client: Client) -> None:
    from enduse.web.pack import load

    pack = read_pack()
    kept = tuple(row for row in pack.restrictions if row.id != "res-us-el-candiru-2021")
    assert len(kept) < len(pack.restrictions)
    load(msgspec.structs.replace(pack, restrictions=kept), now=timezone.now())
    assert "res-us-el-candiru-2021" not in client.get("/data/restrictions.yaml").content.decode()


def test_the_data_page_counts_what_it_gives(client: Client, django_assert_num_queries: Any) -> None:
    page = shown(client, "/data/")
    for noun in NOUNS:
        assert f'href="/data/{noun}.yaml"' in page
    assert "CC BY" in page
    with django_assert_num_queries(13):
        client.get("/data/")
