"""Signs that a list is not what it claims to be."""

from enduse.leaks.listing import Entry, Listing, Place
from enduse.leaks.plausibility import plausible
from tests.leaks import fiction


def test_signs_of_a_made_up_list() -> None:
    places, lines = [Place(("xk",), "")], ["not assigned"]
    listing = Listing(places=places, lines=lines, changes=[""], clients=[""])
    for at in range(300):
        number = f"3832000{at:04}"
        listing.entries.append(Entry(number, 0, 0, 0, "2015-05", "2015-04", 0, "", ""))
    found = plausible(listing, "2026-11-22")
    assert found.counts["dated before such numbers existed"] == 300
    assert found.counts["last date before the first"] == 300
    told = " ".join(found.signs)
    assert "they were counted up" in told
    assert "300 rows: last date before the first" in told
    assert any("proves" in limit for limit in found.limits)


def test_a_form_that_came_later_is_a_sign() -> None:
    """Benin's ten digits on a row of 2015: written, or put in order, after 2024."""
    listing = Listing(places=[Place(("bj",), "")], lines=["mobile"], changes=[""], clients=[""])
    for day in ("2015", "2024-11", "2024-12", ""):
        listing.entries.append(Entry("2290195123456", 0, 0, 0, day, "", 0, "", ""))
    found = plausible(listing, "2026-11-22")
    assert found.counts["in a form that came after its date"] == 1


def test_a_form_of_its_day_is_no_sign() -> None:
    """Bahia's ninth digit came on 11 October 2015, Pernambuco's on 31 May."""
    listing = Listing(places=[Place(("br",), "")], lines=["mobile"], changes=[""], clients=[""])
    for number, day in (("5571961234567", "2015-11"), ("5581961234567", "2015-06-01")):
        listing.entries.append(Entry(number, 0, 0, 0, day, "", 0, "", ""))
    found = plausible(listing, "2026-11-22")
    assert found.counts["in a form that came after its date"] == 0


def test_a_deadline_that_may_have_been_missed_is_no_sign() -> None:
    """Networks of Kosovo had until January 2019 to leave Serbia's code; no source says they did."""
    listing = Listing(places=[Place(("xk",), "")], lines=["fixed"], changes=["xk-2016-fixed"],
                      clients=[""])  # fmt: skip
    listing.entries.append(Entry("38328012345", 0, 0, 0, "2019-06-01", "", 0, "", "+381 28 012345"))
    assert plausible(listing, "2026-11-22").signs == []


def test_an_ordinary_list_shows_no_sign() -> None:
    places, lines = [Place(("us",), "")], ["fixed or mobile"]
    listing = Listing(places=places, lines=lines, changes=[""], clients=[""])
    numbers = [n for area in (202, 212, 312, 415) for n in fiction.north_american(area)[::7]]
    for number in numbers:
        listing.entries.append(Entry(number[1:], 0, 0, 0, "2015-05", "", 0, "", ""))
    assert plausible(listing, "2026-11-22").signs == []
