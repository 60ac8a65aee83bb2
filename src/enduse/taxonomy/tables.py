"""YAML read strictly: no aliases, tags or keys given twice; tables compiled once per content."""

import json
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from enduse import __version__

T = TypeVar("T")
YAML_LIMIT = 32 * 1024 * 1024
DEPTH_LIMIT = 40
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
LOOSE = ("timestamp", "int", "merge", "value")


class BadInput(ValueError):
    """Input that cannot be used. The message says where, what, and what to do, in one line."""


def read_text(path: Path, *, limit: int = YAML_LIMIT) -> str:
    """The text of a UTF-8 file of at most `limit` bytes; raises BadInput."""
    try:
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except IsADirectoryError:
        raise BadInput(f"{path}: is a folder; name a file") from None
    except OSError as error:
        raise BadInput(
            f"{path}: {error.strerror or error}; check the path and its rights"
        ) from None
    if len(raw) > limit:
        raise BadInput(f"{path}: is more than the {limit:,} bytes that a file may have; split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(f"{path}:{line}: not UTF-8 text; save the file as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadInput(f"{path}:{line}: holds binary data, not text; name a YAML or JSON text file")
    if not text.strip():
        raise BadInput(f"{path}: is empty; see examples/ for what belongs in it")
    return text


def read_yaml(path: Path, *, limit: int = YAML_LIMIT) -> Any:
    """The content of one YAML (or JSON) file, dates as text; raises BadInput."""
    return parse_yaml(read_text(path, limit=limit), str(path))


def parse_yaml(text: str, where: str) -> Any:
    """YAML or JSON text as plain values, dates as text; `where` names it in a BadInput."""
    if text.lstrip()[:1] in {"{", "["}:
        # JSON goes first: YAML does not know its way to write what lies outside the first plane
        with suppress(json.JSONDecodeError):
            return parse_json(text, where)
    import yaml  # imported late: a start from the compiled tables does not need it

    loader = _strict_loader()
    try:
        _refuse_bombs(text, where, loader)
        return yaml.load(text, Loader=loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = (error.problem or "cannot be read").replace("\n", " ")
        raise BadInput(f"{where}:{line}: not valid YAML: {problem}; mend that line") from None
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise BadInput(f"{where}: not valid YAML: {problem}; name a YAML or JSON text") from None
    except (ValueError, RecursionError) as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput(f"{where}: a number is too long; put it in quotes") from None


def parse_json(text: str | bytes, where: str) -> Any:
    """JSON text as plain values; raises JSONDecodeError where it is none, else BadInput."""
    try:
        content = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
        json.dumps(content, ensure_ascii=False).encode()
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise BadInput(f"{where}: nested deeper than {DEPTH_LIMIT} levels; flatten it") from None
    except UnicodeError:
        raise BadInput(f"{where}: holds half a character (\\ud800 to \\udfff); mend it") from None
    except ValueError as error:
        what = str(error) if isinstance(error, BadInput) else "a number is too long; quote it"
        raise BadInput(f"{where}: {what}") from None
    return content


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise BadInput(f"the key {key[:60]!r} stands twice; keep one of them")
        made[key] = value
    return made


def _no_number(written: str) -> float:
    raise BadInput(f"{written} is no number; leave it out")


def _refuse_bombs(text: str, where: str, loader: Any) -> None:
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        here = f"{where}:{event.start_mark.line + 1 if event.start_mark else 1}"
        if depth > DEPTH_LIMIT:
            raise BadInput(f"{here}: nested deeper than {DEPTH_LIMIT} levels; flatten it")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadInput(f"{here}: YAML anchors and aliases are refused; write the value out")
        if getattr(event, "tag", None):
            raise BadInput(f"{here}: YAML tags such as !!binary are refused; write plain text")


_LOADER: list[Any] = []


def _strict_loader() -> Any:
    """PyYAML's safe loader, compiled where it can be, without timestamps and duplicate keys."""
    if _LOADER:
        return _LOADER[0]
    import yaml

    class StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Dates and 007 stay text; a key is one word, given once, and never merged."""

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's own signature
            seen = set()
            for key, _ in node.value:
                problem = "a key must be a word"
                if isinstance(key, yaml.ScalarNode) and key.value not in seen:
                    seen.add(key.value)
                    continue
                if isinstance(key, yaml.ScalarNode):
                    problem = f"the key {key.value[:60]!r} stands twice"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            made: dict[Any, Any] = super().construct_mapping(node, deep=deep)
            return made

    StrictLoader.yaml_implicit_resolvers = {
        first: [(tag, found) for tag, found in resolvers if tag.rpartition(":")[2] not in LOOSE]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    StrictLoader.add_implicit_resolver("tag:yaml.org,2002:int", DECIMAL, list("-0123456789"))
    _LOADER.append(StrictLoader)
    return StrictLoader


def compiled(
    name: str, files: Sequence[Path], shape: type[T], build: Callable[[], T], *, also: bytes = b""
) -> T:
    """What `build` makes from `files`, kept in the user's cache until a byte of them changes, or of
    what it is made from `also`.

    The copy is JSON checked against `shape` when read, so that nothing in the cache can run code.
    """
    digest = blake2b(__version__.encode() + b"\0" + also, digest_size=16)
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    copy = cache_folder() / f"{name}-{digest.hexdigest()}.json"
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(copy.read_bytes(), type=shape)
    made = build()
    with suppress(OSError):
        _replace_copies(copy, name, msgspec.json.encode(made))
    return made


def cache_folder() -> Path:
    """Where what was compiled is kept for this user."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "enduse"


def _replace_copies(copy: Path, name: str, content: bytes) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=copy.parent, delete=False) as part:
        part.write(content)
    Path(part.name).replace(copy)
    for old in sorted(copy.parent.glob(f"{name}-*.json"), key=lambda p: p.stat().st_mtime)[:-4]:
        with suppress(OSError):
            old.unlink()
