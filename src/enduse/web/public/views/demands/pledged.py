"""Alerts: licences that a state granted after a pledge, and that the engine would refuse."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from enduse.assessment import Assessor
from enduse.assessment.pledges import Alert, Review, deal_of, review
from enduse.evidence import last_day
from enduse.record import HINDSIGHT, Record
from enduse.web.demands.models import Statement
from enduse.web.ledger.models import Licence
from enduse.web.registry.models import Country


@lru_cache(maxsize=1)
def reviewed(record: Record) -> Review:
    """What looking for such licences found, worked out once for each release."""
    return review(record, Assessor(record))


def known_on(alert: Alert, record: Record, day: date | None) -> bool:
    """Whether both the pledge and the grant could be known on a day."""
    if day is None:
        return True
    granted = max(last_day(alert.decision.date), record.published(alert.decision) or HINDSIGHT)
    pledged = last_day(alert.pledge.date or alert.pledge.not_before or HINDSIGHT)
    return max(granted, pledged) <= day.isoformat()


def as_query(alert: Alert, record: Record, day: str) -> str:
    """The fields of the assessment form for the deal of an alert on a day."""
    licence = next(one for one in record.pack.licences if one.id == alert.licence)
    deal = deal_of(record, licence, alert.destination, day)
    told = {
        "exporter": deal.exporter,
        "exporter_country": deal.exporter_country,
        "item": deal.item,
        "technology": list(deal.technologies),
        "destination": deal.destination,
        "end_user": deal.end_user,
        "date": day,
    }
    return urlencode({name: value for name, value in told.items() if value}, doseq=True)


def in_words(alerts: Sequence[Alert], record: Record) -> Iterator[dict[str, Any]]:
    """Each alert with the rows that it is about, as far as they are still published."""
    licences = Licence.objects.published().in_words().in_bulk({a.licence for a in alerts})
    named = {code for alert in alerts for code in (alert.destination, alert.pledge.country)}
    places = Country.objects.in_bulk(named)
    to = Statement.objects.published().with_sources().in_bulk({a.pledge.pledge for a in alerts})
    for alert in (alert for alert in alerts if alert.licence in licences):
        events = licences[alert.licence].decisions.all()
        yield {
            "alert": alert,
            "licence": licences[alert.licence],
            "event": next((e for e in events if e.to_trade() == alert.decision), None),
            "statement": to.get(alert.pledge.pledge),
            "country": places[alert.pledge.country],
            "destination": places[alert.destination],
            "assessed": [(one, as_query(alert, record, one.day)) for one in alert.assessed],
        }
