"""An assessment told in the language spoken now."""

from msgspec.structs import replace

from enduse.assessment.result import Assessment, DealAssessed, PartyInDeal
from enduse.interchange.languages import country, spoken, told
from enduse.interchange.languages.spoken import OWN


def retold(assessment: Assessment) -> Assessment:
    """The assessment in the reader's language; names and titles of records stay as they are."""
    if spoken() == OWN:
        return assessment
    return replace(
        _signs(_law(assessment)),
        deal=_deal(assessment.deal),
        sentence=told(assessment.sentence),
        why=tuple(map(told, assessment.why)),
        limits=tuple(map(told, assessment.limits)),
    )


def _law(assessment: Assessment) -> Assessment:
    return replace(
        assessment,
        classification=tuple(
            replace(
                one,
                title=told(one.title),
                because=told(one.because),
                entries=tuple(replace(entry, title=told(entry.title)) for entry in one.entries),
            )
            for one in assessment.classification
        ),
        findings=tuple(
            replace(
                one,
                cite=told(one.cite),
                regime=told(one.regime),
                text=told(one.text),
                reason=told(one.reason),
            )
            for one in assessment.findings
        ),
        questions=tuple(
            replace(one, text=told(one.text), asked_by=told(one.asked_by))
            for one in assessment.questions
        ),
    )


def _signs(assessment: Assessment) -> Assessment:
    return replace(
        assessment,
        red_flags=tuple(
            replace(one, text=told(one.text), reason=told(one.reason), source=told(one.source))
            for one in assessment.red_flags
        ),
        record=tuple(replace(one, text=told(one.text)) for one in assessment.record),
        precedents=tuple(
            replace(
                one,
                why_similar=told(one.why_similar),
                destination_names=tuple(map(country, one.destinations, one.destination_names)),
            )
            for one in assessment.precedents
        ),
    )


def _deal(deal: DealAssessed) -> DealAssessed:
    return replace(
        deal,
        destination_name=country(deal.destination, deal.destination_name),
        exporter=_party(deal.exporter),
        end_user=_party(deal.end_user),
        intermediaries=tuple(map(_party, deal.intermediaries)),
    )


def _party(party: PartyInDeal) -> PartyInDeal:
    if not (party.country and party.country_name):
        return party
    return replace(party, country_name=country(party.country, party.country_name))
