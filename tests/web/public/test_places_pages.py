"""Countries, technologies, incidents and policies: what their pages say, to the record."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from enduse.evidence import last_day
from enduse.interchange.pack import read_pack
from enduse.law.entries import entries
from enduse.taxonomy import TECHNOLOGIES
from enduse.web.public.views.places.incidents import PROVES
from enduse.web.registry.models import Country, Incident, Policy, Transfer
from enduse.web.registry.models.fields import words_of

pytestmark = pytest.mark.django_db
PACK = read_pack()
LISTS = ("/countries/", "/technologies/", "/incidents/", "/policies/")
FILTERS = (
    "country", "suffered", "technology", "vendor", "product", "end_user", "victims", "kind",
    "strength", "year", "pledge", "page", "known",
)  # fmt: skip
NASTY = ("", "x", "-1", "0", "99999999999999999999", "\x00", "' OR 1=1 --", "é" * 300, "2016-02-30")


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return unescape(answer.content.decode())


def words(text: str) -> str:
    """What a reader reads of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def counted(client: Client, url: str) -> int:
    found = re.search(r'<p class="count">(\d+) ', page(client, url))
    assert found, url
    return int(found[1])


def sections(text: str) -> list[str]:
    return re.findall(r'<section aria-labelledby="([^"]+)"', text)


def test_the_pegasus_project_stands_with_its_counts_and_what_they_do_not_prove(
    client: Client,
) -> None:
    text = words(page(client, "/incidents/inc-pegasus-project-2021/"))
    for said in (
        "Journalists at least 180",
        "Politicians at least 600",
        "Human rights defenders at least 85",
        "Business people at least 65",
        "All selected, as the source counts them 50,000",
        "Selected as a potential target.",
        "Being selected does not prove that an attack was attempted",
        "more than 80 journalists working on it",
    ):
        assert said in text


def test_where_sources_differ_both_stand_side_by_side(client: Client) -> None:
    text = page(client, "/incidents/inc-pegasus-project-2021/")
    (block,) = re.findall(r'<div class="differ">(.*?)</ul></div></div>', text, re.DOTALL)
    told = [words(one) for one in block.split("<div>")[1:]]
    assert [one.split()[0] for one in told] == ["16", "17"]
    assert "27 July 2021" in told[0]
    assert "24 July 2021" in told[1]


def test_a_number_is_shown_from_the_day_on_which_its_source_was_out(client: Client) -> None:
    text = page(client, "/incidents/inc-pegasus-project-2021/?known=2021-07-25")
    assert 'class="differ"' not in text
    assert "17 media organisations" in words(text)
    assert "journalists working on it" not in text


def test_every_way_of_counting_says_what_it_does_not_prove() -> None:
    told = words_of(type(PACK.incidents[0]), "count_type")
    assert set(PROVES) == set(told)
    assert all("not" in str(PROVES[word]) or "No " in str(PROVES[word]) for word in told)


@pytest.mark.parametrize("model", [Incident, Policy])
def test_the_page_of_a_record_names_it(client: Client, model: Any) -> None:
    records = model.objects.published()
    for record in [*records[:3], *records.order_by("-pk")[:3]]:
        named = record.country.name if model is Policy else record.title
        assert named in page(client, record.get_absolute_url())


@pytest.mark.parametrize(
    ("url", "queries"),
    [
        ("/countries/", 12),
        ("/countries/eg/", 36),
        ("/countries/it/", 38),
        ("/technologies/", 8),
        ("/technologies/intrusion-spyware/", 16),
        ("/incidents/", 6),
        ("/incidents/?vendor=nso", 7),
        ("/incidents/inc-pegasus-project-2021/", 10),
        ("/policies/", 6),
        ("/policies/policy-it/", 9),
    ],
)
def test_a_page_asks_the_database_a_fixed_number_of_questions(
    client: Client, django_assert_num_queries: Any, url: str, queries: int
) -> None:
    with django_assert_num_queries(queries):
        page(client, url)


def test_more_rows_are_no_more_questions(client: Client, django_assert_num_queries: Any) -> None:
    for model, kept in ((Transfer, {"destination": "eg"}), (Incident, {"vendor": "nso"})):
        row = model.objects.published().filter(**kept)[0]
        citations = list(row.citations.all())
        for at in range(10):
            row.pk = f"more-{at}"
            row.save(force_insert=True)
            row.citations.set(citations)
    for url, queries in (("/countries/eg/", 36), ("/incidents/", 6), ("/technologies/", 8)):
        with django_assert_num_queries(queries):
            page(client, url)


def test_every_figure_of_the_lists_leads_to_as_many_records(client: Client) -> None:
    for url in ("/countries/", "/technologies/", "/countries/?technology=mobile-interception-imsi"):
        figures = re.findall(
            r'<td[^>]*class="number"[^>]*><a href="([^"]+)">(\d+)</a>', page(client, url)
        )
        assert len(figures) > 10
        for leads_to, number in figures[:14]:
            assert counted(client, leads_to) == int(number), leads_to


