"""The messages of the core: what reports say, and the sentences that law and assessment give.

A reason of the law is an f-string in the source. Its message has the values in braces, named after
the last word of what stands there: f"{facts.item} is listed" is the message "{item} is listed".
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from found import ROOT, Found, placed
from jinja2.ext import babel_extract

from enduse.assessment.checklists import questions
from enduse.interchange import report_words
from enduse.interchange.languages import Spoken
from enduse.interchange.pack import read_pack
from enduse.interchange.report_words import Word
from enduse.law import PROVISIONS

NO_SENTENCES = {"Instrument", "provision", "compile"}
SAYS = {"say": 1, "say_count": 2}
WORDS = re.compile(r"[a-z]{2,}.* |[a-z]{3,}")
NO_TEXT = re.compile(r"[\\^|]|\(\?|^[\W\d]*$")
FIELDS = {
    "law/entries.yaml": {"title", "scope"},
    "law/sanctions.yaml": {"title", "by", "annex", "barred"},
    "law/general_authorisations.yaml": {"of", "terms"},
    "law/embargoes.yaml": {"act"},
    "assessment/red_flags.yaml": {"text"},
    "taxonomy/technologies.yaml": {"title", "label", "summary", "cyber_reason"},
    "taxonomy/harms.yaml": None,
}
FOLDERS = ("taxonomy", "law", "assessment")
NO_TEXTS = {"__init__.py", "backtest.py", "facts.py", "provision.py", "result.py", "tables.py"}
PLACE = re.compile(r"\{\w+\}")
JOINTS = ("; ", ": ", ", ", " and ", " or ")


def core_messages() -> Iterator[Found]:
    """Each message once, in the order of the reports and of the files of law."""
    seen: set[str] = set()
    for one in _all():
        if one.key and one.key not in seen:
            seen.add(one.key)
            yield one


def _all() -> Iterator[Found]:
    for path in sorted((ROOT / "interchange").rglob("*.py")):
        yield from _said(path)
    for path in sorted((ROOT / "interchange").rglob("*.j2")):
        yield from _in_template(path)
    yield from _labels()
    yield from (Found("{first}" + mark + "{second}", "interchange/languages") for mark in JOINTS)
    yield from (Found(text, "law") for text in _of_law())
    for index in read_pack().places.indices:
        yield from (Found(text, "data") for text in (index.title, index.scale))
    for name, fields in FIELDS.items():
        content = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
        yield from (Found(text, name) for text in _in_yaml(content, fields, None))
    for path in law_files():
        yield from _sentences(path)


def law_files() -> list[Path]:
    """The files whose texts readers of an assessment see."""
    every = (path for folder in FOLDERS for path in (ROOT / folder).glob("*.py"))
    return sorted(path for path in every if path.name not in NO_TEXTS)


def sentences() -> list[str]:
    """The sentences of law and assessment that hold facts, each once, in the order of the files."""
    found = (one.key for path in law_files() for one in _sentences(path))
    return list(dict.fromkeys(text for text in found if PLACE.search(text)))


def _of_law() -> Iterator[str]:
    for provision in PROVISIONS:
        yield from (provision.cite, provision.regime, provision.text)
    for question in questions().values():
        yield from (question.text, *question.asked_by)


def _said(path: Path) -> Iterator[Found]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and _name(node.func) in SAYS):
            continue
        forms = [list(_texts(form)) for form in node.args[: SAYS[_name(node.func)]]]
        if len(forms) > 1 and all(forms):
            yield Found((forms[0][0], forms[1][0]), placed(path))
        elif forms:
            yield from (Found(text, placed(path)) for text in forms[0])


def _texts(node: ast.expr) -> Iterator[str]:
    for below in ast.walk(node):
        if isinstance(below, ast.Constant) and isinstance(below.value, str):
            yield below.value


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _in_template(path: Path) -> Iterator[Found]:
    with path.open("rb") as file:
        for _, _, message, _ in babel_extract(file, list(SAYS), (), {"silent": "false"}):
            forms = [part for part in message if part] if isinstance(message, tuple) else [message]
            if forms[0]:
                yield Found(forms[0] if len(forms) == 1 else (forms[0], forms[1]), placed(path))


def _labels() -> Iterator[Found]:
    for name, value in vars(report_words).items():
        for text in _in_words(value) if name.isupper() else ():
            yield Found(text, "interchange/report_words.py")


def _in_words(value: object) -> Iterator[str]:
    if isinstance(value, Spoken):
        yield from dict.values(value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from (one.label, one.sentence) if isinstance(one, Word) else ()
    elif isinstance(value, str) and " " in value:
        yield value


def _in_yaml(content: object, fields: set[str] | None, field: str | None) -> Iterator[str]:
    if isinstance(content, dict):
        yield from content.get("origin", ()) if fields else ()
        for name, value in content.items():
            yield from _in_yaml(value, fields, str(name))
    elif isinstance(content, list):
        for value in content:
            yield from _in_yaml(value, fields, field)
    elif (
        isinstance(content, str)
        and content != "none"
        and (field in fields if fields else " " in content)
    ):
        yield content.strip()


def _sentences(path: Path) -> Iterator[Found]:
    """Every text with words in it, but for docstrings, citations and patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = set(_left_out(tree))
    for node in ast.walk(tree):
        if id(node) not in left_out and isinstance(node, (ast.JoinedStr, ast.Constant)):
            text = message_of(node)
            own = re.sub(r"\{\w+\}", "", text)
            if WORDS.search(own) and " " in text and not NO_TEXT.search(own):
                yield Found(text, placed(path))


def _left_out(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from map(id, node.values)
        elif isinstance(node, ast.Expr):
            yield id(node.value)
        elif isinstance(node, ast.Call) and _name(node.func) in {
            "Instrument",
            "provision",
            "compile",
        }:
            yield from (id(below) for below in ast.walk(node))


def message_of(node: ast.JoinedStr | ast.Constant) -> str:
    """The message of a text in the source: its values in braces, each by a name of its own."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    names: dict[str, str] = {}
    return "".join(_piece(value, names) for value in node.values)


def _piece(value: ast.expr, names: dict[str, str]) -> str:
    if isinstance(value, ast.Constant):
        return str(value.value)
    assert isinstance(value, ast.FormattedValue)
    shown = ast.unparse(value.value)
    if shown not in names:
        named = _called(value.value)
        same = sum(re.sub(r"\d+$", "", name) == named for name in names.values())
        names[shown] = named if not same else f"{named}{same + 1}"
    return "{" + names[shown] + "}"


def _called(node: ast.expr) -> str:
    words = re.findall(r"[A-Za-z_]{2,}", ast.unparse(node)) or ["value"]
    if not isinstance(node, (ast.Attribute, ast.Name)):
        words = [word for word in words if word not in {"join", "map"}][:1] or ["value"]
    return words[-1].strip("_").lower()
