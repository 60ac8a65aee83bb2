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
PHONE = {"width": 320, "height": 640}
# Records that fill their kind of page better than the first that links lead to.
FULL = {
    kind: sample(kind)
    for kind in ("campaign", "country", "licence", "outreach", "party", "statement")
}
FILES = ("data-", "drawing", "figure")
KINDS = [kind for kind in addresses.KINDS if not kind.startswith(FILES)]

axe_is_here = pytest.mark.skipif(not AXE.is_file(), reason="NO AXE-CORE: run tools/browser")
nu_is_here = pytest.mark.skipif(
    not NU.is_file() or not shutil.which("java"), reason="NO NU HTML CHECKER: run tools/browser"
)


def looked_at(page: Page) -> list[str]:
    """What axe-core finds wrong, with where."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
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
def test_axe_finds_nothing_on_a_desk(kind: str, walk: Walk, opened: Open) -> None:
    assert looked_at(opened(at(kind, walk))) == []


@axe_is_here
@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_of_320_pixels_is_enough_and_axe_finds_nothing_at_night(
    kind: str, walk: Walk, opened: Open
) -> None:
    page = opened(at(kind, walk), viewport=PHONE, has_touch=True, color_scheme="dark")
    wide = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.wide'))
          .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], wide[:5]
    assert looked_at(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_the_same_without_scripts(kind: str, walk: Walk, opened: Open) -> None:
    plain = opened(at(kind, walk), scripts=False)
    assert plain.locator("h1").count() == 1
    if plain.request.get(plain.url).text().count("<script"):
        scripted = opened(at(kind, walk)).locator("main").inner_text()
        assert set(scripted.splitlines()) <= set(plain.locator("main").inner_text().splitlines())


@nu_is_here
def test_the_nu_html_checker_finds_no_error(walk: Walk, opened: Open, tmp_path: Path) -> None:
    page = opened()
    for kind, path in walk.first.items():
        answer = page.request.get(path)
        if "text/html" in answer.headers["content-type"]:
            (tmp_path / f"{kind}.html").write_bytes(answer.body())
    checked = subprocess.run(
        ["java", "-jar", NU, "--format", "json", "--errors-only", "--exit-zero-always", tmp_path],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(checked.stderr)["messages"]
    faults = [f"{Path(m['url']).name}:{m['lastLine']}: {m['message']}" for m in found]
    assert not faults, "\n".join(faults)
    assert len(list(tmp_path.iterdir())) > 5
