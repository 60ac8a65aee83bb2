"""A large evidence base of invented records, the same every time, for benchmarks/site.py.

Loads the pack that ships and so many invented records into DATABASE_URL, which must be empty:
    DATABASE_URL=sqlite:////tmp/base.sqlite3 python benchmarks/base.py [RECORDS]

What is common in a real base is common here: few makers sell much and most sell little, a few
countries receive most, a leak supports thousands of statements, words follow Zipf's law. The
records of number 1 are the largest of their kind: /parties/company-1/ has some 2,000 transfers.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, TypeVar

from enduse import trade
from enduse.evidence import Source, Strength
from enduse.interchange.pack import NOUNS, read_pack
from enduse.taxonomy import TECHNOLOGIES
from enduse.trade.goods import Decision, Name

RECORDS = 200_000
SHARES = {
    "sources": 0.30, "companies": 0.10, "bodies": 0.08, "products": 0.04, "transfers": 0.33,
    "licences": 0.10, "incidents": 0.04, "outreach": 0.006, "restrictions": 0.003,
    "campaigns": 0.001,
}  # fmt: skip
LEAST = 20
FIRST_DAY, DAYS = date(1998, 1, 1), 10_400
SYLLABLES = "ba be bor da del dor fa fen gal gor ha hel ka kem kor la lin lor ma mer mon na nel nor"
SYLLABLES += " pa pel por ra ren ros sa sel sor ta tel tor va vel vor za zen"
ARABIC = "بار تال جاد حار داز راب سال شاد صاف طال عاد فار قاب كال لاد ماس نار هاد واص ياف"
FIRMS = (
    "Systems", "Technologies", "Security", "Networks", "Solutions", "Group", "Intelligence", "Labs",
    "Telecom",
)  # fmt: skip
BODIES = {
    "agency": ("State Security Service", "National Police", "Ministry of Interior", "Directorate"),
    "authority": ("Export Control Office", "Licensing Authority"),
    "ngo": ("Rights Watch", "Privacy Forum"),
    "media": ("Gazette", "Herald"),
}
KINDS = ("agency",) * 12 + ("authority", "ngo", "ngo", "media")
STRENGTHS = (Strength.ALLEGED, Strength.REPORTED, Strength.DOCUMENTED, Strength.CONFIRMED)
T = TypeVar("T")


class Chance:
    """Choices that are the same every time."""

    def __init__(self) -> None:
        self.random = random.Random(2014)  # noqa: S311 - deals, not secrets
        self._weights: dict[tuple[int, float], list[float]] = {}
        told = " ".join(f"{t.title} {t.summary}" for t in TECHNOLOGIES.values())
        field = list(dict.fromkeys(word for word in told.split() if word.isalpha()))
        self.random.shuffle(field)
        self.words = field + [self.name().lower() for _ in range(20_000)]

    def one(self, among: Sequence[T], steep: float = 0.0) -> T:
        """One of some; the steeper, the more often one of the first."""
        if not steep:
            return self.random.choice(among)
        return among[self.rank(len(among), steep)]

    def rank(self, size: int, steep: float) -> int:
        """A place below `size` by Zipf's law."""
        weights = self._weights.get((size, steep))
        if weights is None:
            weights = list(accumulate((at + 1) ** -steep for at in range(size)))
            self._weights[size, steep] = weights
        return self.random.choices(range(size), cum_weights=weights)[0]

    def maybe(self, chance: float, make: Callable[[], T]) -> T | None:
        return make() if self.random.random() < chance else None

    def name(self) -> str:
        syllables = SYLLABLES.split()
        return "".join(self.random.choices(syllables, k=self.random.randint(2, 4))).capitalize()

    def arabic(self) -> str:
        return " ".join("".join(self.random.choices(ARABIC.split(), k=2)) for _ in range(2))

    def text(self, least: int, most: int) -> str:
        said = (self.one(self.words, 1.0) for _ in range(self.random.randint(least, most)))
        return " ".join(said).capitalize()

    def day(self) -> str:
        day = FIRST_DAY + timedelta(days=int(DAYS * self.random.random() ** 0.5))
        return day.isoformat()[: self.random.choice((4, 7, 10, 10))]


