"""Parties, products, transfers, restrictions and sources: what their pages say, to the record."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.utils import timezone

from enduse.interchange.pack import read_pack
from enduse.web.pack import campaign_record, load
from enduse.web.registry.models import Incident, Party, Product, Restriction, Source, Transfer
from enduse.web.registry.models.mirror import PublishedQuerySet

pytestmark = pytest.mark.django_db
PACK = read_pack()
LISTS = (
    "/parties/", "/vendors/", "/end-users/", "/products/", "/transfers/", "/restrictions/",
    "/sources/",
)  # fmt: skip
FILTERS = (
    "destination", "country", "technology", "vendor", "supplier", "end_user", "authority",
    "product", "stage", "strength", "how_known", "kind", "year", "language", "read", "publisher",
    "page", "known",
)  # fmt: skip
NASTY = ("", "x", "-1", "0", "99999999999999999999", "\x00", "' OR 1=1 --", "é" * 300, "2016-02-30")


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return unescape(answer.content.decode())


def counted(client: Client, url: str) -> int:
    """How many records a list says that it holds."""
    found = re.search(r'<p class="count">(\d+) ', page(client, url))
    assert found, url
    return int(found[1])


def headings(text: str) -> list[str]:
    found = re.findall(r"<h2[^>]*>(.*?)</h2>", text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", heading).split()) for heading in found]


@pytest.mark.parametrize("model", [Party, Product, Transfer, Restriction, Source])
def test_the_page_of_a_record_names_it(client: Client, model: Any) -> None:
    records: PublishedQuerySet[Any] = model.objects.published()
    for record in [*records[:3], *records.order_by("-pk")[:3]]:
        named = record.target if model is Restriction else record
        assert str(named) in page(client, record.get_absolute_url())


def test_each_kind_of_party_has_a_profile(client: Client) -> None:
    for kind in sorted({party.kind for party in PACK.parties}):
        party = Party.objects.published().filter(kind=kind)[0]
        assert party.name in page(client, party.get_absolute_url())


@pytest.mark.parametrize(
    ("url", "queries"),
    [
        ("/parties/", 4),
        ("/vendors/", 6),
        ("/vendors/?technology=intrusion-spyware&strength=confirmed&country=il", 6),
        ("/end-users/", 5),
        ("/products/", 4),
        ("/transfers/", 5),
        ("/transfers/?supplier=nso&destination=mx", 6),
        ("/restrictions/", 5),
        ("/sources/", 4),
        ("/parties/nso/", 47),
        ("/parties/area/", 28),
        ("/parties/mise/", 37),
        ("/parties/privacy-international/", 28),
        ("/products/pegasus/", 9),
        ("/transfers/tr-area-egypt-trd/", 10),
        ("/restrictions/res-us-el-candiru-2021/", 4),
        ("/sources/spyfiles-docs/", 6),
    ],
)
def test_a_page_asks_the_database_a_fixed_number_of_questions(
    client: Client, django_assert_num_queries: Any, url: str, queries: int
) -> None:
    campaign_record()  # made once for a release; an authority's profile asks it how open it is
    with django_assert_num_queries(queries):
        page(client, url)


def more(rows: PublishedQuerySet[Any], **changed: Any) -> None:
    """Ten more rows like the first."""
    row = rows[0]
    citations = list(row.citations.all())
    for at in range(10):
        row.pk = f"more-{at}"
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(force_insert=True)
        row.citations.set(citations)


def test_more_rows_are_no_more_questions(client: Client, django_assert_num_queries: Any) -> None:
    more(Transfer.objects.published().filter(supplier="nso"), destination_id="de")
    more(Incident.objects.published().filter(vendor="nso"))
    more(Restriction.objects.published().filter(target="nso"))
    more(Product.objects.published().filter(vendor="nso"), technology="biometrics")
    with django_assert_num_queries(47):
        page(client, "/parties/nso/")
    with django_assert_num_queries(6):
        page(client, "/vendors/")
    with django_assert_num_queries(4):
        page(client, "/products/")


@pytest.mark.parametrize("url", ["/vendors/", "/end-users/", "/products/"])
def test_every_figure_leads_to_as_many_records(client: Client, url: str) -> None:
    figures = re.findall(
        r'<td[^>]*class="number"[^>]*><a href="([^"]+)">(\d+)</a>', page(client, url)
    )
    assert len(figures) > 20
    for leads_to, number in figures[:30]:
        assert counted(client, leads_to) == int(number), leads_to


@pytest.mark.parametrize("known", ["", "?known=2016-06-29"])
def test_the_figures_of_a_profile_lead_to_as_many_records(client: Client, known: str) -> None:
    text = page(client, f"/parties/hacking-team/{known}")
    figures = re.findall(r'<td[^>]*class="number"[^>]*><a href="([^"]+)">(\d+)</a>', text)
    assert len(figures) > 5
    for leads_to, number in figures[:8]:
        assert counted(client, leads_to) == int(number), leads_to
    total = re.search(r'<a href="(/transfers/\?supplier[^"]+)">(\d+) transfers</a>', text)
    assert total
    assert counted(client, total[1]) == int(total[2])


DRAWN = {"Network", "Timeline", "From seller to buyer"}


def test_the_first_section_of_a_profile_is_what_matters_for_the_role(client: Client) -> None:
    first = {
        "nso": "Products",
        "us-ice": "What it received",
        "mise": "Licences",
        "privacy-international": "Letters it sent",
    }
    for party, heading in first.items():
        told = [one for one in headings(page(client, f"/parties/{party}/")) if one not in DRAWN]
        assert told[1] == heading


def test_a_profile_gives_names_in_each_script_and_where_they_are_stated(client: Client) -> None:
    text = page(client, "/parties/nso/")
    assert '<bdi lang="he">אן־אס־או</bdi>' in text
    assert "Hebrew" in text
    assert "general knowledge, no source states it" in text
    assert "renamed to" in page(client, "/parties/hacking-team/").lower()


def test_the_letters_to_a_party_say_what_it_did(client: Client) -> None:
    text = page(client, "/parties/mise/")
    assert headings(text).index("Letters to it, and what it did") > 0
    assert 'class="silence"' in text


def test_a_profile_shows_only_what_could_be_known_on_the_day(client: Client) -> None:
    before = page(client, "/parties/nso/?known=2021-07-17")
    after = page(client, "/parties/nso/?known=2021-11-30")
    assert "Measures against it" not in before
    assert "Measures against it" in after
    first, then = (
        re.search(r'#enabled">.*?</a> <span class="quiet">(\d+)', text, re.DOTALL)
        for text in (before, after)
    )
    assert first
    assert then
    assert int(first[1]) < int(then[1])
    notes = [party.note for party in PACK.parties if party.id == "nso"]
    assert notes[0]
    assert notes[0] not in after


def test_links_stay_with_the_day(client: Client) -> None:
    text = page(client, "/parties/area/?known=2016-06-29")
    assert "/transfers/?supplier=area&known=2016-06-29" in text
    assert "/countries/it/?known=2016-06-29" in text


@pytest.mark.parametrize(
    "url", ["/parties/nso/", "/products/pegasus/", "/restrictions/res-us-el-candiru-2021/"]
)
def test_a_record_that_nobody_could_know_says_so(client: Client, url: str) -> None:
    text = page(client, f"{url}?known=2009-01-01")
    assert "Nothing that is on record here of this was published by 1 January 2009" in text
    assert headings(text) == []


def test_whom_a_record_names_is_known_from_that_record(client: Client) -> None:
    """Area's own sources came out in 2017, the licence that names it was reported in 2016."""
    text = page(client, "/parties/area/?known=2016-06-29")
    assert "Egypt" in text
    assert "3 sources published after 29 June 2016 are not shown" in text
    assert "/parties/area/" in page(client, "/vendors/?known=2016-06-29&country=it")


