"""Deal files: YAML or JSON with the fields of a deal -> trade.Deal, each fault named."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
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
YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def read_deal(path: Path, gazetteer: Gazetteer) -> Deal:
    """The deal that a file describes; raises BadInput naming file, field and what to do."""
    content = parse_yaml(read_text(path, limit=DEAL_LIMIT), str(path))
    return deal_from(content, str(path), gazetteer)


def deal_from(content: Any, where: str, gazetteer: Gazetteer) -> Deal:
    """A deal from the mapping of a file or the row of a table; raises BadInput."""
    if not isinstance(content, Mapping):
        raise BadInput(f"{where}: holds no deal; write fields such as 'item: …', 'destination: eg'")
    _refuse_unknown(content, where)
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


def _refuse_unknown(content: Mapping[Any, Any], where: str) -> None:
    for key in content:
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
    if isinstance(value, Mapping):
        value = value.get("name") if "name" in value else value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadInput(f"{where}: {field} must be a text; put it in quotes")
    text = " ".join(str(value).split())
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or category(c) == "Cf")
    if len(text) > TEXT_LIMIT:
        raise BadInput(f"{where}: {field} has {len(text):,} characters; keep it under {TEXT_LIMIT}")
    return text


def _day(value: Any, where: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadInput(
            f"{where}: {str(value)[:40]!r} is no day of the calendar; write YYYY-MM-DD"
        ) from None


def _listed(value: Any, *, split: str) -> list[Any]:
    if isinstance(value, str):
        for sign in split[1:]:
            value = value.replace(sign, split[0])
        return [part.strip() for part in value.split(split[0]) if part.strip()]
    return list(value) if isinstance(value, list | tuple) else [value]


def _codes(said: Mapping[str, Any], where: str) -> tuple[str, ...]:
    codes = _listed(said.get("technology", ()), split=",;")
    for code in codes:
        if code not in TECHNOLOGIES:
            raise UnknownTechnology(str(code)[:60], f"{where}: technology")
    return tuple(dict.fromkeys(codes))


def _intermediaries(value: Any, where: str, gazetteer: Gazetteer) -> tuple[Intermediary, ...]:
    found = []
    for one in _listed(value, split=";"):
        named = one if isinstance(one, Mapping) else {"name": one}
        name = _text(named, "name", f"{where}: intermediaries")
        if not name or set(named) - {"name", "country"}:
            raise BadInput(f"{where}: intermediaries: give each a name and perhaps a country")
        country = named.get("country")
        code = gazetteer.code(country, f"{where}: intermediaries") if country else None
        found.append(Intermediary(name=name, country=code))
    return tuple(found)


def _answers(value: Any, where: str) -> dict[str, bool | str]:
    if isinstance(value, str):
        value = dict(_pair(part, where) for part in _listed(value, split=";"))
    if not isinstance(value, Mapping):
        raise BadInput(f"{where}: write 'question-id: yes', one a line")
    return {
        _question(key, where): _answer(said, where) for key, said in value.items() if said != ""
    }


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
    return YES_NO.get(said.casefold(), said)
