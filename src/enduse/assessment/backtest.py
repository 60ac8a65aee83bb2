"""Deals with acceptable outcomes, assessed as of their dates; and how useful that would be."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from enduse.assessment.assess import Assessor
from enduse.assessment.result import Assessment
from enduse.evidence import Strength, first_day
from enduse.law.outcome import OUTCOMES, Outcome
from enduse.record import Record
from enduse.trade import Deal, Incident, Transfer

RISKS = ("none-known", "concern", "serious", "severe")
PROVEN = frozenset({Strength.DOCUMENTED, Strength.CONFIRMED})


class Expectation(NamedTuple):
    """A deal and what a careful reader of the law would accept.

    Every text of `cites` must occur in the citation of some finding.
    """

    id: str
    deal: Deal
    outcomes: tuple[str, ...]
    risk_at_least: str | None = None
    cites: tuple[str, ...] = ()


class Result(NamedTuple):
    """What was found against what was expected; `faults` is empty where they agree."""

    expected: Expectation
    found: Assessment
    faults: tuple[str, ...]


def backtest(assessor: Assessor, expectations: Iterable[Expectation]) -> Iterator[Result]:
    """Each deal as of its own date, with the faults found, in order."""
    for expected in expectations:
        found = assessor.assess(expected.deal)
        yield Result(expected, found, tuple(_faults(expected, found)))


def _faults(expected: Expectation, found: Assessment) -> Iterator[str]:
    if expected.outcomes and found.outcome not in expected.outcomes:
        yield f"outcome {found.outcome}, expected {' or '.join(expected.outcomes)}"
    least = expected.risk_at_least
    if least and RISKS.index(found.risk) < RISKS.index(least):
        yield f"risk {found.risk}, expected at least {least}"
    for cite in expected.cites:
        if not any(cite in finding.cite for finding in found.findings):
            yield f"no finding cites {cite!r}"


def flagged(assessment: Assessment) -> bool:
    """Whether an official or a compliance officer would have been stopped by the assessment: the
    outcome is at least `notify`, or the risk at least `serious`."""
    return OUTCOMES[assessment.outcome] >= Outcome.NOTIFY or RISKS.index(
        assessment.risk
    ) >= RISKS.index("serious")


class Share(NamedTuple):
    """How many of how many."""

    part: int
    whole: int

    def __str__(self) -> str:
        percent = f" ({100 * self.part / self.whole:.0f} %)" if self.whole else ""
        return f"{self.part} of {self.whole}{percent}"


class Usefulness(NamedTuple):
    """Shares of deals flagged: sales that led to documented abuse, with what had been published by
    the day and with hindsight; and harmless deals. `undated` sales could not be asked."""

    then: Share
    hindsight: Share
    harmless: Share
    undated: int


def usefulness(record: Record, harmless: Iterable[Expectation]) -> Usefulness:
    """The three shares of `enduse backtest --record`."""
    assessor = Assessor(record)
    sales = list(abusive_sales(record))
    deals = [deal for deal in (sale_as_deal(record, *sale) for sale in sales) if deal]
    ordinary = [assessor.assess(expected.deal) for expected in harmless]
    return Usefulness(
        then=_share([assessor.assess(deal) for deal in deals]),
        hindsight=_share([assessor.assess(deal, hindsight=True) for deal in deals]),
        harmless=_share(ordinary),
        undated=len(sales) - len(deals),
    )


def _share(assessments: list[Assessment]) -> Share:
    return Share(sum(map(flagged, assessments)), len(assessments))


def abusive_sales(record: Record) -> Iterator[tuple[Transfer, Incident]]:
    """Each delivery that led to proven abuse, with the first such incident: the same supplier (or
    product), in the country it went to."""
    for transfer in record.pack.transfers:
        led_to = [i for i in record.pack.incidents if transfer.delivered and _led(transfer, i)]
        if led_to:
            yield transfer, min(led_to, key=lambda i: i.period or i.reported)


def _led(transfer: Transfer, incident: Incident) -> bool:
    same = transfer.supplier == incident.vendor or (
        transfer.product is not None and transfer.product == incident.product
    )
    return (
        same
        and incident.perpetrator_country == transfer.destination
        and incident.strength in PROVEN
    )


def sale_as_deal(record: Record, transfer: Transfer, incident: Incident) -> Deal | None:
    """The sale as a deal of its day: the first day of its period, else the earlier of the first
    report and the beginning of the abuse. None where the supplier's country is not known."""
    supplier = record.parties.get(transfer.supplier)
    if supplier is None or supplier.country is None:
        return None
    day = transfer.period or min(
        first_day(transfer.reported), first_day(incident.period or incident.reported)
    )
    buyer = record.parties.get(transfer.end_user or "")
    product = next((p for p in record.products if p.id == transfer.product), None)
    return Deal(
        id=transfer.id,
        exporter=supplier.name,
        exporter_country=supplier.country,
        item=product.name if product else transfer.technology,
        technologies=(transfer.technology,),
        destination=transfer.destination,
        end_user=buyer.name if buyer else None,
        date=date.fromisoformat(first_day(day)),
    )
