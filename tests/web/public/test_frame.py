"""The frame of every page: structure, day of knowledge, sources, addresses, policy."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import Client, RequestFactory

import enduse.web
from enduse.web.public.templatetags.enduse import kept, money
from enduse.web.registry.models import Citation, Transfer
from enduse.web.words.days import when

pytestmark = pytest.mark.django_db
TEMPLATES = sorted(Path(enduse.web.__file__).parent.rglob("templates/**/*.html"))
# Style and script of its own; a file that the site serves, and data, are neither.
INLINE = re.compile(r"<script(?![^>]*(src=|ld\+json))|<style|\sstyle=|\son[a-z]+=\"")
PAGES = ("/", "/method/", "/glossary/", "/data/", "/nothing-here/")


def rendered(text: str, query: str = "", **values: Any) -> str:
    request = RequestFactory().get(f"/{query}")
    return engines["django"].from_string("{% load enduse %}" + text).render(values, request)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_the_same_skeleton(client: Client, page: str) -> None:
    shown = client.get(page).content.decode()
    assert shown.count("<h1>") == shown.count("<main ") == shown.count("</footer>") == 1
    assert re.search(r'<html lang="en" dir="ltr">', shown)
    assert re.search(r'<a class="skip" href="#content">', shown)
    assert 'id="content" tabindex="-1"' in shown
    assert re.search(r"<title>[^<]+ · Enduse</title>", shown)
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_no_other_site_and_hold_no_script_or_style(client: Client, page: str) -> None:
    response = client.get(page)
    shown = response.content.decode()
    assert not re.search(
        r"<script(?! type=\"application/ld)|<style|\sstyle=|\son[a-z]+=|javascript:", shown
    )
    assert not re.search(r'(src|srcset|action|<link rel="(?!canon)[^>]*href)="(https?:)?//', shown)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "Set-Cookie" not in response.headers


def test_the_part_of_the_site_that_a_page_belongs_to_is_marked(client: Client) -> None:
    shown = client.get("/licences/lic-area-egypt-2016/").content.decode()
    marked = re.findall(r'<a href="([^"]+)" aria-current="true">', shown)
    assert marked == ["/licences/"]
    crumbs = re.search(r'class="crumbs".*?</nav>', shown, re.DOTALL)
    assert crumbs is not None
    assert re.findall(r'href="([^"]+)"', crumbs[0]) == ["/", "/licences/"]


def test_what_was_never_there_and_what_broke_are_said_plainly(client: Client) -> None:
    from django.views.defaults import server_error

    missing = client.get("/nothing-here/")
    assert missing.status_code == 404
    assert "There is no such page" in missing.content.decode()
    broken = server_error(RequestFactory().get("/"))
    assert broken.status_code == 500
    assert b"Something went wrong here" in broken.content


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_style_script_or_sources_inside_a_paragraph(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not INLINE.search(text)
    for paragraph in re.findall(r"<p\b[^>]*>(.*?)</p>", text, re.DOTALL):
        assert "{% sources" not in paragraph


def test_partial_dates_and_days_are_said_in_words() -> None:
    assert when("2016-06-29") == when(date(2016, 6, 29)) == "29 June 2016"
    assert (when("2016-06"), when("2016"), when(None)) == ("June 2016", "2016", "")
    assert when("2010/2012-03") == "2010 to March 2012"


def test_an_amount_is_as_exact_as_it_was_stated() -> None:
    row = Transfer(value_amount=Decimal("1234567.5"), value_scale=2, value_currency="EUR")
    assert money(row) == "EUR\u00a01,234,567.50"
    assert money(Transfer(value_amount=None)) == ""


def test_words_say_what_codes_mean_and_nothing_for_nothing() -> None:
    assert rendered('{{ code|word:"stage" }}', code="partly-delivered") == "partly delivered"
    assert rendered('{{ code|word:"stage" }}', code=None) == ""
    shown = rendered('{{ codes|word:"harms" }}', codes=["arrest", "torture"])
    assert shown == "Arrest, Torture or ill-treatment"


def test_a_mark_never_stands_without_its_word() -> None:
    shown = rendered('{% strength "documented" %}{% outcome "refuse" %}{% risk "severe" %}')
    assert shown.count('aria-hidden="true"') == 3
    for said in ("documented", "Licence to be refused", "Severe risk"):
        assert said in shown


def two_sources() -> list[Citation]:
    dated = Citation.objects.exclude(source__published=None).order_by("source__published_day")
    first, last = dated.first(), dated.last()
    assert first
    assert last
    return [first, last]


def test_sources_are_named_with_publisher_and_day() -> None:
    one, other = two_sources()
    shown = rendered("{% sources cited %}", cited=[one, other])
    assert "2 sources" in shown
    for source in (one.source, other.source):
        assert when(source.published) in shown
        assert f'href="{source.get_absolute_url()}"' in shown


def test_sources_that_came_later_are_counted_but_not_shown() -> None:
    one, other = two_sources()
    day = date.fromisoformat(other.source.published.last) - timedelta(days=1)
    shown = rendered("{% sources cited %}", cited=[one, other], known=day)
    assert one.source.get_absolute_url() in shown
    assert other.source.get_absolute_url() not in shown
    assert "1 source published after" in shown


def test_of_many_sources_the_first_stand_and_the_rest_fold() -> None:
    cited = Citation.objects.filter(place=0).order_by("source")[:9]
    shown = rendered("{% sources cited %}", cited=cited)
    assert "9 sources" in shown
    assert "6 more sources" in shown
    assert shown.count("<li data-address") + shown.count("<li><a") == 9


def test_a_source_named_before_on_the_page_is_named_shortly() -> None:
    one, _ = two_sources()
    shown = rendered("{% sources cited %}|{% sources cited %}", cited=[one])
    first, again = shown.split("|")
    assert one.source.publisher in first
    assert one.source.publisher not in again
    assert one.source.get_absolute_url() in again


def test_links_stay_with_the_day_of_their_page() -> None:
    one, _ = two_sources()
    day = date(2026, 1, 1)
    shown = rendered(
        "{% technology_link code %}{% sources cited %}", code="biometrics", cited=[one], known=day
    )
    assert 'href="/technologies/biometrics/?known=2026-01-01"' in shown
    assert f'href="{one.source.get_absolute_url()}?known=2026-01-01"' in shown


def test_sources_at_hand_cost_no_query(django_assert_num_queries: Any) -> None:
    row = Transfer.objects.published().whole()[0]
    with django_assert_num_queries(0):
        rendered("{% sources row.citations.all %}", row=row)


def test_the_pages_of_a_list_keep_its_filters() -> None:
    page = Paginator(list(range(500)), 50).get_page(3)
    shown = rendered("{% pages page %}", "?destination=eg&page=3", page=page)
    assert 'href="?destination=eg&amp;page=4"' in shown
    assert 'aria-current="page"' in shown
    assert not rendered("{% pages page %}", page=Paginator([1], 50).get_page(1)).strip()


def test_a_page_can_be_seen_as_known_on_a_day(client: Client) -> None:
    address = "/transfers/?destination=eg&destination=it"
    shown = client.get(f"{address}&known=2016-06-29&page=1").content.decode()
    assert "As known on 29 June 2016." in shown
    bar = re.search(r'<form class="known.*?</form>', shown, re.DOTALL)
    assert bar is not None
    for country in ("eg", "it"):
        assert f'<input type="hidden" name="destination" value="{country}">' in bar[0]
    assert 'value="2016-06-29"' in bar[0]
    assert 'name="page"' not in bar[0]
    assert 'href="?destination=eg&amp;destination=it"' in bar[0]


@pytest.mark.parametrize(
    "asked", ["2016-02-30", "yesterday", "20160629", "<b>", "0000-00-00", "\0today"]
)
def test_a_day_that_is_none_is_said_and_all_is_shown(client: Client, asked: str) -> None:
    response = client.get("/transfers/", {"known": asked})
    assert response.status_code == 200
    assert "is not a day such as 2016-06-29" in response.content.decode()
    assert "<b>" not in response.content.decode()


def test_a_style_sheet_can_be_kept_for_ever_because_its_address_names_its_content(
    client: Client, tmp_path: Path, settings: Any
) -> None:
    address = kept("base.css")
    assert re.fullmatch(r"/static/enduse/base\.css\?v=[0-9a-f]{12}", address)
    response = client.get(address)
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    response.close()
    (tmp_path / "enduse").mkdir()
    file = tmp_path / "enduse" / "of-a-test.css"
    settings.STATICFILES_DIRS = [tmp_path]
    from django.contrib.staticfiles.finders import get_finder

    get_finder.cache_clear()  # type: ignore[attr-defined]
    try:
        file.write_text("a { color: red }")
        before = kept("of-a-test.css")
        file.write_text("a { color: blue; }")
        assert kept("of-a-test.css") != before
    finally:
        get_finder.cache_clear()  # type: ignore[attr-defined]
