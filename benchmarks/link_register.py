"""An invented licence register of known truth: parties, each under several spellings.

Names are made of syllables, so none is meant. What is hard in real registers is here: sister
companies that share their first word, numbered units, people of one family, ministries of many
countries, legal forms written in every way, slips of the pen, words cut short, other scripts.
"""

# ruff: noqa: RUF001 - names in other scripts
import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

SYLLABLES = (
    "ba be bor da del dor fa fen gal gor hel ka kem kor la lin lor ma mer mon na nel nor pa pel por"
    " ra ren ros sa sel sor ta tel tor va vel vor zen bri cla dre fro gri kra pla sto tri vin wes"
)
FORMS = {
    "de": (
        ("GmbH", "Gesellschaft mit beschränkter Haftung", "G.m.b.H."),
        ("AG", "Aktiengesellschaft", "A.G."),
    ),
    "gb": (("Ltd", "Limited", "Ltd."), ("plc", "PLC", "Public Limited Company")),
    "fr": (("SARL", "S.A.R.L.", "Sàrl"), ("SA", "S.A.", "Société Anonyme")),
    "it": (("Srl", "S.r.l.", "SRL"), ("SpA", "S.p.A.", "Società per Azioni")),
    "us": (("Inc", "Inc.", "Incorporated"), ("LLC", "L.L.C.", "Limited Liability Company")),
    "ru": (("OOO", "ООО", "Ltd"), ("AO", "АО", "JSC")),
    "il": (("Ltd", "Limited", "Ltd."),),
}  # fmt: skip
TRADES = (
    ("Systems", "Sys."), ("Technologies", "Technology"), ("Electronics", "Electronic"),
    ("Engineering", "Eng."), ("Aerospace", "Aero Space"), ("Security", "Sec."), ("Optics", "Optik"),
    ("Networks", "Network"), ("International", "Intl."), ("Defence", "Defense"),
    ("Communications", "Communication"), ("Trading", "Trade"), ("Instruments", "Instrument"),
    ("Solutions", "Solution"), ("Industries", "Industry"), ("Precision", "Precision"),
)  # fmt: skip
GIVEN = (
    "Ahmed",
    "Fatma",
    "Ivan",
    "Olga",
    "John",
    "Jane",
    "Pierre",
    "Marie",
    "Wei",
    "Li",
    "Omar",
    "Layla",
)
BODIES = (
    "Ministry of Interior",
    "Ministry of Defence",
    "National Police",
    "State Security Service",
)
COUNTRIES = tuple(FORMS)
CYRILLIC = dict(zip("abdefgiklmnoprstvz", "абдефгиклмнопрствз", strict=True))
ARABIC = dict(zip("abdfghklmnrstvwz", "ابدفغهكلمنرستفوز", strict=True))


class Line(NamedTuple):
    """A row of the register; `party` is the truth."""

    name: str
    country: str
    kind: str
    party: int


class _Chance(random.Random):
    def word(self) -> str:
        return "".join(self.choices(SYLLABLES.split(), k=self.choice((2, 2, 3, 3, 4)))).capitalize()

    def slip(self, word: str) -> str:
        """One slip of the pen: a letter lost, doubled, exchanged or taken for another."""
        at = self.randrange(1, max(2, len(word) - 1))
        how = self.randrange(4)
        if how == 0:
            return word[:at] + word[at + 1 :]
        if how == 1:
            return word[:at] + word[at] + word[at:]
        if how == 2:
            return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        return word[:at] + self.choice("aeiounrst") + word[at + 1 :]


class Party(NamedTuple):
    """A party as it is: distinctive words, trades, legal form, country."""

    own: tuple[str, ...]
    trades: tuple[tuple[str, str], ...]
    form: tuple[str, ...]
    country: str
    kind: str


def parties(chance: _Chance, count: int) -> Iterator[Party]:
    """Parties, of which every third is like one before in what does not make it the same. No two
    have all words and the country in common: nobody could tell those apart."""
    made: dict[tuple[frozenset[str], str], Party] = {}
    known: list[Party] = []
    while len(made) < count:
        sister = known and chance.random() < 0.33
        party = _sister(chance, chance.choice(known)) if sister else _party(chance)
        said = frozenset((*party.own, *(trade for trade, _ in party.trades)))
        key = (said, "" if party.kind == "person" else party.country)
        if key not in made:
            made[key] = party
            known.append(party)
            yield party


