"""What the record holds of a party, by the role in which it appears there."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet, Window

from enduse.web.demands.models import Position, Statement
from enduse.web.ledger.models import Licence
from enduse.web.outreach.models import Outreach, Response
from enduse.web.public.views.registry.counts import PROOF, proof
from enduse.web.registry.models import (
    Incident,
    Inquiry,
    Party,
    Policy,
    PolicyDisclosure,
    Product,
    Restriction,
    Transfer,
)

SOME = 12


class Section(NamedTuple):
    """Some of the rows that belong to a profile, and how many there are in all."""

    name: str
    rows: Sequence[Any]
    total: int

    @property
    def more(self) -> bool:
        """Whether there are rows that are not shown."""
        return self.total > len(self.rows)


def some(name: str, rows: QuerySet[Any]) -> Section:
    """The first rows, and the number of all, in one question to the database."""
    shown = list(rows.annotate(of_all=Window(Count("pk")))[:SOME])
    return Section(name, shown, shown[0].of_all if shown else 0)


def transfers_by(name: str, rows: QuerySet[Transfer], *keys: str) -> Section:
    """Transfers told together: how many of each kind, reported when, with what proof at best."""
    told = (
        rows.order_by()
        .values(*keys)
        .annotate(
            n=Count("pk"), first=Min("reported_day"), last=Max("reported_day"), rank=Max(proof())
        )
    )
    groups = [row | {"proof": PROOF[row["rank"]]} for row in told.order_by("-n", *keys)]
    return Section(name, groups, sum(row["n"] for row in groups))


def supplied(party: Party, day: date | None) -> Section:
    """What it supplied, by destination and technology."""
    rows = Transfer.objects.published().known_on(day).filter(supplier=party)
    return transfers_by("supplied", rows, "destination_id", "destination__name", "technology")


def received(party: Party, day: date | None) -> Section:
    """What it received, newest first."""
    rows = Transfer.objects.published().known_on(day).filter(end_user=party)
    return some("received", rows.in_words(day).order_by("-reported_day", "pk"))


def products(party: Party, day: date | None) -> Section:
    """What it makes."""
    rows = Product.objects.published().known_on(day).filter(vendor=party)
    return some("products", rows.order_by("name", "pk"))


def enabled(party: Party, day: date | None) -> Section:
    """Incidents in which its product was used."""
    rows = Incident.objects.published().known_on(day).enabled_by(party)
    return some("enabled", rows.in_words().order_by("-reported_day", "pk"))


def did(party: Party, day: date | None) -> Section:
    """Incidents laid to it."""
    rows = Incident.objects.published().known_on(day).filter(perpetrator_agency=party)
    return some("did", rows.in_words().order_by("-reported_day", "pk"))


def licences(party: Party, day: date | None) -> Section:
    """Licences it sought, decided, or was named in as end user."""
    mine = Q(exporter=party) | Q(authority=party) | Q(end_user=party)
    rows = Licence.objects.published().known_on(day).filter(mine)
    found = some("licences", rows.in_words().order_by("-known_from", "pk"))
    told = [(row, row.events(day)) for row in found.rows]
    return found._replace(rows=[(row, events[-1] if events else None) for row, events in told])


def restrictions(party: Party, day: date | None) -> Section:
    """Measures aimed at it."""
    rows = Restriction.objects.published().known_on(day).filter(target=party)
    return some("restrictions", rows.in_words().order_by("-date_day", "pk"))


def imposed(party: Party, day: date | None) -> Section:
    """Measures it took."""
    rows = Restriction.objects.published().known_on(day).filter(authority=party)
    return some("imposed", rows.in_words().order_by("-date_day", "pk"))


def policies(party: Party, day: date | None) -> Section:
    """How the state licenses for which it decides, and what it discloses."""
    rows = Policy.objects.published().known_on(day).filter(licensing_authority=party)
    disclosed = PolicyDisclosure.objects.known_on(day)
    told = rows.in_words(day).prefetch_related(Prefetch("discloses", disclosed))
    return some("policies", told.order_by("country__name", "pk"))


def letters_received(party: Party, day: date | None) -> Section:
    """Letters sent to it, with what it did."""
    rows = Outreach.objects.published().known_on(day).filter(recipients__party=party)
    its = Response.objects.known_on(day).filter(recipient=party)
    told = rows.with_parties().prefetch_related(Prefetch("responses", its, to_attr="its_responses"))
    return some("letters_received", told.order_by("-date_day", "pk"))


def letters_sent(party: Party, day: date | None) -> Section:
    """Letters that it wrote, alone or with others."""
    rows = Outreach.objects.published().known_on(day).filter(senders__party=party)
    return some("letters_sent", rows.with_parties().order_by("-date_day", "pk"))


def statements(party: Party, day: date | None) -> Section:
    """Statements that it issued or joined."""
    every = Statement.objects.published().known_on(day)
    mine = Q(issued_by__party=party) | Q(members__party=party)
    rows = every.filter(pk__in=every.filter(mine).order_by().values("pk"))
    return some("statements", rows.order_by("-date_day", "pk"))


def positions(party: Party, day: date | None) -> Section:
    """Where it stands on what was asked of it."""
    known = Statement.objects.published().known_on(day)
    rows = Position.objects.known_on(day).filter(party=party, demand__statement__in=known)
    told = rows.with_sources().select_related("demand__statement")
    return some("positions", told.order_by("-date_day", "pk"))


def inquiries(party: Party, day: date | None) -> Section:
    """What it found when it looked into the surveillance of states."""
    known = Policy.objects.published().known_on(day)
    rows = Inquiry.objects.known_on(day).filter(body=party, policy__in=known)
    told = rows.with_sources().select_related("policy__country")
    return some("inquiries", told.order_by("-date", "pk"))


SELLS = (
    products, supplied, enabled, licences, restrictions, letters_received, positions, statements,
    letters_sent, received, did, policies, imposed, inquiries,
)  # fmt: skip
USES = (
    received, did, licences, restrictions, letters_received, positions, supplied, products,
    enabled, policies, imposed, inquiries, statements, letters_sent,
)  # fmt: skip
DECIDES = (
    licences, policies, letters_received, positions, imposed, statements, received, did, supplied,
    products, enabled, restrictions, inquiries, letters_sent,
)  # fmt: skip
SPEAKS = (
    letters_sent, statements, inquiries, positions, letters_received, imposed, policies, licences,
    supplied, products, enabled, received, did, restrictions,
)  # fmt: skip
ORDER: dict[str, Sequence[Callable[[Party, date | None], Section]]] = {
    "company": SELLS, "investor": SELLS, "research": SELLS, "agency": USES, "authority": DECIDES,
}  # fmt: skip


def sections(party: Party, day: date | None) -> list[Section]:
    """What the record holds of a party, what matters most for its kind first."""
    told = [section(party, day) for section in ORDER.get(party.kind, SPEAKS)]
    return [section for section in told if section.rows]
