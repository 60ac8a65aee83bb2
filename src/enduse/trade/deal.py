"""A deal, proposed or long past: what an assessment is asked about."""

from datetime import date

from enduse.evidence import Record


class Intermediary(Record, frozen=True, kw_only=True):
    """A reseller, agent, broker or consignee between exporter and end user."""

    name: str
    country: str | None = None


class Deal(Record, frozen=True, kw_only=True):
    """The fields of a deal file; what is not known is None and becomes a question.

    `technologies` are codes of the taxonomy; empty means: to be recognised from `item`.
    `answers` maps ids of questions to True, False or a text.
    """

    exporter: str | None = None
    exporter_country: str
    item: str
    destination: str
    date: date
    technologies: tuple[str, ...] = ()
    end_user: str | None = None
    end_use: str | None = None
    intermediaries: tuple[Intermediary, ...] = ()
    value: str | None = None
    answers: dict[str, bool | str] = {}
    id: str | None = None
