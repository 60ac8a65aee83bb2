"""What the words of an item name: technologies, features that law asks for, or ordinary goods."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from enduse.evidence import Record
from enduse.taxonomy.vocabulary import PLAIN, WEAK, Rule, terms_of, vocabulary
from enduse.taxonomy.words import Hit, Text, find, read

DENIED_WORDS = 5
WINDOW = 8
CHOICES = 6
FALSE_FRIENDS = frozenset({"blind", "quiet"})


class Recognition(Record, frozen=True, kw_only=True):
    """What an item was recognised as, and the words that decided.

    `because` has one sentence for each of `technologies`, best first. `denied` are technologies
    that the item names only to say that it lacks them. Where neither a technology nor a class of
    `harmless` goods is named, nothing is known of the item, which is not the same as harmless.
    """

    technologies: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    features: frozenset[str] = frozenset()
    harmless: str | None = None
    harmless_because: str | None = None
    denied: tuple[str, ...] = ()


class _Naming(NamedTuple):
    """A technology, and the positions of the words that name it."""

    names: str
    strength: int
    at: frozenset[int]


class _Combined(NamedTuple):
    """A rule that holds, and the positions of the words it rests on."""

    rule: Rule
    at: frozenset[int]


@lru_cache(maxsize=16384)
def recognise(item: str) -> Recognition:
    """What the words of an item name; a pure function of the text and the word files.

    >>> found = recognise("IMSI catcher with training, without facial recognition")
    >>> found.technologies, found.denied, found.because
    (('mobile-interception-imsi',), ('facial-recognition',), ('"IMSI catcher" names mobile ...',))
    >>> recognise("intrusion detection system").harmless
    'network-security'
    """
    known = vocabulary()
    text = read(item, known.dropped)
    hits = _undeceived(list(find(text.words, terms_of)), text)
    denied = _denied(hits, text)
    said = [hit for hit in hits if denied.isdisjoint(_span(hit))]
    combined = tuple(_combined(said, text, known.rules))
    found = _kept(_technologies(said, combined))
    goods = _goods(hits, found, text)
    found = () if goods else found
    return Recognition(
        technologies=tuple(naming.names for naming in found),
        because=tuple(_because(text, n.at, known.labels[n.names]) for n in found),
        features=_features(said, combined),
        harmless=goods.term.names if goods else None,
        harmless_because=_because(text, _span(goods), known.titles[goods.term.names])
        if goods
        else None,
        denied=_only_denied(hits, denied, found),
    )


def _because(text: Text, at: Iterable[int], label: str) -> str:
    return f'"{text.quote(at)}" names {label}'


def _span(hit: Hit) -> range:
    return range(hit.at, hit.end)


def _undeceived(hits: Sequence[Hit], text: Text) -> list[Hit]:
    """The hits without those whose words belong to a false friend at least as long."""
    blinds = [hit for hit in hits if hit.term.kind in FALSE_FRIENDS]
    blinds += _excused(hits, blinds, text)
    if not blinds:
        return list(hits)
    length: dict[int, int] = {}
    for hit in blinds:
        for at in _span(hit):
            length[at] = max(length.get(at, 0), hit.end - hit.at)
    return [
        hit
        for hit in hits
        if hit.term.kind not in {"technology", "feature", "concept", "sinister"}
        or all(length.get(at, 0) < hit.end - hit.at for at in _span(hit))
    ]


def _excused(hits: Sequence[Hit], blinds: Sequence[Hit], text: Text) -> list[Hit]:
    """The words that mean no surveillance near the ordinary setting they are listed for, where no
    other word of the item is sinister or speaks of investigators."""
    listed = [hit for hit in hits if hit.term.kind == "excused"]
    if not listed:
        return []
    told = [hit for hit in hits if hit.term.kind == "concept"]
    excused = [hit for hit in listed if any(_is_set(hit, setting, text) for setting in told)]
    plain = _covered((*blinds, *excused), {*FALSE_FRIENDS, "excused"})
    dark = (h for h in hits if h.term.kind == "sinister" or h.term.names == "investigators")
    return excused if all(plain.issuperset(_span(hit)) for hit in dark) else []


def _is_set(hit: Hit, setting: Hit, text: Text) -> bool:
    return hit.term.names == setting.term.names and _spread((hit, setting), text) <= WINDOW


def _denied(hits: Sequence[Hit], text: Text) -> frozenset[int]:
    """The positions of words that the item says it is without."""
    denying = [h for h in hits if h.term.kind == "negation" and h.term.names != "never"]
    if not denying:
        return frozenset()
    part_of_a_phrase = {
        at
        for hit in hits
        if hit.term.names == "never"
        or (hit.term.kind not in {"negation", "blind"} and hit.end - hit.at > 1)
        for at in _span(hit)
    }
    ends = frozenset(_covered(hits, {"clause"}))
    return frozenset(
        at
        for hit in denying
        if part_of_a_phrase.isdisjoint(_span(hit))
        for at in _scope(hit, text, ends)
    )


def _scope(hit: Hit, text: Text, ends: frozenset[int]) -> Iterator[int]:
    """The words that a negation reaches: those of its own clause, on its own side; the prefix of
    non-intrusive reaches only what it is joined to."""
    words = text.words
    if hit.term.names == "after":
        reach, place = range(hit.end, len(words)), words[hit.end - 1].place
    else:
        reach, place = range(hit.at - 1, -1, -1), words[hit.at].place
    prefix = hit.term.names == "after" and text.text[words[hit.end - 1].end :].startswith("-")
    for at in reach[: 1 if prefix else DENIED_WORDS]:
        if abs(words[at].place - place) > DENIED_WORDS or at in ends:
            return
        if hit.term.names == "before" and "," in text.text[words[at].end : words[at + 1].start]:
            return
        yield at


def _technologies(said: Iterable[Hit], combined: Iterable[_Combined]) -> Iterator[_Naming]:
    for hit in said:
        if hit.term.kind == "technology":
            yield _Naming(hit.term.names, hit.term.strength, frozenset(_span(hit)))
    for rule, at in combined:
        if rule.kind == "technology":
            yield _Naming(rule.names, rule.strength, at)


def _combined(said: Iterable[Hit], text: Text, rules: Iterable[Rule]) -> Iterator[_Combined]:
    """Each rule whose notions stand near each other, with the positions of their words."""
    where: dict[str, list[Hit]] = {}
    for hit in said:
        if hit.term.kind == "concept":
            where.setdefault(hit.term.names, []).append(hit)
    absent = where.keys().isdisjoint
    for rule in rules if where else ():
        if absent(rule.all[-1]) or any(map(absent, rule.all)) or not absent(rule.unless):
            continue
        choices = [[hit for n in part for hit in where.get(n, ())][:CHOICES] for part in rule.all]
        best = min(product(*choices), key=lambda some: _spread(some, text))
        if _spread(best, text) <= WINDOW:
            yield _Combined(rule, frozenset(at for hit in best for at in _span(hit)))


def _spread(some: Iterable[Hit], text: Text) -> int:
    places = [text.words[hit.at].place for hit in some]
    return max(places) - min(places)


def _kept(named: Iterable[_Naming]) -> tuple[_Naming, ...]:
    """The strongest naming of each technology, unless a stronger one needs the same words."""
    kept: dict[str, _Naming] = {}
    for naming in sorted(named, key=lambda n: (-n.strength, -len(n.at), min(n.at))):
        rivals = (k for k in kept.values() if k.strength > naming.strength)
        if naming.names not in kept and all(k.at.isdisjoint(naming.at) for k in rivals):
            kept[naming.names] = naming
    strong = tuple(k for k in kept.values() if k.strength > WEAK)
    return strong or tuple(kept.values())


def _is_ordinary(hits: Sequence[Hit], text: Text) -> bool:
    """Whether at least half of the words that say anything are those of ordinary goods."""
    if _bears_sinister(hits):
        return False
    goods = _covered(hits, {"harmless", "blind", "purpose"})
    silent = _covered(hits, {"neutral", "negation"}) - goods
    told = sum(not word.plain.isdigit() for word in text.words) - len(silent)
    return len(goods) * 2 >= told


def _covered(hits: Iterable[Hit], kinds: frozenset[str] | set[str]) -> set[int]:
    return {at for hit in hits if hit.term.kind in kinds for at in _span(hit)}


def _bears_sinister(said: Iterable[Hit]) -> bool:
    return any(hit.term.kind == "sinister" for hit in said)


def _goods(hits: Sequence[Hit], found: Iterable[_Naming], text: Text) -> Hit | None:
    """The longest words that name ordinary goods, unless a technology is named more surely."""
    if any(naming.strength > PLAIN for naming in found) or not _is_ordinary(hits, text):
        return None
    taken = {at for naming in found for at in naming.at}
    goods = [
        hit
        for hit in hits
        if hit.term.kind in {"harmless", "blind"} and taken.isdisjoint(_span(hit))
    ]
    return min(goods, key=lambda hit: (hit.at - hit.end, hit.at), default=None)


def _features(said: Sequence[Hit], combined: Iterable[_Combined]) -> frozenset[str]:
    """What the item claims. A purpose that takes it out of an entry counts only where no word of
    surveillance stands beside it."""
    kinds = {"feature"} if _bears_sinister(said) else {"feature", "purpose"}
    claimed = {hit.term.names for hit in said if hit.term.kind in kinds}
    return frozenset(claimed.union(c.rule.names for c in combined if c.rule.kind == "feature"))


def _only_denied(
    hits: Iterable[Hit], denied: frozenset[int], found: Iterable[_Naming]
) -> tuple[str, ...]:
    named = {naming.names for naming in found}
    lacking = {
        hit.term.names: None
        for hit in hits
        if hit.term.kind == "technology" and not denied.isdisjoint(_span(hit))
    }
    return tuple(code for code in lacking if code not in named)
