"""The site in Arabic and as a plain copy: languages, search without a server, honest limits."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, go
from tests.browser.test_pages import axe_is_here, looked_at, too_wide

PHONE = {"width": 360, "height": 740}
KINDS = ("", "parties/area/", "countries/eg/", "licences/lic-area-egypt-2016/", "sources/",
         "search/", "assess/")  # fmt: skip


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_page_leads_to_itself_in_another_language(opened: Open, scripts: bool) -> None:  # noqa: FBT001 - a parameter of the test
    page = opened("/countries/eg/?known=2016-06-29", scripts=scripts)
    go(page.get_by_role("link", name="العربية"))
    assert page.url.endswith("/ar/countries/eg/?known=2016-06-29")
    assert heading(page) == "مصر"
    go(page.get_by_role("link", name="Deutsch"))
    assert heading(page) == "Ägypten"


def test_a_deal_is_assessed_in_arabic(opened: Open) -> None:
    page = opened("/ar/assess/")
    form = page.locator("main form").filter(has=page.locator("[name=exporter]"))
    form.locator("[name=exporter]").fill("Area SpA")
    form.locator("[name=item]").fill("IP network communications surveillance system")
    form.locator("[name=end_user]").fill("Technical Research Department")
    form.locator("[name=date]").fill("2016-06-29")
    form.locator("[name=exporter_country]").select_option("it")
    form.locator("[name=destination]").select_option("eg")
    go(form.locator("button[type=submit]").last)
    text = page.locator("main").inner_text()
    assert "Licence to be refused" not in text
    assert "Technical Research Department" in text
    assert page.evaluate("document.documentElement.dir") == "rtl"


@pytest.mark.parametrize("language", ["", "ar/"], ids=["en", "ar"])
def test_a_plain_copy_is_searched_in_the_browser(opened: Open, copy: str, language: str) -> None:
    page = opened(f"/{language}search/", at=copy)
    page.locator("main input[type=search]").fill("Area SpA")
    page.keyboard.press("Enter")
    expect(page.locator("main").get_by_role("link", name="Area SpA").first).to_be_visible()


def test_without_scripts_a_plain_copy_says_what_it_cannot_do(opened: Open, copy: str) -> None:
    for address, said in (("/search/", "it needs scripts"), ("/assess/", "behind this copy")):
        page = opened(address, at=copy, scripts=False)
        expect(page.locator("main")).to_contain_text(said)


@axe_is_here
@pytest.mark.parametrize("language", ["", "ar/"], ids=["en", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_plain_copy(
    opened: Open, copy: str, kind: str, language: str
) -> None:
    page = opened(f"/{language}{kind}", at=copy, viewport=PHONE)
    assert looked_at(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], too_wide(page)
