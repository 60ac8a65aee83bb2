"""Full-text search in the reader's browser: Pagefind's index of the pages, in every language."""

import json
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pagefind_bin import get_executable

from enduse.taxonomy.tables import BadInput
from enduse.web.public.publisher.files import Written

FOLDER = "pagefind"
TEXTS = {"/method/", "/glossary/"}
# Where pages that search finds can stand, in any language: most others are not even read.
PAGES = "{method,glossary,*/[!_]*,??/*/[!_]*}/index.html"
RECORD = 3  # the slashes of `/parties/nso/`
LEFT_OUT = ".crumbs, .plain, .written, .unseen, form, nav, script"
# What draws results; a page of ours does that.
UNUSED = ("pagefind-*.css", "pagefind-*ui.js", "pagefind-highlight.js")
TERMS = """What lies here was made by Pagefind, https://pagefind.app, under the MIT licence:
https://github.com/Pagefind/pagefind/blob/main/LICENSE
"""


def finds(address: str) -> bool:
    """Whether search finds a page: those of one record each, and those of text."""
    return address in TEXTS or (address.endswith("/") and address.count("/") == RECORD)


def marked(text: str) -> str:
    """A page that search finds; Pagefind leaves out those without the mark."""
    return text.replace("<main ", "<main data-pagefind-body ", 1)


def written(pages: Path) -> Iterator[Written]:
    """Index the pages of an edition in the making; the files of the index."""
    out = pages / FOLDER
    run = subprocess.run(  # noqa: S603 - the program that the package brings
        [get_executable(), "--site", pages, "--output-path", out, "--exclude-selectors", LEFT_OUT,
         "--glob", PAGES, "--keep-index-url", "--silent"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise BadInput(f"Pagefind: {' '.join((run.stderr or run.stdout).split())[:300]}")
    for pattern in UNUSED:
        for file in out.glob(pattern):
            file.unlink()
    entry = out / "pagefind-entry.json"  # else in whatever order the languages were ready
    entry.write_text(json.dumps(json.loads(entry.read_text()), sort_keys=True), encoding="utf-8")
    (out / "TERMS.txt").write_text(TERMS, encoding="utf-8")
    for file in sorted(out.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            yield Written(str(file.relative_to(pages)), sha256(content).digest(), len(content))
