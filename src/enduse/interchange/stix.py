"""Indicators from STIX 2.0 and 2.1 bundles, as MVT, OpenCTI, MISP and labs write them."""

from collections.abc import Iterable, Iterator

import msgspec

from enduse.forensics.indicators import Entry
from enduse.interchange.indicator_gathering import Gathered, Group, NotRead
from enduse.interchange.stix_patterns import Alternative, NotEvaluated, alternatives

NAMED = (
    "malware", "campaign", "intrusion-set", "threat-actor", "tool", "infrastructure", "report",
    "grouping",
)  # fmt: skip
FOREIGN = ("snort", "suricata", "sigma", "yara", "pcre", "spl")


class Reference(msgspec.Struct):
    """Where more is to be read."""

    url: str | None = None


class Thing(msgspec.Struct):
    """What is asked of an object of a bundle."""

    type: str
    id: str = ""
    name: str | None = None
    pattern: str | None = None
    pattern_type: str = "stix"
    revoked: bool = False
    source_ref: str | None = None
    target_ref: str | None = None
    object_refs: list[str] = []
    external_references: list[Reference] = []


class Bundle(msgspec.Struct):
    """A bundle, of which only the objects count."""

    objects: list[Thing] = []


def read_stix(content: bytes) -> Iterator[Gathered]:
    """The indicators of a bundle, and each pattern that cannot be evaluated with the reason.

    Raises msgspec.MsgspecError where the content is no bundle.
    """
    things = msgspec.json.decode(content, type=Bundle, strict=False).objects
    names = {thing.id: thing for thing in things if thing.type in NAMED}
    indicated = dict(_indicated(things, names))
    for thing in things:
        if thing.type == "indicator":
            yield from _read(thing, indicated.get(thing.id))


def _indicated(things: Iterable[Thing], names: dict[str, Thing]) -> Iterator[tuple[str, Thing]]:
    """What each indicator indicates: by relationship, or by the report that lists it."""
    for thing in things:
        if thing.type in {"report", "grouping"}:
            yield from ((ref, thing) for ref in thing.object_refs)
    for thing in things:
        if thing.type == "relationship" and thing.source_ref and thing.target_ref in names:
            yield thing.source_ref, names[thing.target_ref]


def _read(thing: Thing, named: Thing | None) -> Iterator[Gathered]:
    pattern = thing.pattern or ""
    if thing.revoked:
        yield NotRead(pattern, "was revoked by who published it")
        return
    if thing.pattern_type in FOREIGN:
        yield NotRead(pattern, f"is a rule in the language of {thing.pattern_type}")
        return
    left_out: list[str] = []
    try:
        found = alternatives(pattern, left_out)
    except NotEvaluated as reason:
        yield NotRead(pattern, str(reason))
        return
    yield from (NotRead(pattern, f"in part: {reason}") for reason in left_out)
    yield from (_gathered(thing, one, named) for one in found)


def _gathered(thing: Thing, one: Alternative, named: Thing | None) -> Gathered:
    url = _url(thing) or (named and _url(named)) or None
    campaign = named.name if named else thing.name
    entries = [
        Entry(kind, value, campaign, url, thing.id, like) for kind, value, like in one.compared
    ]
    return entries[0] if len(entries) == 1 else Group(tuple(entries), one.apart)


def _url(thing: Thing) -> str | None:
    return next((reference.url for reference in thing.external_references if reference.url), None)
