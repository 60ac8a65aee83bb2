"""The contracts of pyproject.toml hold, and each is seen to bite when it is broken."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "enduse"
LINE_LIMIT = 300
# Names that say "elsewhere" and gather what has no place.
CATCH_ALL = re.compile(
    r"(utils?|helpers?|common|misc|managers?|services?|lib|libraries|selectors|repositories"
    r"|serializers|signals)(\.py)?"
)

# What is written into the smallest tree that has the layers -> the contract that must report it.
BREACHES = {
    "an import that runs upwards": (
        {"evidence.py": "import enduse.law\n"},
        "Imports run downwards",
    ),
    "an import that runs upwards inside a function": (
        {"trade.py": "def price():\n    import enduse.assessment\n"},
        "Imports run downwards",
    ),
    "neighbours in one layer": (
        {"law/eu.py": "import enduse.screening\n"},
        "Imports run downwards",
    ),
    "a package without a place": (
        {"gadgets.py": ""},
        "Imports run downwards",
    ),
    "Django outside web": (
        {"record.py": "import django.db\n"},
        "Everything outside web is framework-free",
    ),
    "the command line on the site": (
        {"cli.py": "import enduse.web.urls\n", "web/urls.py": "import django.urls\n"},
        "Imports run downwards",
    ),
    "the registry looking up at a letter": (
        {"web/outreach.py": "", "web/registry.py": "import enduse.web.outreach\n"},
        "Inside the site",
    ),
    "a cycle inside a package": (
        {"law/eu.py": "import enduse.law.uk\n", "law/uk.py": "import enduse.law.eu\n"},
        "No cycles anywhere",
    ),
}
MODULES = ("evidence", "taxonomy", "trade", "record", "law", "screening", "assessment", "cli")


def lint_imports(place: Path) -> subprocess.CompletedProcess[str]:
    """Check the package that lies in `place`/src against the contracts of pyproject.toml."""
    command = (sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()")
    return subprocess.run(
        [*command, "--no-cache", "--config", str(ROOT / "pyproject.toml")],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def verdicts(report: str) -> dict[str, str]:
    """Contract -> KEPT or BROKEN."""
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b.*$", report, flags=re.MULTILINE))


def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def grow(place: Path, files: dict[str, str]) -> None:
    """Write a package with every layer in it, then `files` over it."""
    tree = {f"{module}.py": "" for module in MODULES if f"{module}/" not in "".join(files)}
    folders = {f"{Path(name).parent}/__init__.py": "" for name in files if "/" in name}
    for name, text in ({"__init__.py": "", "web/__init__.py": ""} | tree | folders | files).items():
        path = place / "src" / "enduse" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_every_contract_is_kept() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert verdicts(result.stdout) == {contract["name"]: "KEPT" for contract in contracts()}


def test_a_small_clean_tree_keeps_every_contract(tmp_path: Path) -> None:
    grow(tmp_path, {})
    assert set(verdicts(lint_imports(tmp_path).stdout).values()) == {"KEPT"}


def test_web_may_use_django(tmp_path: Path) -> None:
    grow(
        tmp_path, {"web/__init__.py": "import django\n", "web/desk/models.py": "import django.db\n"}
    )
    assert set(verdicts(lint_imports(tmp_path).stdout).values()) == {"KEPT"}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_reported(breach: str, tmp_path: Path) -> None:
    files, contract = BREACHES[breach]
    grow(tmp_path, files)
    result = lint_imports(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert verdicts(result.stdout)[contract] == "BROKEN"


def test_every_contract_is_broken_once() -> None:
    assert {name for _, name in BREACHES.values()} == {contract["name"] for contract in contracts()}


def test_the_cli_starts_without_django() -> None:
    question = "import enduse.cli, sys; assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-W", "error", "-c", question], check=True)


def test_no_file_is_over_the_limit() -> None:
    lengths = {
        path.relative_to(SRC): len(path.read_text(encoding="utf-8").splitlines())
        for path in SRC.rglob("*.py")
        if "migrations" not in path.parts
    }
    assert {path: length for path, length in lengths.items() if length > LINE_LIMIT} == {}


def test_no_module_is_named_elsewhere() -> None:
    names = {path.relative_to(SRC) for path in SRC.rglob("*") if CATCH_ALL.fullmatch(path.name)}
    assert names == set()
