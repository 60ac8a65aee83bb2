"""What the record holds of a party, by the role in which it appears there."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import compress
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
from enduse.web.public.kept.any_of import any_of
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


def some(name: str, rows: Any, most: int = SOME) -> Section:
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


def newest_first(rows: LicenceQuerySet) -> LicenceQuerySet:
    """Licences by their last event, those without a dated one last."""
    events = Decision.objects.filter(licence=OuterRef("pk")).order_by("-date_day")
    last = F("last_event").desc(nulls_last=True)
    return rows.annotate(last_event=Subquery(events.values("date_day")[:1])).order_by(last, "pk")


def with_last_event(section: Section, day: date | None) -> Section:
    """Each licence with the last of its events that could be known on a day."""
    rows = [(row, row.events(day)) for row in section.rows]
    return section._replace(rows=[(row, events[-1] if events else None) for row, events in rows])


Told = Callable[[str, Any, str, date | None], Section]


class Kind(NamedTuple):
    """One kind of section: which rows of a key it holds on a day, and how they are told."""

    rows: Callable[[str, date | None], QuerySet[Any]]
    told: Told


def _transfers(day: date | None) -> QuerySet[Transfer]:
    return Transfer.objects.published().known_on(day)


def _incidents(day: date | None) -> Any:
    return Incident.objects.published().known_on(day)


def _restrictions(day: date | None) -> QuerySet[Restriction]:
    return Restriction.objects.published().known_on(day)


def _licences(key: str, day: date | None) -> QuerySet[Licence]:
    """Those that it sought, decided, or was named in as end user."""
    mine = Q(exporter=key) | Q(authority=key) | Q(end_user=key)
    return Licence.objects.published().known_on(day).filter(mine)


def _positions(key: str, day: date | None) -> QuerySet[Position]:
    known = Statement.objects.published().known_on(day)
    return Position.objects.known_on(day).filter(party=key, demand__statement__in=known)


def _inquiries(key: str, day: date | None) -> QuerySet[Inquiry]:
    known = Policy.objects.published().known_on(day)
    return Inquiry.objects.known_on(day).filter(body=key, policy__in=known)


def _among(model: Any, day: date | None, mine: Q) -> QuerySet[Any]:
    """Rows that a join would give several times, each once."""
    its = model.objects.published().filter(mine).order_by().values("pk")
    return model.objects.published().known_on(day).filter(pk__in=its)  # type: ignore[no-any-return]


def _supplied(name: str, rows: Any, _key: str, _day: date | None) -> Section:
    return transfers_by(name, rows, "destination_id", "destination__name", "technology")


def newest(order: str, most: int = SOME) -> Told:
    """Some of the rows in the words of a list, the newest first."""
    return lambda name, rows, _key, _day: some(name, rows.in_words().order_by(order, "pk"), most)


def positions_told(name: str, rows: Any, _key: str, _day: date | None) -> Section:
    """Positions, each with what was asked and where."""
    its = rows.with_sources().select_related("demand__statement")
    return every(name, its.order_by("-date_day", "pk"))


def _policies(name: str, rows: Any, _key: str, day: date | None) -> Section:
    disclosed = Prefetch("discloses", PolicyDisclosure.objects.known_on(day))
    its = rows.in_words(day).prefetch_related(disclosed)
    return every(name, its.order_by("country__name", "pk"))


def _letters(name: str, rows: Any, _key: str, day: date | None) -> Section:
    """Letters, each with what became of it."""
    found = rounds_as_of(day).filter(pk__in=rows.order_by().values("pk"))
    section = some(name, found.order_by("-date_day", "pk"))
    return section._replace(rows=told(section.rows, as_of(day)) if section.rows else [])


def _letters_received(name: str, rows: Any, key: str, day: date | None) -> Section:
    """Letters to it, each with what it did."""
    section = _letters(name, rows, key, day)
    cells = [(one, cell) for one in section.rows for cell in one.cells if cell.party.pk == key]
    return section._replace(rows=cells)


KINDS: Mapping[str, Kind] = {
    "supplied": Kind(lambda key, day: _transfers(day).filter(supplier=key), _supplied),
    "received": Kind(
        lambda key, day: _transfers(day).filter(end_user=key),
        lambda name, rows, _key, day: some(
            name,
            rows.in_words(day).order_by("-reported_day", "pk"),
        ),
    ),
    "products": Kind(
        lambda key, day: Product.objects.published().known_on(day).filter(vendor=key),
        lambda name, rows, _key, _day: some(name, rows.order_by("name", "pk")),
    ),
    "enabled": Kind(lambda key, day: _incidents(day).enabled_by(key), newest("-reported_day")),
    "did": Kind(
        lambda key, day: _incidents(day).filter(perpetrator_agency=key), newest("-reported_day")
    ),
    "licences": Kind(
        _licences,
        lambda name, rows, _key, day: with_last_event(
            some(name, newest_first(rows).in_words()), day
        ),
    ),
    "restrictions": Kind(
        lambda key, day: _restrictions(day).filter(target=key), newest("-date_day")
    ),
    "imposed": Kind(lambda key, day: _restrictions(day).filter(authority=key), newest("-date_day")),
    "policies": Kind(
        lambda key, day: Policy.objects.published().known_on(day).filter(licensing_authority=key),
        _policies,
    ),
    "letters_received": Kind(
        lambda key, day: _among(
            Outreach, day, Q(recipients__party=key) | Q(unreachable__party=key)
        ),
        _letters_received,
    ),
    "letters_sent": Kind(lambda key, day: _among(Outreach, day, Q(senders__party=key)), _letters),
    "statements": Kind(
        lambda key, day: _among(Statement, day, Q(issued_by__party=key) | Q(members__party=key)),
        lambda name, rows, _key, _day: every(name, rows.order_by("-date_day", "pk")),
    ),
    "positions": Kind(_positions, positions_told),
    "inquiries": Kind(
        _inquiries,
        lambda name, rows, _key, _day: every(
            name,
            rows.with_sources().select_related("policy__country").order_by("-date", "pk"),
        ),
    ),
}
SELLS = (
    "products", "supplied", "enabled", "licences", "restrictions", "letters_received", "positions",
    "statements", "letters_sent", "received", "did", "policies", "imposed", "inquiries",
)  # fmt: skip
USES = (
    "received", "did", "licences", "restrictions", "letters_received", "positions", "supplied",
    "products", "enabled", "policies", "imposed", "inquiries", "statements", "letters_sent",
)  # fmt: skip
DECIDES = (
    "licences", "policies", "letters_received", "positions", "imposed", "statements", "received",
    "did", "supplied", "products", "enabled", "restrictions", "inquiries", "letters_sent",
)  # fmt: skip
SPEAKS = (
    "letters_sent", "statements", "inquiries", "positions", "letters_received", "imposed",
    "policies", "licences", "supplied", "products", "enabled", "received", "did", "restrictions",
)  # fmt: skip
ORDER: Mapping[str, Sequence[str]] = {
    "company": SELLS, "investor": SELLS, "research": SELLS, "agency": USES, "authority": DECIDES,
}  # fmt: skip


def sections(party: Party, day: date | None) -> list[Section]:
    """What the record holds of a party, what matters most for its kind first."""
    key = party.pk
    held = set(compress(KINDS, any_of(rows_of, key, day)))
    names = (name for name in ORDER.get(party.kind, SPEAKS) if name in held)
    return [KINDS[name].told(name, KINDS[name].rows(key, day), key, day) for name in names]


def rows_of(key: str, day: date | None) -> list[QuerySet[Any]]:
    """The rows of each kind, whether there are any or not."""
    return [kind.rows(key, day) for kind in KINDS.values()]
