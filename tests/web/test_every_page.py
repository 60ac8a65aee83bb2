"""What holds for every page, whatever it shows."""

import re
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from tests.web.addresses import KINDS, fetched, sample

pytestmark = pytest.mark.django_db
FILES = {"link": "href", "script": "src", "img": "src", "form": "action", "source": "srcset"}
DAYS = ["1990-01-01", "2016-06-29"]


class Page(HTMLParser):
    """What a page is made of, as far as these tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[str] = []
        self.inside = ""
        self.title = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, told))
        self.inside = tag
        runs = tag == "script" and told.get("type") != "application/ld+json"
        if tag == "style" or (runs and not told.get("src")):
            self.inline.append(tag)
        self.inline += [name for name in told if name == "style" or name.startswith("on")]

    def handle_data(self, text: str) -> None:
        if self.inside == "title":
            self.title += text

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's own signature
        self.inside = ""

    def each(self, tag: str, attribute: str) -> list[str]:
        return [
            told[attribute] or "" for one, told in self.tags if one == tag and attribute in told
        ]


@cache
def page(kind: str) -> Page:
    answer = fetched(kind)
    assert answer.status_code == 200
    if not answer["Content-Type"].startswith("text/html"):
        pytest.skip("a file, no page")
    return Page(answer.text)


@pytest.mark.on_any_database
@pytest.mark.parametrize("kind", KINDS)
def test_it_has_one_heading_a_title_and_a_language(kind: str) -> None:
    shown = page(kind)
    assert [tag for tag, _ in shown.tags].count("h1") == 1
    assert len(shown.title.strip()) > 5
    assert shown.each("html", "lang") == ["en"]
    assert shown.each("main", "id")
    assert [name for name in shown.each("meta", "name") if name == "viewport"]


@pytest.mark.on_any_database
def test_no_two_kinds_of_page_have_one_title() -> None:
    texts = {kind: fetched(kind) for kind in KINDS}
    titles = {
        kind: Page(answer.text).title
        for kind, answer in texts.items()
        if answer["Content-Type"].startswith("text/html")
    }
    assert len(set(titles.values())) == len(titles), sorted(titles.items(), key=lambda one: one[1])


@pytest.mark.on_any_database
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(kind: str) -> None:
    shown = page(kind)
    assert shown.inline == []
    fetched_from = [
        told[FILES[tag]] or ""
        for tag, told in shown.tags
        if tag in FILES and FILES[tag] in told and told.get("rel") != "canonical"
    ]
    assert [address for address in fetched_from if urlsplit(address).netloc] == []


@pytest.mark.parametrize("kind", KINDS)
def test_asked_twice_it_says_the_same(client: Client, kind: str) -> None:
    assert client.get(sample(kind)).getvalue() == fetched(kind).getvalue()


@pytest.mark.on_any_database
@pytest.mark.parametrize("kind", KINDS)
def test_its_links_lead_somewhere(kind: str) -> None:
    """Within the site to an address that exists, within the page to a place in it."""
    shown, path = page(kind), sample(kind)
    places = {told["id"] for _, told in shown.tags if told.get("id")}
    for link in shown.each("a", "href"):
        there = urlsplit(urljoin(path, link))
        if there.scheme or there.netloc:
            assert there.scheme in {"https", "http"}, link
        elif link.startswith("#"):
            assert link[1:] in places, link
        elif not there.path.startswith("/static/"):
            with override(get_language_from_path(there.path) or "en"):
                try:
                    resolve(there.path)
                except Resolver404:
                    pytest.fail(f"a link leads nowhere: {link}", pytrace=False)


@pytest.mark.on_any_database
@pytest.mark.parametrize("kind", KINDS)
def test_links_to_other_sites_tell_them_nothing(kind: str) -> None:
    for tag, told in page(kind).tags:
        if tag == "a" and told.get("target"):
            assert "noopener" in (told.get("rel") or "")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("day", DAYS)
def test_it_can_be_asked_as_known_on_a_day(client: Client, kind: str, day: str) -> None:
    assert client.get(sample(kind), {"known": day}).status_code in {200, 404}


@pytest.mark.on_any_database
@pytest.mark.parametrize("kind", KINDS)
def test_labels_name_every_field(kind: str) -> None:
    shown = page(kind)
    labelled = set(shown.each("label", "for"))
    for tag, told in shown.tags:
        if tag in {"input", "select", "textarea"} and told.get("type") not in {"hidden", "submit"}:
            assert told.get("id") in labelled or told.get("aria-label"), told


@pytest.mark.on_any_database
def test_no_page_speaks_of_what_a_template_lacked() -> None:
    for kind in KINDS:
        answer = fetched(kind)
        if answer["Content-Type"].startswith("text/html"):
            assert not re.search(r"\{[{%#]|[>:,]\s*None\s*[<,.;]", answer.text), kind


@pytest.mark.on_any_database
@pytest.mark.parametrize(
    "start", ["/authorities/", "/outreach/out-bhrrc-pension-2017/", "/campaigns/"]
)
def test_what_leads_into_a_page_leads_to_a_place_in_it(client: Client, start: str) -> None:
    held: dict[str, set[str]] = {}
    links = [link for link in Page(client.get(start).text).each("a", "href") if "#" in link]
    assert links
    for link in links:
        address, _, place = urljoin(start, link).partition("#")
        if address not in held:
            there = Page(client.get(address).text)
            held[address] = {told["id"] or "" for _, told in there.tags if "id" in told}
        assert place in held[address], link