class Base:
    """The invented records, noun by noun; what is named must have been made."""

    def __init__(self, records: int) -> None:
        self.chance, shipped = Chance(), read_pack()
        self.size = {name: max(LEAST, int(records * share)) for name, share in SHARES.items()}
        self.countries = [c.code for c in shipped.places.countries if c.code != "eu"]
        self.chance.random.shuffle(self.countries)
        self.technologies = list(TECHNOLOGIES)
        self.kinds = {f"body-{n}": self.chance.one(KINDS) for n in self._numbers("bodies")}
        self.kinds["body-1"], self.kinds["body-2"] = "agency", "authority"
        self.agencies = [one for one, kind in self.kinds.items() if kind == "agency"]
        self.authorities = [one for one, kind in self.kinds.items() if kind == "authority"]
        self.speakers = [one for one, kind in self.kinds.items() if kind in {"ngo", "media"}]
        self.makers: list[tuple[str, str]] = []

    def _numbers(self, name: str) -> range:
        return range(1, self.size[name] + 1)

    def _some(self, kind: str, size: str, steep: float) -> str:
        return f"{kind}-{self.chance.rank(self.size[size], steep) + 1}"

    def company(self) -> str:
        return self._some("company", "companies", 0.8)

    def sure(self) -> dict[str, Any]:
        """What every record says: how sure, and by which sources."""
        many = self.chance.one((1, 1, 1, 2, 2, 3, 5))
        cited = dict.fromkeys(self._some("source", "sources", 0.7) for _ in range(many))
        return {"confidence": self.chance.one(("high", "medium")), "sources": tuple(cited)}

    def note(self) -> str | None:
        return self.chance.maybe(0.7, lambda: self.chance.text(8, 30))

    def country(self) -> str:
        return self.chance.one(self.countries, 1.0)

    def technology(self) -> str:
        return self.chance.one(self.technologies, 0.7)

    def sources(self) -> Iterator[Source]:
        for n in self._numbers("sources"):
            yield Source(
                id=f"source-{n}",
                title=self.chance.text(5, 12),
                publisher=f"{self.chance.one(self.chance.words[:3000], 0.9).title()} News",
                url=f"https://base.invalid/{n}",
                published=self.chance.day(),
                language=self.chance.one(("en", "en", "en", "ar", "fr", "de")),
                kind=self.chance.one(("news", "news", "report", "government", "leak", "court")),
                read=self.chance.one(("full", "excerpt", "referenced")),
                note=self.chance.maybe(0.2, lambda: self.chance.text(6, 15)),
            )

    def parties(self) -> Iterator[trade.Party]:
        for n in self._numbers("companies"):
            name = f"{self.chance.name()} {self.chance.one(FIRMS)}"
            parent = None if n < LEAST else self.chance.maybe(0.08, self.company)
            told = {"parent": parent if parent != f"company-{n}" else None}
            yield self._party(f"company-{n}", name, "company", **told)
        for one, kind in self.kinds.items():
            yield self._party(one, f"{self.chance.one(BODIES[kind])} of {self.chance.name()}", kind)

    def _party(self, key: str, name: str, kind: Any, **told: Any) -> trade.Party:
        sure = self.sure()
        arabic = self.chance.maybe(0.05, self.chance.arabic)
        names = [Name(name=arabic, language="ar", basis="source", sources=sure["sources"][:1])]
        alias = self.chance.maybe(0.1, self.chance.name)
        return trade.Party(
            id=key, name=name, kind=kind, country=self.country(), note=self.note(),
            names=tuple(names) if arabic else (), aliases=(alias,) if alias else (), **told, **sure,
        )  # fmt: skip

    def products(self) -> Iterator[trade.Product]:
        for n in self._numbers("products"):
            vendor, technology = self.company(), self.technology()
            self.makers.append((vendor, technology))
            yield trade.Product(
                id=f"product-{n}", name=f"{self.chance.name()} {self.chance.random.randint(2, 99)}",
                vendor=vendor, technology=technology, note=self.note(), **self.sure(),
            )  # fmt: skip

    def transfers(self) -> Iterator[trade.Transfer]:
        for n in self._numbers("transfers"):
            place = self.chance.maybe(0.4, lambda: self.chance.rank(self.size["products"], 0.7))
            vendor, technology = self.company(), self.technology()
            if place is not None:
                vendor, technology = self.makers[place]
            yield trade.Transfer(
                id=f"transfer-{n}", supplier=vendor, technology=technology,
                product=None if place is None else f"product-{place + 1}",
                destination=self.country(),
                end_user=self.chance.maybe(0.5, lambda: self.chance.one(self.agencies, 0.7)),
                stage=self.chance.one(("supplied", "supplied", "contract", "offer", "unknown")),
                reported=self.chance.day(), strength=self.chance.one(STRENGTHS),
                how_known=self.chance.one(("leak", "press", "procurement", "forensics")),
                note=self.note(), **self.sure(),
            )  # fmt: skip

    def licences(self) -> Iterator[trade.Licence]:
        for n in self._numbers("licences"):
            sure, days = self.sure(), sorted(self.chance.day() for _ in range(2))
            last = self.chance.one(("granted", "granted", "refused", "revoked"))
            events = zip(days, ("applied", last), strict=True)
            yield trade.Licence(
                id=f"licence-{n}", exporter=self.company(),
                authority=self.chance.one(self.authorities, 0.9), destinations=(self.country(),),
                end_user=self.chance.maybe(0.3, lambda: self.chance.one(self.agencies, 0.7)),
                item=self.chance.text(3, 9), technology=self.technology(), kind="individual",
                decisions=tuple(
                    Decision(date=day, decision=what, sources=sure["sources"][:1])
                    for day, what in events
                ),
                note=self.note(), **sure,
            )  # fmt: skip

    def incidents(self) -> Iterator[trade.Incident]:
        for n in self._numbers("incidents"):
            place = self.chance.rank(self.size["products"], 0.7)
            yield trade.Incident(
                id=f"incident-{n}", title=self.chance.text(6, 14),
                perpetrator_country=self.country(),
                perpetrator_agency=self.chance.maybe(
                    0.5, lambda: self.chance.one(self.agencies, 0.7)
                ),
                victim_countries=(self.country(),), vendor=self.makers[place][0],
                product=f"product-{place + 1}", reported=self.chance.day(),
                victims={"activist": self.chance.random.randint(1, 40), "journalist": None},
                count_type="targeted-or-infected", harms=("arrest",), evidence=("forensics",),
                strength=self.chance.one(STRENGTHS), note=self.note(), **self.sure(),
            )  # fmt: skip

    def campaigns(self) -> Iterator[trade.Campaign]:
        for n in self._numbers("campaigns"):
            title, aim = self.chance.text(3, 7), self.chance.text(8, 20)
            yield trade.Campaign(id=f"campaign-{n}", title=title, aim=aim, **self.sure())

    def outreach(self) -> Iterator[trade.Outreach]:
        for n in self._numbers("outreach"):
            asked = tuple(dict.fromkeys(self.company() for _ in range(3)))
            yield trade.Outreach(
                id=f"letter-{n}", campaign=self._some("campaign", "campaigns", 0.5),
                senders=(self.chance.one(self.speakers, 0.9),), recipients=asked,
                date=self.chance.day(), subject=self.chance.text(4, 9), channel="letter",
                about=(self._some("transfer", "transfers", 0.5),),
                responses=tuple(
                    trade.Response(recipient=one, status=self.chance.one(("answered", "no-reply")))
                    for one in asked
                ),
                **self.sure(),
            )  # fmt: skip

    def restrictions(self) -> Iterator[trade.Restriction]:
        for n in self._numbers("restrictions"):
            yield trade.Restriction(
                id=f"restriction-{n}", target=self.company(), date=self.chance.day(),
                authority=self.chance.one(self.authorities, 0.9), measure="entity-list",
                note=self.note(), **self.sure(),
            )  # fmt: skip


def base(records: int = RECORDS) -> trade.Pack:
    """The pack that ships with so many invented records, each noun sorted by id."""
    shipped, made = read_pack(), Base(records)
    rows = {
        noun: [*getattr(shipped, noun), *(getattr(made, noun)() if hasattr(made, noun) else ())]
        for noun in NOUNS
    }
    every = {noun: tuple(sorted(its, key=lambda row: row.id)) for noun, its in rows.items()}
    return trade.Pack(places=shipped.places, **every)


def load(records: int) -> None:
    """Fill the database that DATABASE_URL names, and say how long it took."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from enduse.web import pack

    told, start = base(records), time.perf_counter()
    call_command("migrate", verbosity=0)
    pack.load(told, now=timezone.now())
    total = sum(len(getattr(told, noun)) for noun in NOUNS)
    print(f"{total:,} records loaded in {time.perf_counter() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enduse.web.settings")
    load(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS)
