"""The JSON Schemas of a pack, from the record types; run with `python -m` it writes them anew."""

import json
from pathlib import Path
from types import GenericAlias
from typing import Any

import msgspec

from enduse.interchange.atomic import write_whole
from enduse.interchange.pack import NOUNS, SHIPPED

FOLDER = SHIPPED / "schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(noun: str) -> dict[str, Any]:
    """The schema of the file of one noun. Beside the standard it uses two words of ours.

    `refersTo` names what a reference must lead to; the format `partial-date` is a day that exists,
    a month or a year, or a span of two.
    """
    made = msgspec.json.schema(GenericAlias(list, (NOUNS[noun],)))
    head = {"$schema": DIALECT, "title": f"{noun} of an Enduse evidence pack"}
    return {**head, **_left_out(made)}


def _left_out(part: Any) -> Any:
    """What is not known is left out of a file, so no field takes null unless it must be there."""
    if isinstance(part, list):
        return [_left_out(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "default" in part and part["default"] is None:
        return _left_out(part["anyOf"][0])
    return {key: _left_out(value) for key, value in part.items()}


def schema_text(noun: str) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(noun), indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path = FOLDER) -> None:
    """Write one schema for each noun."""
    folder.mkdir(parents=True, exist_ok=True)
    for noun in NOUNS:
        write_whole(folder / f"{noun}.schema.json", schema_text(noun))


if __name__ == "__main__":
    write_schemas()