def _party(chance: _Chance) -> Party:
    country = chance.choice(COUNTRIES)
    sort = chance.random()
    if sort < 0.12:
        return Party((chance.choice(GIVEN), chance.word()), (), (), country, "person")
    if sort < 0.16:
        number = str(chance.randrange(1000, 9999))
        return Party(("Unit", number), (), (), country, "organization")
    if sort < 0.18:
        return Party((chance.choice(BODIES),), (), (), country, "organization")
    own = tuple(chance.word() for _ in range(chance.choice((1, 1, 1, 2))))
    trades = tuple(chance.sample(TRADES, k=chance.choice((0, 1, 1, 2))))
    return Party(own, trades, chance.choice(FORMS[country]), country, "company")


def _sister(chance: _Chance, party: Party) -> Party:
    """A party that shares a word with another and is none the less not the same."""
    if party.kind == "person":
        other = [name for name in GIVEN if name != party.own[0]]
        return party._replace(own=(chance.choice(other), party.own[1]))
    if party.own[0] == "Unit":
        return party._replace(own=("Unit", str(int(party.own[1]) + chance.choice((1, 10)))))
    if party.kind == "organization":
        return party._replace(country=chance.choice([c for c in COUNTRIES if c != party.country]))
    if chance.random() < 0.5:
        return party._replace(own=(*party.own, chance.word()))
    other = [trade for trade in TRADES if trade not in party.trades]
    return party._replace(trades=tuple(chance.sample(other, k=max(1, len(party.trades)))))


Spelling = Callable[[_Chance, Party, list[str]], list[str]]


def _with_slip(chance: _Chance, _: Party, said: list[str]) -> list[str]:
    at = max(range(len(said)), key=lambda i: len(said[i]))
    return said if said[at].isdigit() else [*said[:at], chance.slip(said[at]), *said[at + 1 :]]


def _in_capitals(_: _Chance, __: Party, said: list[str]) -> list[str]:
    return [word.upper() for word in said]


def _cut_short(_: _Chance, party: Party, said: list[str]) -> list[str]:
    short = dict(party.trades)
    return [short.get(word, word) for word in said]


def _joined(_: _Chance, party: Party, said: list[str]) -> list[str]:
    if party.kind != "company" or len(said) < 2:
        return said
    return [said[0] + said[1], *said[2:]]


def _turned(_: _Chance, party: Party, said: list[str]) -> list[str]:
    if party.kind == "person":
        return [f"{said[-1]},", *said[:-1]]
    return said


def _in_another_script(_: _Chance, party: Party, said: list[str]) -> list[str]:
    table = CYRILLIC if party.country == "ru" else ARABIC if party.country == "il" else None
    if table is None or party.kind != "company":
        return said
    return [
        "".join(table.get(c, "") for c in word.lower()) or word for word in said[: len(party.own)]
    ]


SPELLINGS: tuple[Spelling, ...] = (
    _with_slip, _with_slip, _in_capitals, _cut_short, _joined, _turned, _in_another_script,
)  # fmt: skip


def spelt(chance: _Chance, party: Party) -> str:
    """One way to write a party down."""
    said = [*party.own, *(trade for trade, _ in party.trades)]
    if chance.random() < 0.6:
        for change in chance.sample(SPELLINGS, k=chance.choice((1, 1, 2))):
            said = change(chance, party, said)
    form = chance.choice(party.form) if party.form and chance.random() < 0.85 else ""
    comma = "," if form and chance.random() < 0.1 else ""
    return f"{' '.join(said)}{comma} {form}".strip()


def register(count: int, *, seed: int = 2014, spellings: int = 4) -> list[Line]:
    """So many parties, each in up to `spellings` ways, most of them in one; countries are left out
    in every fifth row, kinds in every second."""
    chance = _Chance(seed)
    lines = []
    for number, party in enumerate(parties(chance, count)):
        for _ in range(chance.choice((1, 1, 2, 3, spellings))):
            country = party.country if chance.random() < 0.8 else ""
            kind = party.kind if chance.random() < 0.5 else ""
            lines.append(Line(spelt(chance, party), country, kind, number))
    return lines