def test_a_later_record_of_the_pack_makes_a_party_known_earlier() -> None:
    known = Party.objects.get(pk="area").known_from
    (egypt,) = (t for t in PACK.transfers if t.id == "tr-area-egypt-trd")
    early = msgspec.structs.replace(egypt, id="tr-early", reported="2005-02-03")
    load(msgspec.structs.replace(PACK, transfers=(*PACK.transfers, early)), now=timezone.now())
    assert str(Party.objects.get(pk="area").known_from) == "2005-02-03"
    assert str(Product.objects.get(pk=egypt.product).known_from) == "2005-02-03"
    load(PACK, now=timezone.now())
    assert Party.objects.get(pk="area").known_from == known


def test_a_withdrawn_record_is_nowhere(client: Client) -> None:
    Transfer.objects.filter(pk="tr-area-egypt-trd").update(withdrawn_since=timezone.now())
    assert client.get("/transfers/tr-area-egypt-trd/").status_code == 404
    assert "tr-area-egypt-trd" not in page(client, "/transfers/?supplier=area")
    Party.objects.filter(pk="nso").update(withdrawn_since=timezone.now())
    assert client.get("/parties/nso/").status_code == 404
    assert "/parties/nso/" not in page(client, "/vendors/")


def test_a_transfer_leads_to_licences_letters_and_its_assessment(client: Client) -> None:
    text = page(client, "/transfers/tr-area-egypt-trd/")
    assert "/licences/lic-area-egypt-2016/" in text
    assert "Letters about it" in headings(text)
    found = re.search(r'href="(/assess/\?[^"]+)"', text)
    assert found
    assessed = page(client, found[1])
    assert "Area SpA" in assessed
    assert "date=2016-06-28" in found[1]