@pytest.mark.parametrize("url", ["/countries/it/", "/countries/eg/?known=2016-06-29"])
def test_every_figure_of_a_country_leads_to_as_many_records(client: Client, url: str) -> None:
    figures = re.findall(r'<a href="([^"]+)">(\d+)(?: \w+)?</a>', page(client, url))
    assert len(figures) > 5
    for leads_to, number in figures[:12]:
        assert counted(client, leads_to) == int(number), leads_to


def test_a_country_stands_as_seller_and_as_buyer(client: Client) -> None:
    italy = sections(page(client, "/countries/it/"))
    assert {"vendors", "sent", "decided", "policy", "joined"} <= set(italy)
    egypt = sections(page(client, "/countries/eg/"))
    assert {"went_in", "end_users", "licensed", "did", "named"} <= set(egypt)


def test_silence_is_not_shown_as_praise(client: Client) -> None:
    text = page(client, "/countries/tv/")
    assert set(sections(text)) <= {"figures"}
    assert "That says what is on record here, not what happened." in text


def test_the_newest_figures_of_a_country_are_those_out_on_the_day(client: Client) -> None:
    italy = next(c for c in PACK.places.countries if c.code == "it")
    index = next(i for i in PACK.places.indices if i.id == "libdem")
    out = [y for y in italy.figures["libdem"] if last_day(index.published[y]) <= "2018-06-01"]
    text = words(page(client, "/countries/it/?known=2018-06-01"))
    assert f"{italy.figures['libdem'][max(out)]} for {max(out)}" in text
    assert f"for {max(italy.figures['libdem'])};" in words(page(client, "/countries/it/"))
    assert max(italy.figures["libdem"]) != max(out)


def test_every_technology_has_a_page_with_its_entries_in_order(client: Client) -> None:
    for code, technology in TECHNOLOGIES.items():
        text = page(client, f"/technologies/{code}/")
        assert technology.summary in words(text)
        listed = sum(len(e.listed) for e in entries() if code in e.technologies)
        table = text.split("Control-list entries")[1].split("</table>")[0] if listed else ""
        assert table.count("<tr>") == listed + bool(listed)


def test_no_entry_stands_before_a_list_took_it_up(client: Client) -> None:
    text = words(page(client, "/technologies/intrusion-spyware/?known=2014-12-30"))
    assert "4.A.5" in text
    assert "1382/2014" not in text
    assert "1382/2014" in page(client, "/technologies/intrusion-spyware/?known=2014-12-31")


def test_the_six_families_that_campaigners_named_are_reached_from_the_list(client: Client) -> None:
    text = page(client, "/technologies/")
    below = text.split("As campaigners named them, 4 April 2014")[1].split("</section>")[0]
    families = re.findall(r"<li>(.*?)</li>", below, re.DOTALL)
    assert len(families) == 6
    for family in families:
        assert re.search(r'href="/technologies/[a-z0-9-]+/"', family), family


def test_an_incident_counts_for_the_maker_of_the_product_too(client: Client) -> None:
    product = {p.id: p.vendor for p in PACK.products}
    held = {
        i.id
        for i in PACK.incidents
        if i.vendor == "cytrox" or product.get(i.product or "") == "cytrox"
    }
    text = page(client, "/incidents/?vendor=cytrox")
    assert set(re.findall(r'href="/incidents/(inc-[^/]+)/', text)) == held
    assert held


def test_incidents_are_filtered_by_the_people_and_the_places(client: Client) -> None:
    held = [i for i in PACK.incidents if "lawyer" in i.victims]
    assert counted(client, "/incidents/?victims=lawyer") == len(held)
    held = [i for i in PACK.incidents if "mx" in i.victim_countries]
    assert counted(client, "/incidents/?suffered=mx") == len(held)
    held = [i for i in PACK.incidents if i.count_type == "alerted-by-platform"]
    assert counted(client, "/incidents/?kind=alerted-by-platform") == len(held)


def test_a_policy_gives_pledges_in_waves_and_inquiries(client: Client) -> None:
    text = words(page(client, "/policies/policy-at/"))
    assert "endorsed 22 September 2024 3" in text
    assert "Draft report: home of makers and sellers of spyware" in text


def test_the_description_of_a_policy_is_not_shown_before_all_it_rests_on_was_out(
    client: Client,
) -> None:
    then = page(client, "/policies/policy-at/?known=2012-06-01")
    assert "2021/821" not in then
    assert "pall-mall" not in then
    assert "so it is not shown" in then
    assert "2021/821" in page(client, "/policies/policy-at/")
    rows = page(client, "/policies/?known=2012-06-01").split("<tbody>")[1]
    assert "not shown for that day" in rows


def test_a_country_without_records_and_one_that_does_not_exist(client: Client) -> None:
    assert Country.objects.filter(pk="tv").exists()
    assert client.get("/countries/zz/").status_code == 404
    assert client.get("/technologies/mind-reading/").status_code == 404
    assert client.get("/incidents/no-such/").status_code == 404


@pytest.mark.parametrize("url", LISTS)
def test_what_cannot_be_used_is_said_and_breaks_nothing(client: Client, url: str) -> None:
    for value in NASTY:
        for asked in (dict.fromkeys(FILTERS, value), {"page": value}, {"known": value}):
            assert client.get(url, asked).status_code == 200, asked
