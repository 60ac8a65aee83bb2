"""From a deal to its assessment."""

from datetime import date

from enduse.assessment import said
from enduse.assessment.case import Case, Investigation
from enduse.assessment.concerns import risk_level
from enduse.assessment.precedents import Likeness, precedents
from enduse.assessment.red_flags import Scene, raised
from enduse.assessment.result import Assessment, Precedent, RedFlagRaised
from enduse.law import explain, judge
from enduse.law.provision import Provision, Reason
from enduse.record import Record
from enduse.trade import Deal


class Assessor:
    """Assesses deals against one record."""

    def __init__(self, record: Record) -> None:
        self._investigation = Investigation(record)

    def assess(
        self, deal: Deal, *, as_of: date | None = None, hindsight: bool = False
    ) -> Assessment:
        """The deal on the law and the knowledge of `as_of` (None: the deal's own date).

        `hindsight` lets the record of later days count; the law stays that of the day.
        """
        case = self.case(deal, as_of=as_of, hindsight=hindsight)
        findings = judge(case.facts)
        risk = risk_level(
            case.concerns,
            capable=case.facts.repression_capable,
            harmless=bool(case.classification.harmless),
        )
        signs = said.Signs(_red_flags(case), _precedents(case))
        return said.assessment(case, findings, risk, signs)

    def case(self, deal: Deal, *, as_of: date | None = None, hindsight: bool = False) -> Case:
        """All that is found out about the deal before the law is asked."""
        day = (as_of or deal.date).isoformat()
        return self._investigation.case(deal, day=day, hindsight=hindsight)

    def explain(
        self,
        deal: Deal,
        provision: Provision,
        *,
        as_of: date | None = None,
        hindsight: bool = False,
    ) -> tuple[Reason, ...]:
        """Why one provision does or does not bite on the deal."""
        return explain(provision, self.case(deal, as_of=as_of, hindsight=hindsight).facts)


def _red_flags(case: Case) -> tuple[RedFlagRaised, ...]:
    scene = Scene(
        facts=case.facts,
        known=case.known,
        concerns=case.concerns,
        suppliers=case.family(case.exporter),
        end_users=case.family(case.end_user)[:1],
        intermediary_countries=tuple(party.country for party in case.intermediaries),
    )
    return tuple(raised(scene))


def _precedents(case: Case) -> tuple[Precedent, ...]:
    if case.classification.harmless:
        return ()
    like = Likeness(
        day=case.day,
        authority_country=case.deal.exporter_country,
        destination=case.deal.destination,
        destination_name=case.facts.place,
        technologies=case.classification.technologies,
        suppliers=case.family(case.exporter),
        end_users=case.family(case.end_user)[:1],
    )
    return precedents(case.known, like)
