"""The stories that Enduse was built for, each followed by clicking from the home page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import WHOLE, Open, go

SILENT = {
    "AnyVision", "BAE Systems", "Cisco", "Dahua Technology", "Dassault Aviation", "Elbit Systems",
    "Elettronica Mangione (Elman)", "Evron Systems Ltd", "GEM Security Services Ltd", "IDEMIA",
    "Indra", "Israel Aerospace Industries", "Leonardo", "Nexa Technologies", "Safran Group",
    "Sony Corporation", "Sovereign Global Solutions Ltd", "TSG IT Advanced Systems", "VideoTec",
}  # fmt: skip
ANSWERED = {"Airbus", "Cellebrite", "G4S", "IrisGuard", "Thales Group"}


@pytest.fixture(params=["scripts", "no-scripts", *(["plain-copy"] if WHOLE else [])])
def home(request: pytest.FixtureRequest, opened: Open) -> Page:
    if request.param == "plain-copy":
        return opened("/", scripts=False, at=request.getfixturevalue("copy"))
    return opened("/", scripts=request.param == "scripts")


def follow(page: Page, *links: str) -> None:
    """Click one link of the page's own text after the other."""
    for name in links:
        go(page.locator("main").get_by_role("link", name=name).first)


def section(page: Page, heading: str) -> Locator:
    return page.get_by_role("region", name=heading)


def names(cells: Locator) -> set[str]:
    return {text.strip() for text in cells.all_inner_texts()}


def chain(page: Page) -> list[str]:
    """The dated events of a licence, as its rail shows them: day, then what."""
    rows = page.locator("ol.chain > li:not(.gap)").all_inner_texts()
    return [": ".join([line for line in row.split("\n") if line.strip()][:2]) for row in rows]


def shows(page: Page) -> Callable[[str], None]:
    main = page.locator("main")
    return lambda text: expect(main).to_contain_text(text)


def test_cause_and_the_technologies_and_countries_it_named(home: Page) -> None:
    follow(home, "The launch, and the technologies it named")
    said = shows(home)
    said("4 April 2014")
    members = ["Amnesty International", "Human Rights Watch", "Privacy International",
               "International Federation for Human Rights", "Reporters Without Borders",
               "Digitale Gesellschaft", "Open Technology Institute"]  # fmt: skip
    countries = ["Bahrain", "Brazil", "Côte d'Ivoire", "Egypt", "Ethiopia", "Libya", "Nigeria",
                 "Morocco", "Turkmenistan", "United Arab Emirates"]  # fmt: skip
    named = ["malware for covert data extraction", "telecommunications interception",
             "mobile phone location", "monitoring centres", "remote listening and camera spying",
             "undersea fibre-optic cable taps"]  # fmt: skip
    for text in [*members, *countries, *named, "5,000,000,000"]:
        said(text)
    for country in countries:
        expect(home.locator("main").get_by_role("link", name=country).first).to_be_visible()
    expect(section(home, "What it demands").locator("h3")).to_have_count(8)
    follow(home, "Monitoring centres")
    expect(home.get_by_role("heading", level=1)).to_have_text("Monitoring centres")
    home.go_back()
    follow(home, "Turkmenistan")
    expect(home.get_by_role("heading", level=1)).to_have_text("Turkmenistan")


def test_the_open_letter_of_july_2021_and_its_demands(home: Page) -> None:
    follow(home, "The joint open letter of July 2021")
    said = shows(home)
    said("Open letter, 27 July 2021")
    said("146 organisations and 28 independent experts")
    figures = section(home, "Figures, and who states them")
    for figure in ("146", "156", "28", "26", "50,000", "16"):
        expect(figures).to_contain_text(figure)
    demands = section(home, "What it demands")
    for words in ("Immediate moratorium on sale, transfer and use", "Independent, transparent",
                  "Investigate export licences", "human rights due diligence",
                  "Revoke all marketing and export licences issued to NSO Group",
                  "End the investigation with a public statement"):  # fmt: skip
        expect(demands.locator("h3").filter(has_text=words)).to_have_count(1)
    for addressee in ("Israel", "Bulgaria", "Cyprus"):
        expect(demands.get_by_role("link", name=addressee).first).to_be_visible()
    go(demands.get_by_role("link", name="as a matrix"))
    assert "statement=st-joint-letter-2021" in home.url
    assert home.locator("table.matrix").count() == 1


