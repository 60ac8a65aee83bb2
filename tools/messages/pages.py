"""The messages of the pages: every text that templates and Python of the site mark."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize
from found import ROOT, Found, placed

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
MARKED = re.compile(r"\b(\w*gettext\w*|_)\(")
SITE = ROOT / "web"


def site_messages() -> Iterator[Found]:
    """Each message once, in the order of the files."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    seen: dict[tuple[str, str | None], Found] = {}
    for path in sorted(p for p in SITE.rglob("*") if p.suffix in {".html", ".py", ".txt"}):
        for one in _in_file(path):
            before = seen.setdefault((one.key, one.context), one)
            if isinstance(before.message, str):  # the form that counts serves both
                seen[one.key, one.context] = before._replace(message=one.message)
    yield from seen.values()


def _in_file(path: Path) -> Iterator[Found]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = templatize(text, origin=str(path))
    if MARKED.search(text):
        options = {"encoding": "utf-8"}
        found = extract("python", BytesIO(text.encode()), KEYWORDS, (), options)
        for _, message, _, context in found:
            yield Found(
                tuple(message) if isinstance(message, list) else message, placed(path), context
            )