def test_the_stage_of_a_transfer_is_told_as_far_as_it_was_known(client: Client) -> None:
    url = "/transfers/tr-area-egypt-trd/"
    assert "licensed, then revoked" in page(client, url)
    then = page(client, f"{url}?known=2016-06-29")
    assert "then revoked" not in then
    assert "licensed" in then
    rows = page(client, "/transfers/?supplier=area&known=2016-06-29").split("<tbody>")[1]
    assert "then revoked" not in rows


def test_a_filtered_list_holds_what_fits_and_says_what_it_was_narrowed_to(client: Client) -> None:
    held = [t for t in PACK.transfers if t.supplier == "nso" and t.destination == "mx"]
    text = page(client, "/transfers/?supplier=nso&destination=mx")
    assert set(re.findall(r'href="/transfers/(tr-[^/]+)/', text)) == {t.id for t in held}
    assert re.search(r"Supplier: <a href=\"/parties/nso/\">NSO Group</a>", text)


def test_vendors_of_a_technology_are_those_that_sold_or_make_it(client: Client) -> None:
    code = "undersea-cable-tap"
    sold = {t.supplier for t in PACK.transfers if t.technology == code}
    made = {p.vendor for p in PACK.products if p.technology == code}
    text = page(client, f"/vendors/?technology={code}")
    assert set(re.findall(r'<th scope="row"><a href="/parties/([^/]+)/', text)) == sold | made


@pytest.mark.parametrize("url", LISTS)
def test_what_cannot_be_used_is_said_and_breaks_nothing(client: Client, url: str) -> None:
    for value in NASTY:
        for asked in (dict.fromkeys(FILTERS, value), {"page": value}, {"known": value}):
            assert client.get(url, asked).status_code == 200, asked


def test_an_unknown_value_is_named_and_narrows_nothing(client: Client) -> None:
    every = counted(client, "/transfers/")
    assert counted(client, "/transfers/?supplier=nobody&stage=dreamt&year=16") == every
    text = page(client, "/transfers/?supplier=nobody&stage=dreamt&year=16")
    assert "There is no record “nobody”." in text
    assert text.count('class="problem"') >= 3


def test_pages_of_a_list_keep_its_filters(client: Client) -> None:
    text = page(client, "/transfers/?technology=intrusion-spyware")
    assert "?technology=intrusion-spyware&page=2" in text
    first, second = (
        re.findall(r'href="/transfers/(tr-[^/]+)/', page(client, f"/transfers/?page={n}"))
        for n in (1, 2)
    )
    assert len(first) == 50
    assert not set(first) & set(second)


def stated(told: Any, source: str) -> Iterator[Any]:
    """Each statement of the pack that names a source, at whatever depth."""
    if isinstance(told, msgspec.Struct):
        if source in getattr(told, "sources", ()):
            yield told
        for name in told.__struct_fields__:
            yield from stated(getattr(told, name), source)
    elif isinstance(told, tuple):
        for one in told:
            yield from stated(one, source)


@pytest.mark.parametrize(
    "source", ["spyfiles-docs", "joint-letter-2021", "pi-area-egypt-2017-01", "eumatrix-swd-2026"]
)
def test_a_source_leads_to_every_statement_that_rests_on_it(client: Client, source: str) -> None:
    rest = sum(1 for noun in PACK.__struct_fields__ for _ in stated(getattr(PACK, noun), source))
    text = page(client, f"/sources/{source}/")
    assert f"{rest} statements name it as a source" in text
    below = text.split('id="supports"')[1].split("</main>")[0]
    assert len(re.findall(r"<li>", below)) == rest


def test_sources_are_filtered_by_language_kind_year_and_publisher(client: Client) -> None:
    held = [s for s in PACK.sources if s.language == "it" and s.kind == "news"]
    assert counted(client, "/sources/?language=it&kind=news") == len(held)
    held = [s for s in PACK.sources if (s.published or "").startswith("2016")]
    assert counted(client, "/sources/?year=2016") == len(held)
    held = [s for s in PACK.sources if "citizen lab" in s.publisher.casefold()]
    assert counted(client, "/sources/?publisher=citizen+lab") == len(held)


def test_a_source_that_was_not_out_is_not_shown(client: Client) -> None:
    text = page(client, "/sources/joint-letter-2021/?known=2021-07-26")
    assert "Nothing that is on record here of this was published by 26 July 2021" in text
    assert "joint-letter-2021" not in page(client, "/sources/?year=2021&known=2021-07-26")