def test_the_counts_of_the_pegasus_project_and_where_sources_differ(home: Page) -> None:
    follow(home, "The list, and what each source counts")
    table = section(home, "Who was hit").get_by_role("table")
    rows = {cells[0]: cells[-1] for cells in
            (row.split("\t") for row in table.get_by_role("row").all_inner_texts())}  # fmt: skip
    assert rows["Journalists"] == "at least 180"
    assert rows["Politicians"] == "at least 600"
    assert rows["Human rights defenders"] == "at least 85"
    assert rows["Business people"] == "at least 65"
    shows(home)("50,000")
    shows(home)("Being selected does not prove that an attack was attempted")
    differ = home.locator(".differ").filter(has_text="media organisations")
    assert {"16", "17"} <= set(" ".join(differ.all_inner_texts()).split())
    follow(home, "Joint open letter by civil society organizations")
    expect(home.locator("main")).to_contain_text("27 July 2021")


def test_area_and_egypt_through_every_decision_and_letter(home: Page) -> None:
    follow(home, "The licence, event by event")
    assert chain(home) == [
        "16 November 2015: Applied for",
        "12 May 2016: Frozen",
        "13 June 2016: Granted",
        "7 July 2016: Review opened",
        "23 January 2017: Suspended",
        "27 June 2017: Revoked",
    ]
    letters = section(home, "Letters about it").get_by_role("link")
    assert letters.count() == 2
    follow(home, "Urgent assurances on the Area export licence")
    shows(home)("23 January 2017")
    expect(section(home, "Question by question")).to_contain_text("revoked at the next meeting")
    home.go_back()
    follow(home, "Request for historical export data")
    shows(home)("no reply since 11 April 2017")
    home.go_back()
    follow(home, "Area SpA", "Surveillance operations for Syrian Telecommunications Establishment")
    assert chain(home) == ["September 2012: Licence duty imposed (catch-all)"]


def test_hacking_team_through_every_decision_and_letter(home: Page) -> None:
    follow(home, "The same ministry and Hacking Team")
    assert [event for event in chain(home) if "Appealed" not in event] == [
        "3 April 2015: Granted",
        "31 March 2016: Revoked",
    ]
    follow(home, "Hacking Team", "Individual requests to export RCS (18 separate requests)")
    assert [event.split(": ")[1] for event in chain(home)] == ["Applied for", "Frozen", "Appealed"]
    home.go_back()
    go(section(home, "Licences").get_by_role("link", name="Remote Control System"))
    assert chain(home) == [
        "30 October 2014: Licence duty imposed (catch-all)",
        "November 2014: Licence duty lifted (catch-all)",
    ]
    follow(home, "Request that exports of Hacking Team be subject to")
    shows(home)("no reply since 2014")
    follow(home, "Italy: letters on the export of surveillance technology")
    follow(home, "Clarify regulation of Hacking Team exports")
    shows(home)("no reply since 6 July 2015")


def test_24_companies_5_replies_19_silences_by_name(home: Page) -> None:
    follow(home, "Each company, each question")
    shows(home)("24 recipients, 5 replies, 19 silences")
    assert names(home.locator("#state-no-reply tr[id] th")) == SILENT
    answered = home.locator("#state-in-part tr[id] th, #state-answered tr[id] th")
    assert names(answered) == ANSWERED
    assert home.locator("td.silence").count() == 19
    questions = section(home, "Question by question")
    numbers = questions.locator("[id^=question-] strong").all_inner_texts()
    assert numbers[:9] == ["1a", "1b", "1c", "2a", "2b", "2c", "2d", "2e", "3"]
    go(home.locator("#state-in-part").get_by_role("link", name="the answer").first)
    assert home.url.endswith("#re-airbus")


def test_the_deal_of_the_story_is_assessed(home: Page) -> None:
    follow(home, "The deal, held against the law of June 2016")
    if "index.html" in home.url:
        shows(home)("An assessment is made by a program, and behind this copy")
        return
    shows(home)("Licence to be refused")
    shows(home)("5A001.j")
