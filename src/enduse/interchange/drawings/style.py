"""The colours of a drawing that stands alone: those of the pages, by day and by night."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

SHEET = Path(__file__).parent / "style" / "drawn.css"
TOKEN = re.compile(r"var\(--([a-z-]+)\)")
SANS = (
    'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", '
    '"Liberation Sans", Helvetica, Arial, sans-serif'
)
# In pictures, for text from right to left: both alphabets from one font where there is one.
TURNED = '"DejaVu Sans", "Noto Sans Arabic", "Noto Naskh Arabic", sans-serif'
LIGHT = {
    "paper": "#fdfcf9", "tint": "#f4f0e6", "ink": "#1b1b19", "quiet": "#5d5b55",
    "quiet-text": "#504e48", "rule": "#ddd8cc", "accent": "#0b5563", "severe": "#7d1f3f",
    "ui": SANS,
}  # fmt: skip
DARK = LIGHT | {
    "paper": "#14161a", "tint": "#1e2126", "ink": "#e9e6df", "quiet": "#8d8a83",
    "quiet-text": "#bab6ad", "rule": "#3a3d42", "accent": "#7cc4d4", "severe": "#d97a9c",
}  # fmt: skip


@cache
def sheet() -> str:
    """The style of what is drawn, in the tokens of the pages, without its comments."""
    text = re.sub(r"/\*.*?\*/", "", SHEET.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text).strip()


@cache
def style_alone() -> str:
    """The style with its colours written out; a second set for readers who prefer the dark."""
    lines = [rule for rule in re.findall(r"[^{}]+\{[^{}]*\}", sheet()) if "var(" in rule]
    night = "".join(_coloured(rule, DARK) for rule in lines)
    return f"{_coloured(sheet(), LIGHT)}@media (prefers-color-scheme:dark){{{night}}}"


@cache
def style_by_day() -> str:
    """The style with its light colours only, for pictures that cannot change."""
    return f"{_coloured(sheet(), LIGHT)}.drawn .turned{{font-family:{TURNED}}}"


@cache
def style_digest() -> str:
    """What a policy of a site names the style by."""
    return f"'sha256-{b64encode(sha256(style_alone().encode()).digest()).decode()}'"


def _coloured(text: str, colours: dict[str, str]) -> str:
    return TOKEN.sub(lambda token: colours[token[1]], text)
