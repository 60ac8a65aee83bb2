"""A wheel of the package, installed into an empty environment, does its work from anywhere."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
EXAMPLE = ROOT / "examples" / "area-egypt-2016.yaml"
NO_CLI = not any((SRC / "enduse").glob("cli*/__init__.py"))


def run(*command: str | Path, cwd: Path) -> str:
    """What the command printed; what it complained of, where it failed."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))
    }
    result = subprocess.run(
        command,
        cwd=cwd,
        env=environment | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place))
    run(*build, str(ROOT), cwd=place)
    [built] = place.glob("enduse-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The bin folder of an environment that holds the wheel, and borrows only its dependencies."""
    place = wheel.parent / "venv"
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=wheel.parent)
    [packages] = place.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return place / "bin"


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    package = {
        path.relative_to(SRC).as_posix()
        for path in (SRC / "enduse").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert package - held == set()
    assert "enduse/py.typed" in held
    assert {Path(name).name for name in held if "/licenses/" in name} >= {"LICENSE", "LICENSE-DATA"}


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top.split("-")[0].removesuffix(".dist") for top in tops} == {"enduse"}


def test_the_installed_package_is_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import enduse; print(enduse.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the example is not written yet")
@pytest.mark.skipif(NO_CLI, reason="there is no command line yet")
def test_it_assesses_a_deal_from_another_folder(installed: Path, tmp_path: Path) -> None:
    report = run(installed / "enduse", "assess", EXAMPLE, "--format", "json", cwd=tmp_path)
    assert '"outcome"' in report


@pytest.mark.skipif(NO_CLI, reason="there is no command line yet")
def test_python_m_enduse_is_enduse(installed: Path, tmp_path: Path) -> None:
    by_name = run(installed / "enduse", "--version", cwd=tmp_path)
    assert run(installed / "python", "-m", "enduse", "--version", cwd=tmp_path) == by_name
