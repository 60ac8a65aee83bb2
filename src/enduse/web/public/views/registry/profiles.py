"""What the record holds of a party, by the role in which it appears there."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    Count,
    F,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)

from enduse.web.demands.models import Position, Statement
from enduse.web.ledger.models import Decision, Licence
from enduse.web.ledger.models.licences import LicenceQuerySet
from enduse.web.outreach.models import Outreach
from enduse.web.public.kept.answers import total
from enduse.web.public.kept.traders import PROOF
from enduse.web.public.views.outreach.told import as_of, rounds_as_of, told
from enduse.web.public.views.registry.counts import proof
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

SOME, MANY = 12, 50


class Section(NamedTuple):
    """Some of the rows that belong to a profile, and how many there are in all; `cut` where rows
    that tell of several are left out."""

    name: str
    rows: Sequence[Any]
    total: int
    cut: bool = False

    @property
    def more(self) -> bool:
        """Whether there are rows that are not shown."""
        return self.total > len(self.rows)


def some(name: str, rows: QuerySet[Any], most: int = SOME) -> Section:
    """The first rows, and the number of all."""
    shown = list(rows[: most + 1])
    return Section(name, shown[:most], total(rows) if len(shown) > most else len(shown))


def every(name: str, rows: QuerySet[Any]) -> Section:
    """All rows, where no list of its own holds them."""
    shown = list(rows)
    return Section(name, shown, len(shown))


def transfers_by(name: str, rows: QuerySet[Transfer], *keys: str) -> Section:
    """Transfers told together: how many of each kind, reported when, with what proof at best."""
    counted = (
        rows.order_by()
        .values(*keys)
        .annotate(
            n=Count("pk"), first=Min("reported_day"), last=Max("reported_day"), rank=Max(proof())
        )
    )
    told = list(counted.order_by("-n", *keys)[: MANY + 1])
    groups = [row | {"proof": PROOF[row["rank"]]} for row in told[:MANY]]
    number = total(rows) if len(told) > MANY else sum(row["n"] for row in groups)
    return Section(name, groups, number, cut=len(told) > MANY)


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
    return with_last_event(some("licences", newest_first(rows).in_words()), day)


def newest_first(rows: LicenceQuerySet) -> LicenceQuerySet:
    """Licences by their last event, those without a dated one last."""
    events = Decision.objects.filter(licence=OuterRef("pk")).order_by("-date_day")
    last = F("last_event").desc(nulls_last=True)
    return rows.annotate(last_event=Subquery(events.values("date_day")[:1])).order_by(last, "pk")


def with_last_event(section: Section, day: date | None) -> Section:
    """Each licence with the last of its events that could be known on a day."""
    rows = [(row, row.events(day)) for row in section.rows]
    return section._replace(rows=[(row, events[-1] if events else None) for row, events in rows])


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
    its = rows.in_words(day).prefetch_related(Prefetch("discloses", disclosed))
    return every("policies", its.order_by("country__name", "pk"))


def letters_received(party: Party, day: date | None) -> Section:
    """Letters sent to it, each with what it did."""
    mine = Q(recipients__party=party) | Q(unreachable__party=party)
    section = _letters("letters_received", mine, day)
    cells = [(one, cell) for one in section.rows for cell in one.cells if cell.party == party]
    return section._replace(rows=cells)


def letters_sent(party: Party, day: date | None) -> Section:
    """Letters that it wrote, alone or with others, each with what became of it."""
    return _letters("letters_sent", Q(senders__party=party), day)


def _letters(name: str, mine: Q, day: date | None) -> Section:
    rounds = rounds_as_of(day).known_on(day)
    found = rounds.filter(pk__in=Outreach.objects.published().filter(mine).order_by().values("pk"))
    section = some(name, found.order_by("-date_day", "pk"))
    return section._replace(rows=told(section.rows, as_of(day)) if section.rows else [])


def statements(party: Party, day: date | None) -> Section:
    """Statements that it issued or joined."""
    rows = Statement.objects.published().known_on(day)
    mine = Q(issued_by__party=party) | Q(members__party=party)
    its = rows.filter(pk__in=Statement.objects.published().filter(mine).order_by().values("pk"))
    return every("statements", its.order_by("-date_day", "pk"))


def positions(party: Party, day: date | None) -> Section:
    """Where it stands on what was asked of it."""
    known = Statement.objects.published().known_on(day)
    rows = Position.objects.known_on(day).filter(party=party, demand__statement__in=known)
    return every(
        "positions",
        rows.with_sources().select_related("demand__statement").order_by("-date_day", "pk"),
    )


def inquiries(party: Party, day: date | None) -> Section:
    """What it found when it looked into the surveillance of states."""
    known = Policy.objects.published().known_on(day)
    rows = Inquiry.objects.known_on(day).filter(body=party, policy__in=known)
    its = rows.with_sources().select_related("policy__country")
    return every("inquiries", its.order_by("-date", "pk"))


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
    held = (section(party, day) for section in ORDER.get(party.kind, SPEAKS))
    return [section for section in held if section.rows]
