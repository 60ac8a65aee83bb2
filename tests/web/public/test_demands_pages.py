"""Statements, the matrix of demands, and pledges that licences followed."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from msgspec.structs import replace

from enduse.interchange.pack import read_pack
from enduse.law.addressees import members
from enduse.record import HINDSIGHT
from enduse.record.standing import Totals, matrix
from enduse.trade import Decision, Licence
from enduse.web.demands.models import Commitment, Demand, DemandAddressee, Member, Statement
from enduse.web.pack import campaign_record, current_record, load
from enduse.web.public.views.demands.pledged import reviewed
from enduse.web.public.views.demands.standings import by_addressee, laid_out, tables
from enduse.web.registry.models import Country, Party

pytestmark = pytest.mark.django_db
CAUSE = "/statements/st-cause-launch-2014/"
LETTER = "/statements/st-joint-letter-2021/"
SPYWARE = "/statements/st-joint-spyware-2023/"
WASSENAAR = "/statements/st-cause-wassenaar-2014/"


def page(client: Client, address: str, **said: str) -> str:
    answer = client.get(address, said)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def queries(client: Client, address: str) -> int:
    current_record()
    campaign_record()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def part(text: str, term: str) -> str:
    """What stands under a term of the list of facts."""
    return text.partition(f"<dt>{term}</dt>")[2].partition("<dt>")[0]


def test_cause_shows_seven_members_ten_countries_six_technologies(client: Client) -> None:
    text = page(client, CAUSE)
    assert len(re.findall(r'href="/parties/', part(text, "Members on record by name"))) == 7
    assert len(re.findall(r'href="/countries/', part(text, "Countries it names"))) == 10
    named = part(text, "Technologies it names")
    lines = re.findall(r"<li>(.*?)</li>", named)
    assert len(lines) == 6
    assert all('href="/technologies/' in line for line in lines)


def test_every_technology_that_is_named_has_a_page(client: Client) -> None:
    for row in Statement.objects.published():
        assert all(codes for _, codes in row.technologies), row.pk
    for code in set(re.findall(r'href="(/technologies/[^"]+)"', page(client, CAUSE))):
        page(client, code)


def test_the_letter_counts_two_kinds_and_says_how_many_are_named(client: Client) -> None:
    text = plain(page(client, LETTER))
    assert "146 organisations and 28 independent experts" in text
    row = Statement.objects.get(pk="st-joint-letter-2021")
    named = len(row.by_name)
    assert f"{named} of the organisations are on record by name" in text
    Member.objects.create(statement=row, party_id="hrw", position=0)
    assert f"{named + 1} of the organisations" in plain(page(client, LETTER))


def test_sources_that_differ_stand_side_by_side(client: Client) -> None:
    text = page(client, LETTER)
    blocks = re.findall(r'<div class="differ">(.*?)<h3>|<div class="differ">(.*?)<dl', text)
    told = [plain("".join(block)) for block in blocks]
    assert any("146" in block and "156" in block for block in told)
    assert any("28" in block and "26" in block for block in told)


def test_states_join_in_waves_and_leave_again(client: Client) -> None:
    text = page(client, SPYWARE)
    told = r'<p class="when">([^<,]+)[^<]*</p> <p class="what"><strong>(\d+) st'
    waves = re.findall(told, text)
    assert waves == [("30 March 2023", "11"), ("18 March 2024", "6"), ("22 September 2024", "4")]
    assert "left again" not in text
    Commitment.objects.filter(statement="st-joint-spyware-2023", country="pl").update(
        withdrawn="2025-02"
    )
    assert "left again February 2025" in plain(page(client, SPYWARE))


def test_later_waves_are_not_known_before(client: Client) -> None:
    text = page(client, SPYWARE, known="2023-12-31")
    assert "30 March 2023" in text
    assert "/countries/pl/" not in text


def test_a_demand_shows_where_each_addressee_stands_and_why(client: Client) -> None:
    text = page(client, LETTER)
    _, _, after = text.partition('id="dem-jl-il-bg-cy-revoke-bg"')
    told = plain(after.partition("</li> <li id=")[0])
    assert "disputed" in told
    assert "authority says no licence was issued to NSO Group" in told
    assert "/sources/capital-bg-nso-2021/" in after.partition("</li> <li id=")[0]


def test_a_group_is_counted_by_its_members_or_said_not_to_be(client: Client) -> None:
    assert "of 41 members nothing is on record" in plain(page(client, WASSENAAR))
    assert "All states : not counted" in plain(page(client, CAUSE)).replace("states:", "states :")


def test_a_statement_leads_to_the_letters_that_raise_it(client: Client) -> None:
    assert "/outreach/out-cause-wassenaar-2014/" in page(client, WASSENAAR)


@pytest.mark.parametrize(
    ("asked", "found", "left_out"),
    [
        ({"type": "coalition-launch"}, "st-cause-launch-2014", "st-joint-letter-2021"),
        ({"year": "2021"}, "st-joint-letter-2021", "st-cause-launch-2014"),
        ({"issuer": "cause"}, "st-cause-launch-2014", "st-joint-letter-2021"),
        ({"technology": "undersea-cable-tap"}, "st-cause-launch-2014", "st-joint-letter-2021"),
        ({"country": "rw"}, "st-joint-letter-2021", "st-cause-launch-2014"),
        ({"country": "nz"}, "st-joint-spyware-2023", "st-joint-letter-2021"),
        ({"country": "bg"}, "st-joint-letter-2021", "st-cause-launch-2014"),
        ({"known": "2014-12-31"}, "st-cause-launch-2014", "st-joint-letter-2021"),
    ],
    ids=str,
)
def test_filters_of_statements(
    client: Client, asked: dict[str, str], found: str, left_out: str
) -> None:
    text = page(client, "/statements/", **asked)
    assert f"/statements/{found}/" in text
    assert f"/statements/{left_out}/" not in text


def test_the_matrix_adds_up_to_the_totals_of_the_core(client: Client) -> None:
    record, _ = current_record()
    told = matrix(record.pack.demands, record, day=HINDSIGHT, members=members).totals
    every = tables(laid_out(record.pack.demands, record, None), record, lambda _: True)
    total = sum((counts for _, counts in by_addressee(every)), start=type(every[0].total)())
    for name in Totals.__struct_fields__[:6]:
        assert total[name.replace("_", "-")] == getattr(told, name), name
    text = page(client, "/demands/")
    assert re.search(rf'<a href="\?standing=not-known">{told.not_known}</a>', text)


def test_rows_and_columns_of_a_table_have_one_sum() -> None:
    record, _ = current_record()
    for table in tables(laid_out(record.pack.demands, record, None), record, lambda _: True):
        rows: Any = sum((line.counts for line in table.lines), start=type(table.total)())
        assert rows == table.total


def test_a_screen_reader_finds_its_way_in_the_matrix(client: Client) -> None:
    text = page(client, "/demands/")
    found = re.findall(r'<table class="records matrix">(.*?)</table>', text)
    assert found
    for table in found:
        assert "<caption" in table
        heads = re.findall(r"<th scope=\"col\">", table)
        for row in re.findall(r"<tr>(.*?)</tr>", table)[1:]:
            assert row.startswith('<th scope="row">')
            cells = re.findall(r"<td>(.*?)</td>", row)
            assert len(cells) + 1 == len(heads)
            assert all(plain(cell).strip() for cell in cells)


def test_every_cell_leads_to_its_evidence(client: Client) -> None:
    links = re.findall(r'href="(/statements/[^"#]+/)#(dem-[^"]+)"', page(client, "/demands/"))
    assert len(links) > 90
    for address in {address for address, _ in links}:
        ids = re.findall(r'id="([^"]+)"', page(client, address))
        assert len(ids) == len(set(ids))
        assert {anchor for at, anchor in links if at == address} <= set(ids)


def test_the_rule_stands_above_the_matrix(client: Client) -> None:
    text = page(client, "/demands/")
    assert text.index("/method/#demands") < text.index('id="matrix"')
    for address, anchor in (("/demands/", "demands"), ("/pledges/", "pledges")):
        assert f"/method/#{anchor}" in page(client, address)
        assert f'id="{anchor}"' in page(client, "/method/")


@pytest.mark.parametrize(
    ("asked", "found", "left_out"),
    [
        ({"statement": "st-pega-cyprus-2023"}, "dem-pegacy-assess", "dem-jl-moratorium"),
        ({"addressee": "cy"}, "dem-pegacy-assess", "dem-jl-moratorium"),
        ({"addressee": "novalpina"}, "dem-novalpina-transparent", "dem-pegacy-assess"),
        ({"addressee": "wassenaar-states"}, "dem-cause14-restraint", "dem-pegacy-assess"),
        ({"standing": "not-met"}, "dem-pega-rules", "dem-jl-moratorium"),
        ({"addressee": "cy", "standing": "disputed"}, "dem-pegacy-assess", "dem-pegacy-report"),
        ({"known": "2015-01-01"}, "dem-cause14-restraint", "dem-jl-moratorium"),
    ],
    ids=str,
)
def test_filters_of_the_matrix(
    client: Client, asked: dict[str, str], found: str, left_out: str
) -> None:
    text = page(client, "/demands/", **asked)
    assert f"#{found}-" in text
    assert f"#{left_out}-" not in text


def test_a_position_is_not_known_before_its_source(client: Client) -> None:
    assert "#dem-pega-rules-eu" in page(client, "/demands/", standing="not-met")
    assert "Nothing fits" in page(client, "/demands/", standing="not-met", known="2023-07-01")


BAD = ("", "zz", "-1", "9999999999999", "\x00", "2016-13-45", "é" * 300, "' OR 1=1 --")


@pytest.mark.parametrize("value", BAD, ids=lambda value: repr(value)[:12])
def test_what_cannot_be_used_narrows_nothing(client: Client, value: str) -> None:
    for name in ("type", "year", "issuer", "technology", "country", "known", "page"):
        page(client, "/statements/", **{name: value})
    for name in ("statement", "addressee", "standing", "known"):
        assert "dem-jl-moratorium" in page(client, "/demands/", **{name: value})
    page(client, "/pledges/", known=value)
    page(client, LETTER, known=value)


def test_before_its_first_source_a_statement_is_not_known(client: Client) -> None:
    assert "It is on record from" in plain(page(client, LETTER, known="2020-01-01"))


def test_what_is_withdrawn_is_gone(client: Client) -> None:
    Statement.objects.filter(pk="st-joint-letter-2021").update(withdrawn_since=timezone.now())
    assert client.get(LETTER).status_code == 404
    assert LETTER not in page(client, "/statements/")
    assert LETTER not in page(client, "/demands/")


PINNED = {
    "/statements/": 7,
    CAUSE: 17,
    LETTER: 18,
    WASSENAAR: 22,
    SPYWARE: 16,
    "/demands/": 3,
    "/pledges/": 2,
}


@pytest.mark.parametrize("address", PINNED)
def test_the_number_of_queries_is_pinned(client: Client, address: str) -> None:
    """What a page has none of, the pack may have tomorrow: the most that it may ask."""
    assert queries(client, address) <= PINNED[address]


def test_more_rows_cost_no_more_queries(client: Client) -> None:
    row = Statement.objects.get(pk="st-joint-letter-2021")
    Commitment.objects.create(statement=row, country_id="nz", status="signed", position=99)
    before = {address: queries(client, address) for address in ("/statements/", LETTER)}
    for n, party in enumerate(Party.objects.published()[:20]):
        Member.objects.create(statement=row, party=party, position=n)
        demand = Demand.objects.create(
            statement=row, code=f"dem-example-{n}", text="…", position=100 + n
        )
        DemandAddressee.objects.create(demand=demand, party=party, position=0)
        Commitment.objects.create(
            statement=row, country=Country.objects.all()[n], status="signed", position=n
        )
    for n in range(5):
        other = Statement.objects.get(pk="st-cause-launch-2014")
        other.pk = f"st-example-{n}"
        other.save(force_insert=True)
    assert {address: queries(client, address) for address in before} == before
    assert "dem-example-19" in page(client, LETTER)


@pytest.fixture
def licensed_after_the_pledge() -> Licence:
    """An invented licence for spyware to Egypt, granted by Italy after the pledge it supports."""
    pack = read_pack()
    (authority,) = (p for p in pack.parties if p.country == "it" and p.id == "mise")
    source = pack.demands[0].sources[0]
    licence = Licence(
        id="lic-example",
        exporter="hacking-team",
        authority=authority.id,
        destinations=("eg",),
        item="Intrusion software for an intelligence service",
        technology="intrusion-spyware",
        end_user="egypt-gov",
        kind="individual",
        decisions=(Decision(date="2025-09-01", decision="granted", sources=(source,)),),
        confidence="high",
        sources=(source,),
    )
    load(replace(pack, licences=(*pack.licences, licence)), now=timezone.now())
    return licence


def test_no_alert_is_said_to_be_none_on_record(client: Client) -> None:
    text = plain(page(client, "/pledges/"))
    assert "0 alerts" in text
    record, _ = current_record()
    assert f"Grants of licences on record {reviewed(record).grants} " in text


def test_a_licence_after_a_pledge_raises_an_alert_with_all_that_it_rests_on(
    client: Client, licensed_after_the_pledge: Licence
) -> None:
    text = page(client, "/pledges/")
    assert f"/licences/{licensed_after_the_pledge.id}/" in text
    assert "/statements/st-pallmall-code-2025/" in text
    assert "Licence to be refused" in text or "Prohibited" in text
    (link,) = set(re.findall(r'href="(/assess/\?[^"]+)"', text))
    told = plain(page(client, link.replace("&amp;", "&")))
    assert "1 September 2025" in told or "2025-09-01" in told
    assert "A licence is no delivery." in plain(text)


def test_an_alert_is_not_known_before_the_grant(
    client: Client, licensed_after_the_pledge: Licence
) -> None:
    text = page(client, "/pledges/", known="2025-08-31")
    assert licensed_after_the_pledge.id not in text
