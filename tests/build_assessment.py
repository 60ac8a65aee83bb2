"""Assessments to render. Firms, bodies, newspapers and what they report are invented."""

from typing import Any

from msgspec.structs import replace

from enduse.assessment.result import (
    Assessment,
    Classified,
    Concern,
    DealAssessed,
    FindingShown,
    ListedEntry,
    OpenQuestion,
    PartyInDeal,
    Precedent,
    RedFlagRaised,
    SourceCited,
)

EU = "EU dual-use regulation"
CP = "Common Position 2008/944/CFSP"
RECITAL = "https://eur-lex.europa.eu/eli/reg/2009/428/oj"


def finding(provision: str, outcome: str, reason: str, **said: Any) -> FindingShown:
    """One reason of one provision, verified unless said otherwise."""
    complete: dict[str, Any] = {
        "cite": provision,
        "regime": EU,
        "url": RECITAL,
        "checked": "verified",
        "text": "An item listed in Annex I may leave the Union only with an authorisation.",
    }
    return FindingShown(provision=provision, outcome=outcome, reason=reason, **{**complete, **said})


LISTED = finding(
    "eu-428-2009-art-3-1",
    "licence-required",
    "An IP network surveillance system is listed: 5A001.j, IP network communications "
    "surveillance systems, since 31 December 2014",
    cite="Regulation (EC) No 428/2009, Article 3(1)",
)
CRITERION = finding(
    "eu-cp-2008-944-criterion-2",
    "refuse",
    "There is a clear risk that the system might be used for internal repression: at least "
    "3 cases of abuse are documented for the end user",
    cite="Common Position 2008/944/CFSP, Article 2, criterion 2",
    regime=CP,
    url="https://eur-lex.europa.eu/eli/compos/2008/944/oj",
    checked="unverified",
    text="Member states refuse a licence where there is a clear risk that the item might be used "
    "for internal repression, and take special caution where serious violations were established.",
    evidence=("inc-directorate-2014", "inc-directorate-2015"),
)
FINDINGS = (
    LISTED,
    finding(
        "eu-428-2009-art-4-2",
        "undecided",
        "Whether the system is for military end use is not established",
        cite="Regulation (EC) No 428/2009, Article 4(2)",
        checked="partly",
        text="An unlisted item needs an authorisation if it is or may be intended for a military "
        "end use in a country under an arms embargo.",
    ),
    CRITERION,
    finding(
        "eu-council-egypt-2013-08-21",
        "licence-required",
        "Member states agreed to suspend licences for equipment that can serve internal "
        "repression in Egypt",
        cite="Council conclusions on Egypt, 21 August 2013",
        regime=CP,
        url="https://example.org/council/2013-08-21",
        text="Member states agreed to suspend export licences to Egypt for equipment that might "
        "be used for internal repression.",
        evidence=("st-council-egypt-2013",),
    ),
    finding(
        "ungp-13",
        "no-licence",
        "The exporter is to look for, prevent and account for harm that its product may be "
        "linked to, whatever the licence answer",
        cite="UN Guiding Principles on Business and Human Rights, Principle 13",
        regime="Human-rights due diligence",
        url="https://example.org/ungp",
        checked="partly",
        text="Enterprises avoid causing or contributing to harm, and seek to prevent harm that is "
        "directly linked to their products.",
    ),
)
QUESTIONS = (
    OpenQuestion(
        id="exporter-informed",
        text="Has the authority informed the exporter of a use of concern?",
        asked_by="Regulation (EC) No 428/2009, Article 4",
        would_change="licence-required",
        provisions=("eu-428-2009-art-4-2",),
    ),
    OpenQuestion(
        id="unit",
        text="Which unit of the Directorate will run the system, and under whose warrant?",
        asked_by="Common Position 2008/944/CFSP, criterion 2",
        would_change="prohibited",
        provisions=("eu-cp-2008-944-criterion-2",),
    ),
    OpenQuestion(
        id="audit",
        text="Can the supplier see, limit, audit or switch off what the system does?",
        asked_by="UN Guiding Principles, Principle 19",
        would_change=None,
    ),
)
RECORD = (
    Concern(
        about="destination",
        weight=2,
        text="Egypt: Political Terror Scale 4 (2015; 1 low to 5 high)",
        evidence=("pts",),
    ),
    Concern(
        about="end-user",
        weight=3,
        text="The Directorate held at least 3 bloggers whose messages it had read; one "
        "was tortured",
        evidence=("inc-directorate-2014",),
        strength="documented",
    ),
    Concern(
        about="end-user",
        weight=1,
        text="The Directorate is said to have bought intrusion software; it denies this",
        evidence=("inc-directorate-2015", "tr-unsourced"),
        strength="denied",
    ),
    Concern(
        about="supplier",
        weight=2,
        text="A licence of the supplier for a like system was frozen",
        evidence=("lic-reti-2012",),
        strength="reported",
    ),
    Concern(
        about="technology",
        weight=1,
        text="IP network surveillance: 12 cases of proven abuse on record by then",
        evidence=("inc-elsewhere",),
        strength="confirmed",
    ),
)
SOURCES = (
    SourceCited(
        id="pts",
        title="Political Terror Scale",
        publisher="Political Terror Scale",
        url="https://www.politicalterrorscale.org/",
        published="2016-06",
    ),
    SourceCited(
        id="courier-2015",
        title="Three bloggers, one server room",
        publisher="The Example Courier",
        url="https://courier.example.org/2015/03/three-bloggers-one-server-room?id=12&lang=en",
        published="2015-03-04",
        records=("inc-directorate-2014", "inc-directorate-2015"),
    ),
    SourceCited(
        id="observatory-2016",
        title="Bought in silence: network surveillance along the Nile",
        publisher="Observatory for Invented Rights",
        url=None,
        published="2016-02",
        records=("inc-directorate-2014", "inc-elsewhere"),
    ),
    SourceCited(
        id="gazzetta-2012",
        title="Licenza sospesa per Esempio Reti",
        publisher="Gazzetta d'Esempio",
        url="https://gazzetta.example.org/2012/licenza-sospesa",
        published="2012-09",
        records=("lic-reti-2012", "inc-directorate-2015"),
    ),
    SourceCited(
        id="council-2013",
        title="Council conclusions on Egypt",
        publisher="Council of the European Union",
        url="https://example.org/council/2013-08-21",
        published="2013-08-21",
        records=("st-council-egypt-2013",),
    ),
    SourceCited(
        id="spare",
        title="A source that no statement calls for",
        publisher="The Example Courier",
        url="https://courier.example.org/spare",
        published="2017",
    ),
)
SAMPLE = Assessment(
    deal=DealAssessed(
        exporter=PartyInDeal(name="Esempio Reti SpA", country="it", party="esempio-reti"),
        item="IP network surveillance system",
        technology=("ip-network-surveillance",),
        destination="eg",
        destination_name="Egypt",
        end_user=PartyInDeal(
            name="Directorate of Network Studies",
            country="eg",
            party="eg-directorate",
            matched="Directorate of Network Studies (Egypt)",
            bodies=("intelligence",),
        ),
        end_use=None,
        intermediaries=(PartyInDeal(name="Example Gulf Trading FZE", country="ae"),),
        date="2016-06-29",
        value="USD 3,100,000",
    ),
    sentence="Esempio Reti SpA of Italy would supply an IP network surveillance system to the "
    "Directorate of Network Studies of Egypt; deal of 29 June 2016.",
    as_of="2016-06-29",
    known_on="2016-06-29",
    hindsight=False,
    classification=(
        Classified(
            technology="ip-network-surveillance",
            title="IP network surveillance",
            because="the item says “IP network surveillance”",
            entries=(
                ListedEntry(
                    list="eu-annex-i",
                    code="5A001.j",
                    since="2014-12-31",
                    title="IP network communications surveillance systems",
                ),
                ListedEntry(
                    list="eu-annex-i",
                    code="5A002.a",
                    since="2009-08-27",
                    title="Items for cryptography for data confidentiality",
                    certain=False,
                ),
            ),
        ),
    ),
    outcome="refuse",
    risk="severe",
    why=(
        f"{CRITERION.cite}: {CRITERION.reason}",
        f"{LISTED.cite}: {LISTED.reason}",
        f"{RECORD[1].text} (documented)",
    ),
    findings=FINDINGS,
    red_flags=(
        RedFlagRaised(
            flag="known-misuse-by-end-user",
            reason="The Directorate held at least 3 bloggers whose messages it had read",
            evidence=("inc-directorate-2014",),
            source="EU guidelines on cyber-surveillance exports, 2024",
        ),
        RedFlagRaised(flag="intermediary-in-third-country", reason="goes through AE"),
    ),
    questions=QUESTIONS,
    record=RECORD,
    precedents=(
        Precedent(
            licence="lic-reti-2012",
            decision="catch-all-imposed",
            date="2012-09",
            exporter="Esempio Reti SpA",
            authority="Ministry of Example Development",
            destinations=("sy",),
            item="Network monitoring",
            why_similar="the same supplier, the same technology",
        ),
        Precedent(
            licence="lic-many-2015",
            decision="revoked",
            date="2016-03-31",
            exporter="Esempio Intrusione Srl",
            authority="Ministry of Example Development",
            destinations=("eg", *(f"{a}{b}" for a in "abcd" for b in "mnopqrstu")),
            item="Intrusion software",
            why_similar="to Egypt too",
        ),
    ),
    sources=SOURCES,
    limits=(
        "The law of Italy beyond the Union's regulations was looked at only where it is encoded.",
        "The names of the parties were compared by exact and simple variants only.",
    ),
)


def an_assessment(**said: Any) -> Assessment:
    """The sample, changed only where a test is about something."""
    return replace(SAMPLE, **said)
