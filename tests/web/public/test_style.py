"""The style sheets: contrast of the tokens, logical properties, size."""

import re
from pathlib import Path

import pytest

import enduse.web.public

STYLE = Path(enduse.web.public.__file__).parent / "static" / "enduse"
SHEETS = sorted(STYLE.glob("*.css"))
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|"
    r"bottom)|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\b[-\w]*\s*:"
    r"|(?:float|clear|text-align|caption-side)\s*:\s*(?:left|right)"
)
TEXT, MARKS = 7, 3


def themes() -> dict[str, dict[str, str]]:
    """The colours that each theme gives the tokens; what a theme leaves out it takes over."""
    base = (STYLE / "base.css").read_text()
    light, dark = (colours(block) for block in re.findall(r":root \{(.*?)\}", base, re.DOTALL)[:2])
    paper = colours((STYLE / "print.css").read_text())
    return {"light": light, "dark": light | dark, "paper": light | paper}


def colours(text: str) -> dict[str, str]:
    found = re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})\b", text)
    return {
        name: code if len(code) == 7 else "#" + "".join(2 * c for c in code[1:])
        for name, code in found
    }


def luminance(code: str) -> float:
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
@pytest.mark.parametrize("token", ["ink", "quiet-text", "accent"])
def test_text_stands_out(theme: str, ground: str, token: str) -> None:
    tokens = themes()[theme]
    assert contrast(tokens[token], tokens[ground]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
@pytest.mark.parametrize(
    "token", ["quiet", "none-known", "undecided", "concern", "serious", "severe"]
)
def test_marks_and_edges_of_controls_stand_out(theme: str, token: str) -> None:
    tokens = themes()[theme]
    assert contrast(tokens[token], tokens["paper"]) >= MARKS


def test_the_tokens_are_those_of_the_design() -> None:
    light, dark = themes()["light"], themes()["dark"]
    assert (light["paper"], light["ink"], light["accent"]) == ("#fdfcf9", "#1b1b19", "#0b5563")
    assert (dark["paper"], dark["ink"], dark["accent"]) == ("#14161a", "#e9e6df", "#7cc4d4")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_properties_are_logical_so_that_a_page_can_run_from_right_to_left(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/|@media[^{]*", "", sheet.read_text(), flags=re.DOTALL)
    assert not PHYSICAL.findall(text)


def test_physical_properties_would_be_found() -> None:
    for wrong in ("margin-left: 1px", "a { left: 0 }", "width: 3rem", "text-align: right"):
        assert PHYSICAL.search(wrong)
    for right in ("margin-inline-start: 1px", "border-block-end: 0", "text-align: end"):
        assert not PHYSICAL.search(right)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheets_load_nothing(sheet: Path) -> None:
    assert not re.search(r"url\(|@import|@font-face", sheet.read_text())


def test_all_sheets_together_are_light() -> None:
    assert sum(sheet.stat().st_size for sheet in SHEETS) < 40_000
