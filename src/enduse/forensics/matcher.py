"""All indicators sought at once: names in hash tables, what stands inside text in one automaton."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Literal, NamedTuple

from enduse.forensics import kinds
from enduse.forensics.boundaries import AS_ITSELF, is_aside
from enduse.forensics.indicators import KINDS, Indicators, Kind, Term
from enduse.forensics.needles import needles_of
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

Role = Literal[
    "text", "url", "host", "email", "process", "path", "hash", "certificate", "package", "property",
    "profile",
]  # fmt: skip
IN_TEXT: frozenset[Kind] = frozenset(AS_ITSELF)
SEEN_IN: Mapping[Role, frozenset[Kind]] = {
    "text": IN_TEXT,
    "url": frozenset({"domain", "url", "ip"}),
    "host": frozenset({"domain", "ip"}),
    "email": frozenset({"email", "domain"}),
    "process": frozenset({"process", "package"}),
    "path": frozenset({"file-path", "file-name", "process", "package"}),
    "hash": frozenset({"hash"}),
    "certificate": frozenset({"certificate", "hash"}),
    "package": frozenset({"package", "process"}),
    "property": frozenset({"property"}),
    "profile": frozenset({"profile"}),
}
SCANNED: frozenset[Role] = frozenset({"text", "url", "host", "email"})
FOLDED: frozenset[Kind] = frozenset(
    {"hash", "certificate", "package", "property", "profile", "email"}
)
CUT_AT = 16  # how many characters of a process name the kernels of iOS and macOS keep
V4 = re.compile(rb"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
V6 = re.compile(rb"(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])")
BETWEEN = b"\0"


class Found(NamedTuple):
    """A term where it stands; `aside`: named in the address of something else."""

    term: int
    start: int
    end: int
    aside: bool = False


class Matcher:
    """Indicators made ready to be sought; `owners` gives the indicators of each term."""

    def __init__(self, indicators: Indicators) -> None:
        self.indicators = indicators
        self.terms: list[Term] = []
        self.owners: list[list[int]] = []
        self.exact: dict[Kind, dict[str, int]] = {kind: {} for kind in KINDS}
        self.likes: dict[Kind, list[tuple[re.Pattern[str], int]]] = {}
        self.networks: list[tuple[IPv4Network | IPv6Network, int]] = []
        self._asked: list[frozenset[int]] = []
        places: dict[Term, int] = {}
        for at, indicator in enumerate(indicators.indicators):
            for term in indicator.terms:
                place = places.setdefault(term, len(self.terms))
                if place == len(self.terms):
                    self._add(term)
                self.owners[place].append(at)
            self._asked.append(frozenset(places[term] for term in indicator.terms))
        self.cut = {n[:CUT_AT]: at for n, at in self.exact["process"].items() if len(n) > CUT_AT}

    def terms_of(self, owner: int) -> frozenset[int]:
        """The terms that an indicator asks for."""
        return self._asked[owner]

    def _add(self, term: Term) -> None:
        place = len(self.terms)
        self.terms.append(term)
        self.owners.append([])
        if term.like:
            self.likes.setdefault(term.kind, []).append((_wildcard(term), place))
        elif term.kind == "ip" and ("/" in term.value or ":" in term.value):
            self.networks.append((ip_network(term.value), place))
        else:
            self.exact[term.kind][term.value] = place

    @cached_property
    def _needles(self) -> tuple["BytesAhoCorasick", list[tuple[int, ...]]]:
        """The automaton, and the terms of each of its words."""
        try:
            from ahocorasick_rs import BytesAhoCorasick, Implementation
        except ImportError:
            raise BadInput(
                "a check needs enduse[forensics]: pip install 'enduse[forensics]'"
            ) from None
        words: dict[bytes, list[int]] = {}
        for place, term in enumerate(self.terms):
            for needle in needles_of(term):
                words.setdefault(needle, []).append(place)
        made = BytesAhoCorasick(list(words), implementation=Implementation.ContiguousNFA)
        return made, [tuple(places) for places in words.values()]

    def scan(self, text: bytes, within: frozenset[Kind] = IN_TEXT) -> list[Found]:
        """Every term of these kinds that stands in a text as itself, in order."""
        automaton, places = self._needles
        low = text.lower()
        found = [
            hit
            for word, start, end in automaton.find_matches_as_indexes(low, overlapping=True)
            for place in places[word]
            if (hit := self._stands(text, place, start, end, within))
        ]
        if self.networks and "ip" in within:
            found += self._in_networks(low)
        return sorted(set(found), key=lambda hit: hit.start)

    def _stands(
        self, text: bytes, place: int, start: int, end: int, within: frozenset[Kind]
    ) -> Found | None:
        term = self.terms[place]
        if term.kind not in within:
            return None
        if term.like:
            return self._like_around(text, place, start, end)
        if not AS_ITSELF[term.kind](text, start, end):
            return None
        if term.kind in {"url", "file-path", "file-name"} and not _same(term, text[start:end]):
            return None
        aside = term.kind in {"domain", "ip", "url"} and is_aside(text, start, end)
        return Found(place, start, end, aside)

    def _like_around(self, text: bytes, place: int, start: int, end: int) -> Found | None:
        """The word around a part of a pattern with wildcards, where the whole word matches it."""
        begins, ends = _word_around(text, start, end)
        word = text[begins:ends].decode(errors="replace")
        pattern = next(p for p, at in self.likes[self.terms[place].kind] if at == place)
        kind = self.terms[place].kind
        for seen in (word, *_parts(kind, word)):
            if pattern.fullmatch(seen.lower() if kind in FOLDED else seen):
                return Found(place, begins, ends)
        return None

    def _in_networks(self, low: bytes) -> Iterator[Found]:
        versions = {network.version for network, _ in self.networks}
        patterns = [pattern for version, pattern in ((4, V4), (6, V6)) if version in versions]
        for match in (match for pattern in patterns for match in pattern.finditer(low)):
            try:
                address = ip_address(match[0].decode())
            except ValueError:
                continue
            for network, place in self.networks:
                if address in network:
                    aside = is_aside(low, match.start(), match.end())
                    yield Found(place, match.start(), match.end(), aside)

    def column(self, role: Role, values: Sequence[str]) -> Iterator[tuple[int, str, Found]]:
        """The terms in the values of one column: the place of the value, what of it matched."""
        if role in SCANNED:
            return self._scanned(SEEN_IN[role], values)
        return self._looked_up(role, values)

    def _scanned(
        self, within: frozenset[Kind], values: Sequence[str]
    ) -> Iterator[tuple[int, str, Found]]:
        joined = BETWEEN.decode().join(values)
        if joined.count("\0") != len(values) - 1:
            values = [value.replace("\0", " ") for value in values]
            joined = BETWEEN.decode().join(values)
        text = joined.encode(errors="replace")
        row = counted = 0
        for hit in self.scan(text, within):
            row, counted = row + text.count(BETWEEN, counted, hit.start), hit.start
            yield row, text[hit.start : hit.end].decode(errors="replace"), hit

    def _looked_up(self, role: Role, values: Sequence[str]) -> Iterator[tuple[int, str, Found]]:
        likely = self._quick[role]
        for row, value in enumerate(values):
            if likely(value):
                for place in dict.fromkeys(self._named(role, value)):
                    yield row, self.terms[place].value, Found(place, 0, len(value))

    @cached_property
    def _quick(self) -> Mapping[Role, Callable[[str], bool]]:
        """For each role a test that is quick, and never says no where there is a match."""
        names = {n for kind in ("process", "file-name") for n in self.exact[kind]} | set(self.cut)
        tails = {path.rpartition("/")[2] for path in self.exact["file-path"]}
        apps = set(self.exact["package"])
        known = names | apps
        in_path = names | tails | apps
        anything = any(self.likes.get(k) for k in ("process", "file-name", "file-path", "package"))
        if anything:
            return dict.fromkeys(SEEN_IN, bool)
        return dict.fromkeys(SEEN_IN, bool) | {
            "process": lambda v: v in known or v.rpartition("/")[2] in names or v.lower() in apps,
            "package": lambda v: v in known or v.lower() in apps or v.rpartition("/")[2] in names,
            "path": lambda v: (
                not in_path.isdisjoint(v.split("/"))
                or not apps.isdisjoint(v.lower().replace("-", "/").split("/"))
                or "\\" in v
            ),
        }

    def _named(self, role: Role, value: str) -> Iterable[int]:
        if role == "path":
            yield from self._in_path(value)
            return
        for kind in SEEN_IN[role]:
            name = value.rpartition("/")[2] if kind == "process" else value
            name = name.lower().replace(":", "") if kind in {"hash", "certificate"} else name
            yield from self._named_as(kind, name.lower() if kind in FOLDED else name)
        if "process" in SEEN_IN[role]:
            name = value.rpartition("/")[2]
            if len(name) == CUT_AT and name in self.cut:
                yield self.cut[name]

    def _named_as(self, kind: Kind, name: str) -> Iterable[int]:
        if name in self.exact[kind]:
            yield self.exact[kind][name]
        for pattern, place in self.likes.get(kind, ()):
            if pattern.fullmatch(name):
                yield place

    def _in_path(self, value: str) -> Iterable[int]:
        """Terms that a path names: itself, a folder it lies in, its file, a process or an app."""
        path = value.replace("\\", "/")
        path = path.removeprefix("/private") if path.startswith("/private/") else path
        parts = path.split("/")
        yield from self._named_as("file-name", parts[-1])
        for end in range(1, len(parts) + 1):
            yield from self._named_as("file-path", "/".join(parts[:end]))
        for part in filter(None, parts):
            yield from self._named_as("process", part)
            app = part.lower()
            yield from self._named_as("package", app)
            yield from self._named_as("package", app.partition("-")[0])


def _same(term: Term, seen: bytes) -> bool:
    """Whether letters have the case that counts: that of a host does not, that of a path does."""
    if term.kind != "url":
        return term.value.encode() == seen
    _, _slash, path = term.value.partition("/")
    return not path or seen.partition(b"/")[2] == path.encode()


def _wildcard(term: Term) -> re.Pattern[str]:
    signs = {"%": ".*", "_": "."}
    return re.compile("".join(signs.get(c) or re.escape(c) for c in term.value), re.DOTALL)


def _word_around(text: bytes, start: int, end: int) -> tuple[int, int]:
    lowest, highest = max(0, start - kinds.LONGEST), min(len(text), end + kinds.LONGEST)
    stops = b" \t\r\n\"'<>|\0,;()[]{}"
    while start > lowest and text[start - 1] not in stops:
        start -= 1
    while end < highest and text[end] not in stops:
        end += 1
    return start, end


def _parts(kind: Kind, word: str) -> Iterator[str]:
    """What of a word may be of a kind: the host of an address, the name of a file."""
    if kind in {"domain", "url"}:
        rest = word.partition("://")[2] or word
        yield rest
        yield re.split(r"[/?#:]", rest, maxsplit=1)[0].rpartition("@")[2].lower()
    if kind in {"file-name", "process"}:
        yield word.rpartition("/")[2]
