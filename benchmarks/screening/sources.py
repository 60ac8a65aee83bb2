"""Public lists to measure with, where they are at hand (ENDUSE_DATA, else /work/shared/data)."""

import csv
import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from enduse.screening.entity import Entity

DATA = Path(os.environ.get("ENDUSE_DATA", "/work/shared/data"))
NAMES = DATA / "names"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def un_list() -> Iterator[Entity]:
    """Individuals and entities of the UN Security Council's consolidated list."""
    tree = ET.parse(DATA / "watchlists-moov/un_consolidated_2026/UN_consolidated.xml")  # noqa: S314 - a file of the UN
    for tag, kind in (("INDIVIDUAL", "person"), ("ENTITY", "organization")):
        for node in tree.iter(tag):
            numbers = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
            name = " ".join(t.strip() for n in numbers if (t := node.findtext(n)))
            aliases = [a.text.strip() for a in node.iter("ALIAS_NAME") if a.text and a.text.strip()]
            script = (node.findtext("NAME_ORIGINAL_SCRIPT") or "").strip()
            names = tuple(dict.fromkeys(n for n in (name, *aliases, script) if n))
            yield Entity(id=node.findtext("DATAID") or "", names=names, kind=kind)


def eu_list() -> Iterator[Entity]:
    for path in sorted((DATA / "watchlists-opensanctions/eu_journal").glob("*.csv")):
        for row in rows(path):
            names = [row["name"], *row["alias"].split(";"), *row["previousName"].split(";")]
            said = tuple(dict.fromkeys(n.strip() for n in names if n.strip()))
            kind = "person" if row["schema"] == "Person" else "organization"
            if said:
                yield Entity(id=f"{path.stem}-{row['recordId']}", names=said, kind=kind)


def us_lists() -> Iterator[Entity]:
    for path in sorted((DATA / "watchlists-us-2026").glob("*.json")):
        for at, row in enumerate(json.loads(path.read_text())["entities"]):
            names = tuple(dict.fromkeys(n for n in (row["name"], *row["aliases"]) if n.strip()))
            yield Entity(id=f"{path.stem}-{at}", names=names)


def ofac_list() -> Iterator[Entity]:
    folder = DATA / "watchlists-moov/us_ofac_sdn_2021"
    aliases: dict[str, list[str]] = {}
    with (folder / "alt.csv").open(encoding="latin-1", newline="") as file:
        for row in csv.reader(file):
            if len(row) > 3:
                aliases.setdefault(row[0], []).append(row[3])
    with (folder / "sdn.csv").open(encoding="latin-1", newline="") as file:
        for row in csv.reader(file):
            if len(row) > 2:
                kind = {"individual": "person", "vessel": "vessel"}.get(row[2].strip(), "company")
                yield Entity(id=row[0], names=(row[1], *aliases.get(row[0], ())), kind=kind)


def congress() -> Iterator[Entity]:
    for at, row in enumerate(rows(NAMES / "positives_us_congress.csv")):
        yield Entity(id=f"congress-{at}", names=(row["full_name"],), kind="person")


def everyone() -> Iterator[Entity]:
    yield from un_list()
    yield from eu_list()
    yield from us_lists()
    yield from ofac_list()


def plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))
