"""An assessment told in the language spoken now."""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec.structs import replace

from enduse.assessment.result import Assessment, DealAssessed, PartyInDeal
from enduse.interchange.languages import country, spoken, told
from enduse.interchange.languages.spoken import OWN

Telling = Callable[[str], str]


def retold(assessment: Assessment) -> Assessment:
    """The assessment in the reader's language; names and titles of records stay as they are."""
    if spoken() == OWN:
        return assessment
    tell = partial(told, names=tuple(_names(assessment.deal)))
    return replace(
        _signs(_law(assessment, tell), tell),
        deal=_deal(assessment.deal),
        sentence=tell(assessment.sentence),
        why=tuple(map(tell, assessment.why)),
        limits=tuple(map(tell, assessment.limits)),
    )


def _names(deal: DealAssessed) -> Iterator[str]:
    yield deal.item
    for party in (deal.exporter, deal.end_user, *deal.intermediaries):
        yield from filter(None, (party.name, party.matched))


def _law(assessment: Assessment, tell: Telling) -> Assessment:
    return replace(
        assessment,
        classification=tuple(
            replace(
                one,
                title=tell(one.title),
                because=tell(one.because),
                entries=tuple(replace(entry, title=tell(entry.title)) for entry in one.entries),
            )
            for one in assessment.classification
        ),
        findings=tuple(
            replace(
                one,
                cite=tell(one.cite),
                regime=tell(one.regime),
                text=tell(one.text),
                reason=tell(one.reason),
            )
            for one in assessment.findings
        ),
        questions=tuple(
            replace(one, text=tell(one.text), asked_by=tell(one.asked_by))
            for one in assessment.questions
        ),
    )


def _signs(assessment: Assessment, tell: Telling) -> Assessment:
    return replace(
        assessment,
        red_flags=tuple(
            replace(one, text=tell(one.text), reason=tell(one.reason), source=tell(one.source))
            for one in assessment.red_flags
        ),
        record=tuple(replace(one, text=tell(one.text)) for one in assessment.record),
        precedents=tuple(
            replace(
                one,
                why_similar=tell(one.why_similar),
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
