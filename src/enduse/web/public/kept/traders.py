"""Who deals in what: vendors, end users and countries with their records, counted once a release.

The database groups the records in one pass for each day of knowledge; what a page shows of that is
told from memory, however many parties there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Q

from enduse.taxonomy import TECHNOLOGIES
from enduse.web.public.kept.answers import kept
from enduse.web.registry.models import Country, Incident, Party, Policy, Product, Transfer

PROOF = ("denied", "alleged", "reported", "documented", "confirmed")


class Deals(NamedTuple):
    """So many transfers of a technology by, or to, one party, with one strength of proof."""

    party: str
    technology: str
    strength: str
    number: int


class Trader(NamedTuple):
    """A party by its records; `of` are the technologies and strengths of its transfers, and the
    technologies of its products, which have none."""

    key: str
    name: str
    country: str | None
    transfers: int
    products: int
    incidents: int
    proof: str | None
    of: frozenset[tuple[str, str | None]]

    def fits(self, technology: str, strength: str) -> bool:
        """Whether one of its records is of a technology and strength; empty stands for any."""
        return any(
            technology in {"", its} and (not strength or strength == proof)
            for its, proof in self.of
        )


class _Use(NamedTuple):
    """One incident: who made what was used, and who used it."""

    makers: frozenset[str]
    agency: str | None
    country: str | None
    technology: str | None


def vendors(day: date | None, technology: str = "") -> list[Trader]:
    """Parties that supplied or make a product, of one technology if asked, most transfers first."""
    return kept("vendors", (day, technology), lambda: _vendors(day, technology))


def vendors_of(place: str, day: date | None) -> list[Trader]:
    """Those of one country."""
    if settings.KEPT_BYTES:  # the whole list is in memory
        return [one for one in vendors(day) if one.country == place]
    return _vendors(day, "", place)


def _vendors(day: date | None, technology: str, place: str = "") -> list[Trader]:
    made = Product.objects.published().known_on(day).order_by().values_list("vendor", "technology")
    made = made.filter(vendor__country=place) if place else made
    products = [(one, code) for one, code in made if technology in {"", code}]
    sellers = Q(vendor__country=place) | Q(product__vendor__country=place)
    uses = _uses(day, sellers) if place else _uses_kept(day)
    incidents = Counter(maker for use in uses for maker in use.makers)
    deals = _deals("supplier", day, place) if place else _deals_kept("supplier", day)
    sold = [its for its in deals if technology in {"", its.technology}]
    return _ranked(sold, products, incidents, _named_kept(day, place))


def end_users(day: date | None, technology: str = "") -> list[Trader]:
    """Parties that received technology, of one kind if asked, or used it, most transfers first."""
    return kept("end users", (day, technology), lambda: _users(day, technology))


def end_users_of(place: str, day: date | None) -> list[Trader]:
    """Those of one country."""
    if settings.KEPT_BYTES:
        return [one for one in end_users(day) if one.country == place]
    return _users(day, "", place)


def _users(day: date | None, technology: str, place: str = "") -> list[Trader]:
    used = _uses(day, Q(perpetrator_agency__country=place)) if place else _uses_kept(day)
    uses = (use for use in used if technology in {"", use.technology})
    did = Counter(use.agency for use in uses if use.agency)
    deals = _deals("end_user", day, place) if place else _deals_kept("end_user", day)
    got = [its for its in deals if technology in {"", its.technology}]
    return _ranked(got, [(one, "") for one in did], did, _named_kept(day, place))


def _ranked(
    deals: Iterable[Deals],
    others: Iterable[tuple[str, str]],
    incidents: Mapping[str, int],
    named: Mapping[str, tuple[str, str | None]],
) -> list[Trader]:
    transfers: Counter[str] = Counter()
    products: Counter[str] = Counter()
    of: defaultdict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for one, code, strength, number in deals:
        transfers[one] += number
        of[one].add((code, strength))
    for one, code in others:
        of[one] |= {(code, None)} if code else set()
        products[one] += bool(code)
    found = [
        Trader(
            key, *named[key], transfers[key], products[key], incidents.get(key, 0),
            _best(its), frozenset(its),
        )
        for key, its in of.items() if key in named
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.transfers, -one.incidents, one.name, one.key))


def _best(of: Iterable[tuple[str, str | None]]) -> str | None:
    return max((proof for _, proof in of if proof), key=PROOF.index, default=None)


def _deals_kept(role: str, day: date | None) -> list[Deals]:
    return kept("deals", (role, day), lambda: _deals(role, day))


def _uses_kept(day: date | None) -> list[_Use]:
    return kept("uses", day, lambda: _uses(day))


def _deals(role: str, day: date | None, place: str = "") -> list[Deals]:
    known = Transfer.objects.published().known_on(day).exclude(**{role: None}).order_by()
    known = known.filter(**{f"{role}__country": place}) if place else known
    rows = known.values_list(role, "technology", "strength").annotate(n=Count("pk"))
    return [Deals(*row) for row in rows]


def _uses(day: date | None, of: Q | None = None) -> list[_Use]:
    rows = Incident.objects.published().known_on(day).filter(of or Q()).order_by()
    told = rows.values_list(
        "vendor", "product__vendor", "perpetrator_agency", "perpetrator_country",
        "product__technology",
    )  # fmt: skip
    return [_Use(frozenset({one, other} - {None}), *rest) for one, other, *rest in told]


def _named_kept(day: date | None, place: str) -> Mapping[str, tuple[str, str | None]]:
    return _named(day, place) if place else kept("named", day, lambda: _named(day))


def _named(day: date | None, place: str = "") -> Mapping[str, tuple[str, str | None]]:
    known = Party.objects.published().known_on(day).order_by()
    known = known.filter(country=place) if place else known
    return {key: (name, place) for key, name, place in known.values_list("pk", "name", "country")}


def technologies(trader: Trader) -> list[str]:
    """The technologies that a party deals in, in the order of the taxonomy."""
    codes = {code for code, _ in trader.of}
    return [code for code in TECHNOLOGIES if code in codes]


def in_full(traders: Iterable[Trader]) -> list[Any]:
    """The rows of some traders, each with its counts."""
    told = list(traders)
    rows = Party.objects.published().select_related("country").in_bulk([one.key for one in told])
    for one in told:
        row: Any = rows.get(one.key)
        if row is not None:
            row.count_transfers, row.count_products = one.transfers, one.products
            row.count_incidents, row.proof = one.incidents, one.proof
    return [rows[one.key] for one in told if one.key in rows]


class Place(NamedTuple):
    """A country by what went out and in, by whom, and what was done there."""

    country: Country
    count_vendors: int
    count_out: int
    count_in: int
    count_end_users: int
    count_incidents: int
    count_policies: int

    @property
    def pk(self) -> str:
        """The code of the country."""
        return str(self.country.pk)

    def __str__(self) -> str:
        return str(self.country)

    def get_absolute_url(self) -> str:
        """The page of the country."""
        return self.country.get_absolute_url()


def countries(day: date | None, technology: str) -> list[Place]:
    """Every country with what is on record of it, of one technology if asked."""
    return kept("countries", (day, technology), lambda: _countries(day, technology))


def _countries(day: date | None, technology: str) -> list[Place]:
    sent = Transfer.objects.published().known_on(day).order_by()
    sent = sent.filter(technology=technology) if technology else sent
    policies = Policy.objects.published().known_on(day).order_by()
    uses = [use for use in _uses_kept(day) if technology in {"", use.technology}]
    counts: tuple[Mapping[str | None, int], ...] = (
        Counter(one.country for one in vendors(day, technology)),
        _by("supplier__country", sent),
        _by("destination", sent),
        Counter(one.country for one in end_users(day, technology)),
        Counter(use.country for use in uses),
        {} if technology else _by("country", policies),
    )
    return [
        Place(place, *(count.get(place.pk, 0) for count in counts))
        for place in Country.objects.order_by("name")
    ]


def _by(key: str, rows: Any) -> dict[str | None, int]:
    return dict(rows.values_list(key).annotate(n=Count("pk")))
