"""The stories that the project began with are in the pack, whole and with who says so."""

from typing import Any

from enduse.evidence import last_day
from enduse.interchange.pack import read_pack
from enduse.record import Record
from enduse.trade import Licence, Stated

PACK = read_pack()


def one(noun: str, wanted: str) -> Any:
    """The record of an id."""
    (found,) = (record for record in getattr(PACK, noun) if record.id == wanted)
    return found


def chain(licence: str) -> list[tuple[str, str]]:
    """Day and decision, in order."""
    found: Licence = one("licences", licence)
    return [(decision.date, decision.decision) for decision in found.decisions]


def said(facts: tuple[Stated, ...], what: str) -> dict[int | str, str]:
    """Each value that is stated of something, with how it is bounded."""
    return {fact.value: fact.bound for fact in facts if fact.what == what}


def test_cause_and_its_members() -> None:
    launch = one("demands", "st-cause-launch-2014")
    assert launch.date == "2014-04-04"
    assert set(launch.members) == {
        "amnesty",
        "hrw",
        "fidh",
        "privacy-international",
        "rsf",
        "digitale-gesellschaft",
        "oti",
    }
    assert set(launch.named_countries) == {
        "bh",
        "br",
        "ci",
        "eg",
        "et",
        "ly",
        "ng",
        "ma",
        "tm",
        "ae",
    }
    assert len(launch.technologies_named) == 6
    assert len(launch.demands) == 8
    assert said(launch.facts, "market-size-usd") == {5_000_000_000: "about"}
    source = one("sources", "cause-launch-2014")
    assert (source.url, source.published) == (None, "2014-04-04")


def test_the_joint_letter_of_27_july_2021_and_each_of_its_demands() -> None:
    letter = one("demands", "st-joint-letter-2021")
    assert letter.date == "2021-07-27"
    assert (letter.signatories.organisations, letter.signatories.experts) == (146, 28)
    assert [demand.id for demand in letter.demands if demand.addressees == ("all-states",)] == [
        "dem-jl-moratorium",
        "dem-jl-investigate",
        "dem-jl-licences",
        "dem-jl-hrdd",
        "dem-jl-licences-revoke",
        "dem-jl-hrdd-compel",
        "dem-jl-cease-own-use",
        "dem-jl-regulate",
    ]
    hosts = [demand.id for demand in letter.demands if "states-hosting-nso" in demand.addressees]
    assert hosts == [
        "dem-jl-il-bg-cy-revoke",
        "dem-jl-il-bg-cy-investigate",
        "dem-jl-il-bg-cy-statement",
    ]
    assert said(letter.facts, "signatory-organisations") == {146: "exact", 156: "exact"}


def test_the_pegasus_project_in_its_own_numbers() -> None:
    project = one("incidents", "inc-pegasus-project-2021")
    assert project.victims == {
        "journalist": 180,
        "politician": 600,
        "hrd": 85,
        "business": 65,
        "total_selected": 50_000,
    }
    assert set(project.at_least) == {"journalist", "politician", "hrd", "business"}
    assert project.count_type == "selected-as-potential-target"
    assert said(project.facts, "media-organisations") == {16: "exact", 17: "exact"}
    assert said(project.facts, "journalists-working-on-it") == {80: "more-than"}
    by_source = {f.value: f.sources for f in project.facts if f.what == "media-organisations"}
    assert by_source == {16: ("joint-letter-2021",), 17: ("amnesty-moratorium-relay-2021",)}
    president = one("incidents", "inc-france-head-of-state")
    assert (president.perpetrator_country, president.count_type) == (
        "ma",
        "selected-as-potential-target",
    )


def test_area_and_egypt_decision_by_decision() -> None:
    assert chain("lic-area-egypt-2016") == [
        ("2015-11-16", "applied"),
        ("2016-05-12", "frozen"),
        ("2016-06-13", "granted"),
        ("2016-07-07", "review-opened"),
        ("2017-01-23", "suspended"),
        ("2017-06-27", "revoked"),
    ]
    transfer = one("transfers", "tr-area-egypt-trd")
    assert (transfer.stage, transfer.delivered) == ("licensed-then-revoked", False)
    assert (transfer.end_user, transfer.reported) == ("egypt-trd", "2016-06-28")


