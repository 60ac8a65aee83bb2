"""What is known on a day: nothing that was published later."""

from hypothesis import given
from hypothesis import strategies as st

from enduse.evidence import Source, first_day, last_day
from enduse.interchange.pack import read_pack
from enduse.record import HINDSIGHT, Record
from enduse.trade import Decision, Incident, Licence, Pack, Party, Restriction

NEWS = Source(
    id="news", title="Report", publisher="The Daily Example", published="2015-03",
    language="en", kind="news", read="full",
)  # fmt: skip
UNDATED = Source(
    id="undated", title="Leaflet", publisher="Nobody", language="en", kind="report", read="full"
)
AUTHORITY = Party(
    id="authority", name="Office of Exports", kind="authority", country="it", confidence="high",
    sources=("news",),
)  # fmt: skip


def incident(**said: object) -> Incident:
    fields: dict[str, object] = {
        "id": "case", "title": "Letters read", "perpetrator_country": "eg", "reported": "2015-03",
        "victims": {"journalist": None}, "count_type": "targeted-or-infected",
        "harms": ("chilling",), "evidence": ("press",), "strength": "documented",
        "confidence": "high", "sources": ("news",),
    }  # fmt: skip
    return Incident(**(fields | said))  # type: ignore[arg-type]


def test_a_month_counts_as_known_from_its_last_day() -> None:
    record = Record(Pack(sources=(NEWS,), incidents=(incident(),)))
    assert not record.known_on("2015-03-30").incidents_in("eg")
    assert record.known_on("2015-03-31").incidents_in("eg")


def test_what_was_never_reported_is_known_from_its_first_source_else_with_hindsight_only() -> None:
    freeze = Restriction(
        id="freeze", target="authority", authority="authority", measure="asset-freeze",
        date="2011", confidence="high", sources=("news", "undated"),
    )  # fmt: skip
    dark = Restriction(
        id="dark", target="authority", authority="authority", measure="divestment",
        date="2011", confidence="high", sources=("undated",),
    )  # fmt: skip
    record = Record(Pack(sources=(NEWS, UNDATED), restrictions=(freeze, dark)))
    assert not record.known_on("2014-12-31").restrictions_on("authority")
    assert [r.id for r in record.known_on("2016-01-01").restrictions_on("authority")] == ["freeze"]
    assert len(record.known_on(HINDSIGHT).restrictions_on("authority")) == 2


def test_an_authority_knows_its_own_decision_before_the_press_does() -> None:
    licence = Licence(
        id="licence", exporter="maker", authority="authority", item="probe", kind="individual",
        destinations=("eg",), confidence="high", sources=("news",),
        decisions=(Decision(date="2015-01-10", decision="granted", sources=("news",)),),
    )  # fmt: skip
    record = Record(Pack(sources=(NEWS,), parties=(AUTHORITY,), licences=(licence,)))
    known = record.known_on("2015-02-01")
    assert [d.decision for d in known.decisions(licence, "it")] == ["granted"]
    assert not known.decisions(licence, "fr")
    assert record.known_on("2015-04-01").decisions(licence, "fr")


def test_figures_are_those_that_were_out() -> None:
    record = Record(read_pack())
    years = {f.measure.id: f.year for f in record.known_on("2016-06-29").figures("eg")}
    assert years["pts"] == 2014
    assert all(year < 2016 for year in years.values())
    assert not record.known_on("1990-01-01").figures("eg")


@given(st.dates(), st.dates())
def test_knowledge_only_grows(one: object, other: object) -> None:
    early, late = sorted([str(one), str(other)])
    record = RECORD
    for country in ("eg", "sy", "mx"):
        before = {i.id for i in record.known_on(early).incidents_in(country)}
        assert before <= {i.id for i in record.known_on(late).incidents_in(country)}


@given(st.dates().map(str))
def test_a_partial_date_spans_the_days_it_can_mean(day: str) -> None:
    for precision in (4, 7, 10):
        assert first_day(day[:precision]) <= day <= last_day(day[:precision])


RECORD = Record(read_pack())
