"""What others take along: citations, feeds, cards, linked data, the map of the site."""

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from enduse.web.public.views.taken.page import NOUNS
from enduse.web.registry.models import Party, Transfer

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def linked(client: Client, address: str) -> dict[str, Any]:
    text = client.get(address).text
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert block, address
    return dict(json.loads(block[1]))


def entries(client: Client, address: str) -> list[ET.Element]:
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("address", "newest"),
    [
        ("/feed.atom", 50),
        ("/parties/nso/feed.atom", 10),
        ("/countries/eg/feed.atom", 10),
        ("/ar/technologies/intrusion-spyware/feed.atom", 10),
    ],
)
def test_a_feed_tells_what_became_known_the_newest_first(
    client: Client, address: str, newest: int
) -> None:
    found = entries(client, address)
    days = [one.findtext(f"{ATOM}updated") or "" for one in found]
    assert newest <= len(found) <= 50
    assert days == sorted(days, reverse=True)
    for one in found[:3]:
        link = one.find(f"{ATOM}link")
        assert link is not None
        assert client.get(link.attrib["href"].removeprefix("http://testserver")).status_code == 200


def test_a_page_leads_to_the_feed_in_its_language(client: Client) -> None:
    assert 'type="application/atom+xml"' in client.get("/ar/").text
    assert 'href="/ar/feed.atom"' in client.get("/ar/transfers/").text
    feed = client.get("/ar/feed.atom").text
    assert '<link href="http://testserver/ar/" rel="alternate"/>' in feed


def test_a_feed_is_about_its_party_only(client: Client) -> None:
    told = {one.findtext(f"{ATOM}id") for one in entries(client, "/parties/area/feed.atom")}
    assert "http://testserver/transfers/tr-area-egypt-trd/" in told
    Transfer.objects.filter(pk="tr-area-egypt-trd").update(withdrawn_since=timezone.now())
    left = {one.findtext(f"{ATOM}id") for one in entries(client, "/parties/area/feed.atom")}
    assert told - left == {"http://testserver/transfers/tr-area-egypt-trd/"}


@pytest.mark.parametrize("address", ["/products/pegasus/feed.atom", "/parties/no-one/feed.atom"])
def test_there_is_no_feed_of_other_things(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_record_is_cited_with_the_day_on_which_it_was_seen(client: Client) -> None:
    text = client.get("/parties/nso/").text
    assert "Enduse. (n.d.). NSO Group [Company]. http://testserver/parties/nso/" in text
    text = client.get("/parties/nso/?known=2020-01-31").text
    assert "Enduse. (2020, January 31). NSO Group" in text
    ris = client.get("/parties/nso/cite.ris?known=2020-01-31").text
    assert "\r\nUR  - http://testserver/parties/nso/?known=2020-01-31\r\nER  - \r\n" in ris
    assert "title = {{NSO Group}}" in client.get("/parties/nso/cite.bib").text
    assert client.get("/parties/nso/cite.doc").status_code == 404


@pytest.mark.parametrize("page", ["/", "/parties/nso/", "/countries/eg/"])
def test_a_card_is_a_picture_that_other_sites_may_show(client: Client, page: str) -> None:
    answer = client.get(f"{page}card.png")
    assert answer.content.startswith(b"\x89PNG")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert len(answer.content) < 60_000


def test_a_page_tells_machines_what_it_is(client: Client) -> None:
    told = linked(client, "/parties/nso/")
    assert told["@type"] == "Corporation"
    assert told["location"]["url"] == "http://testserver/countries/il/"
    assert linked(client, "/licences/lic-area-egypt-2016/")["@type"] == "GovernmentPermit"
    text = client.get("/parties/nso/").text
    assert '<meta property="og:image" content="http://testserver/parties/nso/card.png">' in text
    assert '<link rel="canonical" href="http://testserver/parties/nso/">' in text


def test_a_name_cannot_end_the_block_of_data(client: Client) -> None:
    Party.objects.filter(pk="nso").update(name="</script><script>alert(1)</script>")
    assert "<script>alert" not in client.get("/parties/nso/").text
    assert linked(client, "/parties/nso/")["name"].startswith("</script>")


def test_every_kind_of_record_is_linked_data(client: Client) -> None:
    seen = set()
    for noun in sorted(set(NOUNS.values())):
        found = re.search(rf'href="(/{noun}/[a-z0-9-]+/)[?"]', client.get(f"/{noun}/").text)
        if found:
            assert linked(client, found[1])["@context"] == "https://schema.org"
            seen.add(noun)
    assert len(seen) > 8


def test_the_map_lists_every_page_in_every_language(client: Client) -> None:
    index = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    parts = [one.text or "" for one in index.iter(f"{MAP}loc")]
    pages: list[str] = []
    for part in parts:
        whole = ET.fromstring(  # noqa: S314 - our own
            client.get(part.removeprefix("http://testserver")).content
        )
        pages += [one.text or "" for one in whole.iter(f"{MAP}loc")]
        links = next(iter(whole)).findall("{http://www.w3.org/1999/xhtml}link")
        assert {one.attrib["hreflang"] for one in links} == {"en", "ar", "fr", "es", "de", "it"}
    assert len(pages) == len(set(pages)) > 1500
    assert "http://testserver/parties/nso/" in pages
    assert not [page for page in pages if "/assess/" in page or "/search/" in page]
    assert client.get("/sitemaps/99.xml").status_code == 404
    assert "Disallow: /ar/assess/" in client.get("/robots.txt").text