def test_who_says_so_of_area_and_egypt() -> None:
    kinds = {source.id: source.kind for source in PACK.sources}
    said_by = {
        decision.decision: {kinds[source] for source in decision.sources}
        for decision in one("licences", "lic-area-egypt-2016").decisions
    }
    assert said_by == {
        "applied": {"news"},
        "frozen": {"news"},
        "granted": {"news", "parliament", "ngo-letter"},
        "review-opened": {"news", "ngo-letter", "government"},
        "suspended": {"news", "ngo-letter", "government"},
        "revoked": {"news", "ngo-letter"},
    }


def test_area_and_syria() -> None:
    assert chain("lic-area-syria-catchall-2012") == [("2012-09", "catch-all-imposed")]
    assert one("transfers", "tr-area-syria-ste").stage == "not-completed"
    tester = one("transfers", "tr-area-syria-us-equipment")
    assert (tester.period, tester.strength, tester.delivered) == ("2011-09-03", "confirmed", True)
    assert one("restrictions", "res-us-penalty-area-2014").date == "2014-09-17"


def test_hacking_team_decision_by_decision() -> None:
    assert chain("lic-ht-catchall-2014") == [
        ("2014-10-30", "catch-all-imposed"),
        ("2014-11", "catch-all-lifted"),
    ]
    licence = one("licences", "lic-ht-global-2015")
    assert (licence.kind, len(licence.destinations)) == ("global", 46)
    assert chain("lic-ht-global-2015")[:2] == [("2015-04-03", "granted"), ("2016-03-31", "revoked")]
    assert [decision for _, decision in chain("lic-ht-individual-18")] == [
        "applied",
        "frozen",
        "appealed",
    ]


def test_the_letters_to_the_italian_ministry_and_what_became_of_them() -> None:
    became = {
        round_.date: next(r.status for r in round_.responses if r.recipient == "mise")
        for round_ in PACK.outreach
        if "mise" in round_.recipients and "privacy-international" in round_.senders
    }
    assert became == {
        "2014": "no-reply",
        "2015-07-06": "no-reply",
        "2017-01-23": "answered-in-part",
        "2017-04-11": "no-reply",
    }
    january = one("outreach", "out-pi-cild-hermes-mise-2017-01")
    assert len(january.questions) == 4
    answer = january.responses[0]
    assert (answer.date, [a.question for a in answer.answers]) == ("2017-01-23", ["d"])
    assert {"lic-area-egypt-2016", "tr-area-egypt-trd", "st-ep-egypt-2016"} <= set(january.about)


def test_the_24_companies_asked_in_july_2022() -> None:
    asked = one("outreach", "out-bhrrc-mena-2022")
    status = {response.recipient: response.status for response in asked.responses}
    assert asked.count_recipients == len(asked.recipients) == len(status) == 24
    assert {who for who, what in status.items() if what.startswith("answered")} == {
        "airbus",
        "cellebrite",
        "g4s",
        "thales",
        "irisguard",
    }
    assert sum(what == "no-reply" for what in status.values()) == 19
    assert [q.id for q in asked.questions] == ["1a", "1b", "1c", "2a", "2b", "2c", "2d", "2e", "3"]
    said = {
        (response.recipient, answer.question): answer.extent
        for response in asked.responses
        for answer in response.answers
    }
    assert said == {
        ("airbus", "2a"): "in-part",
        ("g4s", "2a"): "in-part",
        ("thales", "2a"): "in-part",
        ("irisguard", "2a"): "in-part",
        ("airbus", "2d"): "in-full",
    }
    assert asked.about == (), "no source read names the abuse that the letter raises"


def test_what_was_known_when_area_got_its_licence() -> None:
    known = Record(PACK).known_on("2016-06-29")
    statements = {statement.id for statement in known.statements_on("eg")}
    assert {"st-council-egypt-2013", "st-ep-egypt-2016"} <= statements
    assert "st-joint-letter-2021" not in statements
    assert "tr-area-egypt-trd" in {transfer.id for transfer in known.transfers_of("area")}
    assert {t.id for t in Record(PACK).known_on("2016-06-01").transfers_of("area")} == {
        "tr-area-syria-ste",
        "tr-area-syria-us-equipment",
    }


def test_a_document_without_a_known_address_has_none() -> None:
    bare = {source.id for source in PACK.sources if source.url is None}
    assert bare == {"cause-launch-2014", "joint-letter-2021", "amnesty-moratorium-relay-2021"}


def test_a_page_of_two_days_is_two_sources() -> None:
    first, later = (one("sources", f"pi-area-egypt-2017-{month}") for month in ("01", "04"))
    assert first.url == later.url
    assert last_day(first.published) < last_day(later.published)
