"""STIX patterns as alternatives of terms (STIX 2.1, part 9).

What is one plain comparison, as nearly all published ones are, is read by a short way; the rest is
parsed by the reference grammar (`stix2-patterns`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from enduse.forensics.indicators import Kind
from enduse.taxonomy.tables import BadInput

PATHS: MappingProxyType[str, Kind] = MappingProxyType(
    {
        "domain-name:value": "domain",
        "domain-name:resolves_to_refs[*].value": "ip",
        "url:value": "url",
        "ipv4-addr:value": "ip",
        "ipv6-addr:value": "ip",
        "ip-addr:value": "ip",
        "network-traffic:dst_ref.value": "ip",
        "network-traffic:src_ref.value": "ip",
        "email-addr:value": "email",
        "email-message:from_ref.value": "email",
        "email-message:sender_ref.value": "email",
        "process:name": "process",
        "process:image_ref.name": "process",
        "file:name": "file-name",
        "file:path": "file-path",
        "directory:path": "file-path",
        "file:parent_directory_ref.path": "file-path",
        "app:id": "package",
        "app:cert.md5": "certificate",
        "app:cert.sha1": "certificate",
        "app:cert.sha256": "certificate",
        "x509-certificate:hashes.md5": "certificate",
        "x509-certificate:hashes.sha1": "certificate",
        "x509-certificate:hashes.sha256": "certificate",
        "android-property:name": "property",
        "configuration-profile:id": "profile",
        "configuration-profile:profile_id": "profile",
        "mobile-app:app_id": "package",
        **{f"file:hashes.{name}": "hash" for name in ("md5", "sha1", "sha256", "sha512")},
    }
)
PLAIN = re.compile(r"\[\s*([\w-]+:[\w.*\[\]'-]+)\s*=\s*'([^'\\]*)'\s*\]")
T = TypeVar("T")
MOST = 4096
DEPTH = 200


class Compared(NamedTuple):
    """One comparison of a pattern that can be evaluated."""

    kind: Kind
    value: str
    like: bool = False


class Alternative(NamedTuple):
    """Comparisons that must all hold, in one row or, with `apart`, anywhere."""

    compared: tuple[Compared, ...]
    apart: bool = False


class NotEvaluated(ValueError):
    """Why a pattern, or a part of it that cannot be left out, is not evaluated."""


def alternatives(pattern: str, left_out: list[str] | None = None) -> list[Alternative]:
    """What a pattern asks for, any of which is enough; raises NotEvaluated.

    Where one side of an OR cannot be evaluated the other still is, and why goes into `left_out`.

    >>> alternatives("[domain-name:value = 'evil.example']")[0].compared
    (Compared(kind='domain', value='evil.example', like=False),)
    >>> len(alternatives("[url:value IN ('http://a.example/?b=c', 'http://d.example/')]"))
    2
    """
    plain = PLAIN.fullmatch(pattern.strip())
    if plain is not None:
        return [Alternative((Compared(kind_of(plain[1]), plain[2]),))]
    tree = _parsed(pattern)
    found = _observations(tree, [] if left_out is None else left_out)
    if len(found) > MOST:
        raise NotEvaluated(f"has more than {MOST:,} alternatives")
    return found


@cache
def kind_of(path: str) -> Kind:
    """The kind that an object path names, in the spellings that are in use."""
    bare = path.removeprefix("x-").replace("'", "")
    head, _, tail = bare.rpartition(".")
    if head.endswith(("hashes", "cert")):
        bare = f"{head}.{tail.lower().replace('-', '')}"
    if bare not in PATHS:
        raise NotEvaluated(f"{path[:60]} is nothing that a check looks at")
    return PATHS[bare]


def _parsed(pattern: str) -> Any:
    try:
        from stix2patterns.exceptions import ParseException
        from stix2patterns.v21.pattern import Pattern
    except ImportError:
        raise BadInput(
            "patterns of more than one comparison need enduse[forensics]:"
            " pip install 'enduse[forensics]'"
        ) from None
    if pattern.count("(") + pattern.count("[") > DEPTH:
        raise NotEvaluated(f"is nested or long beyond {DEPTH} brackets")
    try:
        tree: Any = Pattern(pattern)
    except (ParseException, RecursionError) as error:
        raise NotEvaluated(f"is no STIX pattern: {' '.join(str(error).split())[:120]}") from None
    return tree._Pattern__parse_tree.getChild(0)  # noqa: SLF001 - it offers no way that keeps AND and OR apart


def _children(node: Any, name: str) -> list[Any]:
    return [child for child in node.getChildren() if type(child).__name__ == f"{name}Context"]


def _name(node: Any) -> str:
    return type(node).__name__.removesuffix("Context")


def _observations(node: Any, left_out: list[str]) -> list[Alternative]:
    """The alternatives of `[…] OR […]`, `[…] AND […]`; order in time is not evaluated."""
    name = _name(node)
    parts = [child for child in node.getChildren() if type(child).__name__.endswith("Context")]
    if name in {"ObservationExpressionWithin", "ObservationExpressionRepeated"} or (
        name == "ObservationExpressions" and len(parts) > 1
    ):
        raise NotEvaluated("asks for an order or a span of time (FOLLOWEDBY, WITHIN, REPEATS)")
    if name == "ObservationExpressionSimple":
        return list(map(Alternative, _comparisons(parts[0], left_out)))
    if name == "ObservationExpressionAnd" and len(parts) > 1:
        return list(_all_of([_observations(part, left_out) for part in parts]))
    if not name.startswith("ObservationExpression") or name.endswith("StartStop"):
        raise NotEvaluated("asks for a span of time (START, STOP)")
    return _any_of(_observations, parts, left_out)


def _any_of(
    read: Callable[[Any, list[str]], list[T]], parts: list[Any], left_out: list[str]
) -> list[T]:
    """What the parts yield; a part that cannot be evaluated is left out as long as one can."""
    found: list[T] = []
    reasons: list[str] = []
    for part in parts:
        try:
            found += read(part, left_out)
        except NotEvaluated as reason:
            reasons.append(str(reason))
    if reasons and not found:
        raise NotEvaluated(reasons[0])
    left_out += reasons
    return found


def _all_of(sides: Sequence[Sequence[Alternative]]) -> Iterator[Alternative]:
    _not_too_many(sides)
    for chosen in product(*sides):
        yield Alternative(tuple(c for one in chosen for c in one.compared), apart=True)


def _comparisons(node: Any, left_out: list[str]) -> list[tuple[Compared, ...]]:
    """A comparison expression as alternatives of what must hold together."""
    name = _name(node)
    parts = [child for child in node.getChildren() if type(child).__name__.endswith("Context")]
    if name.startswith("PropTest") and name != "PropTestParen":
        return [(one,) for one in _test(node, name.removeprefix("PropTest"))]
    if name == "ComparisonExpressionAnd" and len(parts) > 1:
        sides = [_comparisons(part, left_out) for part in parts]
        _not_too_many(sides)
        return [tuple(c for one in chosen for c in one) for chosen in product(*sides)]
    return _any_of(_comparisons, parts, left_out)


def _not_too_many(sides: Iterable[Sequence[Any]]) -> None:
    count = 1
    for side in sides:
        count *= len(side)
    if count > MOST:
        raise NotEvaluated(f"has more than {MOST:,} alternatives")


def _test(node: Any, name: str) -> Iterator[Compared]:
    """One property test; only what finds a value, never what excludes one."""
    words = [child.getText() for child in node.getChildren()]
    if "NOT" in words or "!=" in words or name not in {"Equal", "Set", "Like"}:
        asked = next((w for w in words[1:] if w in {"NOT", "!=", "<", ">", "<=", ">="}), name)
        raise NotEvaluated(f"compares with {asked.upper()}, which no trace can show")
    kind = kind_of(words[0])
    values = node.getChild(node.getChildCount() - 1)
    literals = _children(values, "PrimitiveLiteral") if name == "Set" else [values]
    for literal in literals:
        yield Compared(kind, _text(literal.getText()), like=name == "Like")


def _text(literal: str) -> str:
    if not literal.startswith("'"):
        raise NotEvaluated(f"compares with {literal[:40]}, which is no text")
    return re.sub(r"\\(.)", r"\1", literal[1:-1])
