"""Rebuild the figures of src/enduse/data/countries.yaml from the tables of the three indices.

    python tools/make_countries.py FOLDER [COUNTRIES_YAML]

FOLDER holds political_terror_scale_*.csv (columns WordBank_Code_A, Country, Year, PTS_A, PTS_H,
PTS_S), wgi_voice_accountability*.csv (wb_code, year, Rank) and vdem_*.csv (country_text_id, year,
v2x_libdem). Only figures and days of publication change; names and notes are kept as they stand.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

COUNTRIES = Path(__file__).resolve().parents[1] / "src" / "enduse" / "data" / "countries.yaml"
FIRST_YEAR = 1995
Row = tuple[str, int, float]
Figures = dict[str, dict[str, dict[int, float]]]

# The indices' own country codes, where they are not ISO 3166-1 alpha-3.
OWN_CODES = {
    "ADO": "ad", "KSV": "xk", "ROM": "ro", "TMP": "tl", "WBG": "ps", "XKX": "xk", "ZAR": "cd",
}  # fmt: skip
# A state's figures before it had a code of its own, used for the years that it lacks.
FORERUNNERS = {"YUG": "rs"}
# Not countries of ISO 3166-1 today: East Germany, South Yemen, Somaliland, Zanzibar, Gaza (V-Dem
# codes the West Bank as PSE), the Netherlands Antilles. NA: areas that the Terror Scale splits off.
LEFT_OUT = {"ANT", "DDR", "NA", "PSG", "SML", "YMD", "ZZB"}

# Days known better than by the rule. World Bank Policy Research Working Papers 3106 (August 2003)
# brought 1996, 2772 (February 2002) brought 2000-01; yearly figures, and so 2003, came in 2006.
VOICE_DAYS = {1996: "2003-12-31", 2000: "2002-12-31", 2003: "2006-12-31"}
LIBDEM_FIRST = "2016-12-31"


def _table(folder: Path, pattern: str) -> Iterator[dict[str, str]]:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        sys.exit(f"{folder}: {len(found)} files match {pattern}; put exactly one there")
    with found[0].open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def pts(folder: Path) -> Iterator[Row]:
    """The worst of the scores that a country got from the three sources of a year."""
    for row in _table(folder, "political_terror_scale_*.csv"):
        scores = [int(row[k]) for k in ("PTS_A", "PTS_H", "PTS_S") if row[k] not in {"NA", ""}]
        if scores and not row["Country"].startswith("Yugoslavia, Socialist"):
            yield row["WordBank_Code_A"], int(row["Year"]), max(scores)


def voice(folder: Path) -> Iterator[Row]:
    for row in _table(folder, "wgi_voice_accountability*.csv"):
        if row["Rank"]:
            yield row["wb_code"], int(row["year"]), round(float(row["Rank"]), 1)


def libdem(folder: Path) -> Iterator[Row]:
    for row in _table(folder, "vdem_*.csv"):
        if row["v2x_libdem"]:
            yield row["country_text_id"], int(row["year"]), round(float(row["v2x_libdem"]), 3)


INDICES = {"pts": pts, "voice": voice, "libdem": libdem}


def published(index: str, year: int) -> str:
    """The day on which a figure counts as published; docs/decisions/0004 gives the reasons."""
    rule = f"{year + 1}-12-31"
    if index == "voice":
        return VOICE_DAYS.get(year, rule)
    return max(rule, LIBDEM_FIRST) if index == "libdem" else rule


def read_figures(folder: Path, codes: dict[str, str]) -> Figures:
    """Figures by country, index and year; an unknown country code stops the run."""
    figures: Figures = defaultdict(lambda: defaultdict(dict))
    for index, rows in INDICES.items():
        late = []
        for own, year, value in rows(folder):
            if year < FIRST_YEAR or own in LEFT_OUT:
                continue
            if own in FORERUNNERS:
                late.append((FORERUNNERS[own], year, value))
            elif own in codes:
                figures[codes[own]][index][year] = value
            else:
                sys.exit(
                    f"{index}: no country has the code {own!r}; add it to OWN_CODES or LEFT_OUT"
                )
        for code, year, value in late:
            figures[code][index].setdefault(year, value)
    return figures


def _line(pairs: dict[int, str]) -> str:
    return "{" + ", ".join(f"{year}: {pairs[year]}" for year in sorted(pairs)) + "}"


def _country(block: str, figures: Figures) -> str:
    code = block.split("\n", 1)[0].removeprefix("- code: ").strip('"')
    text = re.sub(r"(?m)^  figures:\n(?:    .*\n)+", "", block)
    if code not in figures:
        return text
    lines = [
        f"    {index}: {_line({y: f'{v:g}' for y, v in figures[code][index].items()})}\n"
        for index in INDICES
        if figures[code][index]
    ]
    return text + "  figures:\n" + "".join(lines)


def rebuilt(text: str, folder: Path) -> str:
    """The text of countries.yaml with the figures of the tables in `folder`."""
    head, *blocks = re.split(r"(?m)^(?=- code: )", text)
    codes = OWN_CODES | {
        match[2]: match[1]
        for block in blocks
        if (match := re.search(r'- code: "?(\w\w)"?\n.*\n  names: \[([A-Z]{3})[,\]]', block))
    }
    figures = read_figures(folder, codes)
    for index in INDICES:
        years = {year for of in figures.values() for year in of[index]}
        days = _line({year: f'"{published(index, year)}"' for year in years})
        head = re.sub(rf"(?ms)(^- id: {index}\n.*?^  published: )\{{.*?\}}", rf"\g<1>{days}", head)
    return head + "".join(_country(block, figures) for block in blocks)


def main() -> None:
    if len(sys.argv) not in {2, 3}:
        sys.exit(__doc__)
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else COUNTRIES
    before = target.read_text(encoding="utf-8")
    after = rebuilt(before, Path(sys.argv[1]))
    target.write_text(after, encoding="utf-8")
    changed = sum(a != b for a, b in zip(before.splitlines(), after.splitlines(), strict=False))
    print(f"{target}: {changed} lines differ")


if __name__ == "__main__":
    main()
