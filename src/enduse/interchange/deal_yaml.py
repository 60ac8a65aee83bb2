"""Deal files: YAML or JSON with the fields of a deal -> trade.Deal, each fault named."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any
from unicodedata import category

from enduse.assessment.checklists import questions
from enduse.interchange.gazetteer import Gazetteer
from enduse.taxonomy import TECHNOLOGIES, UnknownTechnology
from enduse.taxonomy.tables import BadInput, parse_yaml, read_text
from enduse.trade import Deal, Intermediary

FIELDS = (
    "id", "exporter", "exporter_country", "intermediaries", "item", "technology", "destination",
    "end_user", "end_use", "date", "value", "answers",
)  # fmt: skip
REQUIRED = ("exporter_country", "destination", "date")
DEAL_LIMIT = 1024 * 1024
TEXT_LIMIT = 2000
PARTY_LIMIT = 100
DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d", re.ASCII)
YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def read_deal(path: Path, gazetteer: Gazetteer) -> Deal:
    """The deal that a file describes; raises BadInput naming file, field and what to do."""
    content = parse_yaml(read_text(path, limit=DEAL_LIMIT), str(path))
    return deal_from(content, str(path), gazetteer)


def deal_from(content: Any, where: str, gazetteer: Gazetteer) -> Deal:
    """A deal from the mapping of a file or the row of a table; raises BadInput."""
    if not isinstance(content, Mapping):
        raise BadInput(f"{where}: holds no deal; write fields such as 'item: …', 'destination: eg'")
    refuse_unknown(content, where)
    said = {key: value for key, value in content.items() if value not in (None, "", [], {})}
    _require(said, where)
    return Deal(
        id=_text(said, "id", where),
        exporter=_text(said, "exporter", where),
        exporter_country=gazetteer.code(said["exporter_country"], f"{where}: exporter_country"),
        item=_text(said, "item", where) or ", ".join(_codes(said, where)),
        destination=gazetteer.code(said["destination"], f"{where}: destination"),
        date=_day(said["date"], f"{where}: date"),
        technologies=_codes(said, where),
        end_user=_text(said, "end_user", where),
        end_use=_text(said, "end_use", where),
        intermediaries=_intermediaries(said.get("intermediaries", ()), where, gazetteer),
        value=_text(said, "value", where),
        answers=_answers(said.get("answers", {}), f"{where}: answers"),
    )


def refuse_unknown(names: Iterable[Any], where: str) -> None:
    """Raise BadInput, with what was meant, if one of the names is no field of a deal."""
    for key in names:
        if key not in FIELDS:
            near = get_close_matches(str(key), FIELDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"the fields are {', '.join(FIELDS)}"
            raise BadInput(f"{where}: no field {str(key)[:60]!r}; {hint}")


def _require(said: Mapping[str, Any], where: str) -> None:
    for field in REQUIRED:
        if field not in said:
            raise BadInput(f"{where}: {field} is missing; add it (see examples/)")
    if "item" not in said and "technology" not in said:
        raise BadInput(f"{where}: item is missing; say in words what is supplied")


def _text(said: Mapping[str, Any], field: str, where: str) -> str | None:
    value = said.get(field)
    if value is None:
        return None
    if isinstance(value, str):
        return _kept(value, where, field)
    if isinstance(value, Mapping):
        value = value.get("name") if "name" in value else value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadInput(f"{where}: {field} must be a text; put it in quotes")
    if isinstance(value, float) and not isfinite(value):
        raise BadInput(f"{where}: {field} is no number; leave out what is not known")
    return _kept(str(value), where, field)


def _kept(value: str, where: str, field: str) -> str:
    text = _one_line(value)
    if len(text) > TEXT_LIMIT:
        raise BadInput(
            f"{where}: {field} has {len(text):,} characters; keep it under {TEXT_LIMIT:,}"
        )
    return text


@lru_cache(maxsize=16384)
def _one_line(value: str) -> str:
    """One line of what can be seen; marks of direction and joiners stay, for some names need them.

    Half a surrogate pair and control codes go.
    """
    text = " ".join(value.split())
    if text.isprintable():
        return text
    return "".join(c for c in text if c.isprintable() or category(c) == "Cf")


def _day(value: Any, where: str) -> date:
    written = str(value)
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or not DAY.fullmatch(written):
        raise BadInput(
            f"{where}: {written[:40]!r} is no day of the calendar since 1900; write YYYY-MM-DD"
        )
    return found


def _listed(value: Any, *, split: str) -> list[Any]:
    if isinstance(value, str):
        for sign in split[1:]:
            value = value.replace(sign, split[0])
        return [part.strip() for part in value.split(split[0]) if part.strip()]
    return list(value) if isinstance(value, list | tuple) else [value]


def _codes(said: Mapping[str, Any], where: str) -> tuple[str, ...]:
    codes = _listed(said.get("technology", ()), split=",;")
    for code in codes:
        if not isinstance(code, str) or code not in TECHNOLOGIES:
            raise UnknownTechnology(str(code)[:60], f"{where}: technology")
    return tuple(dict.fromkeys(codes))


def _intermediaries(value: Any, where: str, gazetteer: Gazetteer) -> tuple[Intermediary, ...]:
    found = []
    listed = _listed(value, split=";")
    if len(listed) > PARTY_LIMIT:
        raise BadInput(f"{where}: {len(listed):,} intermediaries; name at most {PARTY_LIMIT}")
    for one in listed:
        named = one if isinstance(one, Mapping) else {"name": one}
        name = _text(named, "name", f"{where}: intermediaries")
        if not name or set(named) - {"name", "country"}:
            raise BadInput(f"{where}: intermediaries: one has no name; give name and country")
        country = named.get("country")
        unsaid = country is None or country == ""
        code = None if unsaid else gazetteer.code(country, f"{where}: intermediaries")
        found.append(Intermediary(name=name, country=code))
    return tuple(found)


def _answers(value: Any, where: str) -> dict[str, bool | str]:
    if isinstance(value, str):
        value = dict(_pair(part, where) for part in _listed(value, split=";"))
    if not isinstance(value, Mapping):
        raise BadInput(f"{where}: no answers to questions; write 'question-id: yes'")
    said = {key: answer for key, answer in value.items() if answer is not None and answer != ""}
    return {_question(key, where): _answer(answer, where) for key, answer in said.items()}


def _pair(part: str, where: str) -> tuple[str, str]:
    key, sign, answer = part.partition("=")
    if not sign:
        raise BadInput(f"{where}: {part[:60]!r} has no '='; write question-id=yes; other-id=no")
    return key.strip(), answer.strip()


def _question(key: Any, where: str) -> str:
    if key not in questions():
        near = get_close_matches(str(key), questions(), n=1)
        hint = f"did you mean {near[0]!r}?" if near else "an assessment lists the ids it asks"
        raise BadInput(f"{where}: no question {str(key)[:60]!r}; {hint}")
    return str(key)


def _answer(said: Any, where: str) -> bool | str:
    if isinstance(said, bool):
        return said
    if not isinstance(said, str):
        raise BadInput(f"{where}: an answer is yes, no or a text; leave out what is not known")
    text = _kept(said, where, "an answer")
    return YES_NO.get(text.casefold(), text)
