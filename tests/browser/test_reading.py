"""What readers do: search, filter, ask as of a day, assess; by keyboard and without scripts too."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, go

DEAL = {
    "exporter": "Area SpA",
    "item": "IP network communications surveillance system",
    "end_user": "Technical Research Department",
    "date": "2016-06-29",
}
TABS = 400  # more stops than any page has


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def home(request: pytest.FixtureRequest, opened: Open) -> Page:
    return opened("/", scripts=request.param)


def main(page: Page) -> str:
    return page.locator("main").inner_text()


def rows(page: Page) -> int:
    return page.locator("main table.records tbody tr").count()


def test_search_from_the_home_page(home: Page) -> None:
    home.locator("main").get_by_role("searchbox").fill("Hacking Team")
    go(home.locator("main").get_by_role("button", name="Search"))
    assert home.url.endswith("/search/?q=Hacking+Team")
    go(home.locator("main").get_by_role("link", name="Hacking Team").first)
    expect(home.get_by_role("heading", level=1)).to_have_text("Hacking Team")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("hakcing teem", "Hacking Team"), ("Пегас", "Pegasus"), ("إن إس أو", "NSO Group")],
)
def test_search_forgives_and_reads_other_scripts(opened: Open, typed: str, found: str) -> None:
    page = opened("/")
    page.locator("main").get_by_role("searchbox").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    assert found in main(page)


def test_a_list_is_filtered_and_its_address_is_the_permalink(home: Page, opened: Open) -> None:
    home.goto("/transfers/")
    home.locator("main").get_by_label("Destination").select_option("eg")
    go(home.locator("main form").get_by_role("button", name="Show").last)
    assert "destination=eg" in home.url
    shown = main(home)
    assert "Egypt" in shown
    assert rows(home)
    again = opened(home.url)
    assert main(again) == shown


def test_as_known_on_a_day_what_came_later_is_hidden(home: Page) -> None:
    home.goto("/licences/lic-area-egypt-2016/")
    assert "Revoked" in main(home)
    home.get_by_label("See it as known on").fill("2016-07-01")
    go(home.get_by_role("button", name="Show"))
    assert home.url.endswith("known=2016-07-01")
    assert "Granted" in main(home)
    assert "Revoked" not in main(home)


def fill_in(page: Page) -> None:
    form = page.locator("main form").filter(has=page.locator("[name=exporter]"))
    for name, value in DEAL.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=exporter_country]").select_option("it")
    form.locator("[name=destination]").select_option("eg")


def test_a_deal_is_assessed_and_taken_along(home: Page) -> None:
    go(home.get_by_role("link", name="Assess a deal").first)
    fill_in(home)
    go(home.get_by_role("button", name=re.compile("^Assess")))
    assert "Licence to be refused" in main(home)
    assert home.locator("[name=exporter]").input_value() == DEAL["exporter"]
    taken = home.locator("main a[href*='format=json']").evaluate("link => link.href")
    assert home.request.get(taken).json()["outcome"] == "refuse"


def test_an_address_of_a_deal_can_be_shared(home: Page, opened: Open) -> None:
    go(home.get_by_role("link", name="Assess a deal").first)
    fill_in(home)
    go(home.get_by_role("button", name=re.compile("^Assess")))
    assert main(opened(home.url)) == main(home)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus rests on what the selector names."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            outlined = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                " return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }"
            )
            assert outlined, f"the focus cannot be seen on {selector}"
            return
    pytest.fail(f"Tab never reaches {selector}")


def test_the_first_tab_skips_to_the_content(home: Page) -> None:
    home.goto("/transfers/")
    home.keyboard.press("Tab")
    skip = home.locator(":focus")
    expect(skip).to_have_attribute("href", "#content")
    expect(skip).to_be_in_viewport()
    home.keyboard.press("Enter")
    expect(home).to_have_url(re.compile("#content$"))
    home.keyboard.press("Tab")
    assert home.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_search_by_keyboard_alone(home: Page) -> None:
    tab_to(home, "main input[name=q]")
    home.keyboard.type("Hacking Team")
    home.keyboard.press("Enter")
    home.wait_for_url("**/search/**")
    tab_to(home, "main a[href='/parties/hacking-team/']")
    home.keyboard.press("Enter")
    expect(home.get_by_role("heading", level=1)).to_have_text("Hacking Team")


def test_a_deal_is_assessed_by_keyboard_alone(home: Page) -> None:
    home.goto("/assess/")
    typed = {**DEAL, "exporter_country": "Ital", "destination": "Egyp", "date": "06292016"}
    order = home.locator("main form [name]").evaluate_all("all => all.map(one => one.name)")
    for name in [name for name in order if name in typed]:
        tab_to(home, f"main [name={name}]")
        home.keyboard.type(typed[name])
    home.keyboard.press("Enter")
    home.wait_for_url("**/assess/?**")
    assert "Licence to be refused" in main(home)
