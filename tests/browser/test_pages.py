"""Every kind of page, looked at: reached by links, accessible, sound HTML, narrow, script-free."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ROOT, Open
from tests.browser.walk import Walk
from tests.web import addresses
from tests.web.addresses import sample

NPM = ROOT / "var/browser/node_modules"
AXE = NPM / "axe-core/axe.min.js"
NU = NPM / "vnu-jar/build/dist/vnu.jar"
PHONE: Any = {"width": 320, "height": 640}
# Records that fill their kind of page better than the first that links lead to.
FULL = {
    kind: sample(kind)
    for kind in ("campaign", "country", "licence", "outreach", "party", "statement")
}
FILES = ("data-", "drawing", "figure", "card", "citation", "feed", "robots", "sitemap")
KINDS = [kind for kind in addresses.KINDS if not kind.startswith(FILES)]

axe_is_here = pytest.mark.skipif(not AXE.is_file(), reason="NO AXE-CORE: run tools/browser")
nu_is_here = pytest.mark.skipif(
    not NU.is_file() or not shutil.which("java"), reason="NO NU HTML CHECKER: run tools/browser"
)


def looked_at(page: Page) -> list[str]:
    """What axe-core finds wrong, with where."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    # of what it finds in order, axe-core would else describe every element
    found: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run({resultTypes: ['violations']})).violations"
    )
    return [
        f"{fault['id']}: {fault['help']}: {node['target']}: {node['failureSummary']}"
        for fault in found
        for node in fault["nodes"][:3]
    ]


def at(kind: str, walk: Walk) -> str:
    if kind not in walk.first:
        pytest.fail(f"no link leads to {kind}")
    return FULL.get(kind) or walk.first[kind]


def test_no_link_is_broken(walk: Walk) -> None:
    assert walk.broken == []


@pytest.mark.parametrize("kind", KINDS)
def test_links_lead_to_it_from_the_home_page(kind: str, walk: Walk) -> None:
    assert kind in walk.first


@axe_is_here
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_desk_nor_in_arabic_at_night_on_a_phone(
    kind: str, walk: Walk, opened: Open
) -> None:
    page = opened(at(kind, walk))
    assert looked_at(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], too_wide(page)
    page.emulate_media(color_scheme="dark")
    page.goto(f"/ar{at(kind, walk)}")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert looked_at(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], too_wide(page)


def too_wide(page: Page) -> Any:
    """The first things that stand out of a phone."""
    return page.evaluate(
        """() => [...document.querySelectorAll('body *')]
          .filter(e => { const b = e.getBoundingClientRect();
                         return (b.right > innerWidth + 1 || b.left < -1) && !e.closest('.wide') })
          .map(e => e.outerHTML.slice(0, 120)).slice(0, 5)"""
    )


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_the_same_without_scripts(kind: str, walk: Walk, opened: Open) -> None:
    text = walk.texts[kind]
    assert text.count("<h1") == 1
    if "<script src" in text:
        plain = opened(at(kind, walk), scripts=False)
        scripted = opened(at(kind, walk)).locator("main").inner_text()
        assert set(scripted.splitlines()) <= set(plain.locator("main").inner_text().splitlines())


@nu_is_here
def test_the_nu_html_checker_finds_no_error(walk: Walk, opened: Open, tmp_path: Path) -> None:
    page = opened()
    for kind, path in walk.first.items():
        for language in ("", "/ar"):
            answer = page.request.get(language + path if kind in KINDS else path)
            if "text/html" in answer.headers["content-type"]:
                (tmp_path / f"{kind}{language[1:]}.html").write_bytes(answer.body())
    checked = subprocess.run(
        ["java", "-jar", NU, "--format", "json", "--errors-only", "--exit-zero-always", tmp_path],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(checked.stderr)["messages"]
    faults = [f"{Path(m['url']).name}:{m['lastLine']}: {m['message']}" for m in found]
    assert not faults, "\n".join(faults)
    assert len(list(tmp_path.iterdir())) > 5
