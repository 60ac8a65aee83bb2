"""A real server and a real browser. A page that asks anything of another origin, sets a cookie,
complains on the console or breaks fails its test."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.processes import command

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Locator,
        Page,
        Request,
        Response,
    )

    from tests.browser.walk import Walk

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enduse.web.settings")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
django = pytest.importorskip("django", reason="the site's tests need enduse[web]")
playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
django.setup()

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
Open = Callable[..., "Page"]
WHOLE = os.environ.get("ENDUSE_WHOLE_COPY") == "1"
PATIENCE_MS = 60_000  # of a machine that has much else to do
SLOW = os.environ.get("ENDUSE_SLOW_BROWSER") == "1"  # shows which test does not wait for its page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM:
        return
    skip = pytest.mark.skip(reason="NO CHROMIUM: run tools/browser; no page was looked at")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """An empty database of our own, of the kind that DATABASE_URL names."""
    given = os.environ["DATABASE_URL"]
    if not given.startswith("postgres"):
        return f"sqlite:///{tmp_path_factory.mktemp('site') / 'site.sqlite3'}"
    import psycopg
    from psycopg.sql import SQL, Identifier

    name = f"browser_{worker_id}"
    with psycopg.connect(given.replace("postgres://", "postgresql://"), autocommit=True) as held:
        held.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
        held.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return urlsplit(given)._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def origin(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that was started on an empty database, as a newcomer starts it."""
    log = tmp_path_factory.mktemp("log") / "stderr"
    with log.open("w") as errors:
        server = subprocess.Popen(
            [sys.executable, "-m", "enduse", "site", "serve", "--port", "0"],
            env=os.environ | {"DATABASE_URL": database, "COVERAGE_PROCESS_START": ""},
            stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
    assert server.stdout is not None
    with server, server.stdout:
        said = ""
        for line in server.stdout:
            said += line
            if line.startswith("Enduse at "):
                yield line.split()[2]
                break
        server.send_signal(signal.SIGINT)
        server.wait(120)
    assert "Enduse at " in said, said + log.read_text()
    assert log.read_text() == ""


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    # Playwright keeps an event loop in this thread; Django would refuse its database for it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    asleep = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-dev-shm-usage"]
    rootly = ["--no-sandbox"] if os.geteuid() == 0 else []
    playwright.expect.set_options(timeout=PATIENCE_MS)
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=[*asleep, *rootly],
            env={**os.environ, "LANGUAGE": "en_US"},
        )
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def copy(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a plain copy in English and Arabic, as Python's own web server serves it.

    It holds one licence with all that it refers to. ENDUSE_WHOLE_COPY=1 publishes the whole pack
    instead, which takes minutes, and lets the stories be followed on it.
    """
    folder = tmp_path_factory.mktemp("copy")
    if not WHOLE:
        from enduse.interchange.pack import write_pack
        from tests.web.public.few import few_records

        write_pack(few_records(("lic-area-egypt-2016",)), folder / "pack")
        database = f"sqlite:///{folder}/site.sqlite3"
        site(database, "load", folder / "pack")
    site(database, "publish", folder / "site")
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"],
        cwd=folder / "site" / "current", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
    )  # fmt: skip
    assert server.stdout is not None
    with server, server.stdout:
        yield f"http://127.0.0.1:{server.stdout.readline().split(' port ')[1].split()[0]}"
        server.terminate()


def site(database: str, *words: str | Path) -> None:
    """Run a command of the site in two languages."""
    set_up = {"DATABASE_URL": database, "ENDUSE_LANGUAGES": "ar"}
    run = command("site", *words, environment=os.environ | set_up)
    assert run.returncode == 0, run.stderr.decode()


@pytest.fixture
def opened(browser: "Browser", origin: str) -> Iterator[Open]:
    """Open an address in a fresh context and watch all it does.

    Keyword arguments are those of `Browser.new_context`; `scripts=False` turns them off,
    `missing=True` expects a page that is not there, `at` is another place than the live site.
    """
    faults: list[str] = []
    contexts = []

    def open_(
        address: str = "/",
        *,
        scripts: bool = True,
        missing: bool = False,
        at: str = origin,
        **options: Any,
    ) -> "Page":
        context = browser.new_context(
            base_url=at,
            java_script_enabled=scripts,
            locale="en-GB",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        watch(context, at, faults, missing=missing)
        page = context.new_page()
        if SLOW:
            slow_down(page)
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        faults += [f"cookie: {cookie}" for cookie in context.cookies()]
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def walk(browser: "Browser", origin: str) -> "Walk":
    """Where links lead to from the home page."""
    from tests.browser.walk import walked

    context = browser.new_context(base_url=origin)
    found = walked(context.request)
    context.close()
    return found


def go(to: "Locator") -> None:
    """Click what leads to another page, and return when that page is loaded.

    `Locator.click` returns as soon as the way there is known, mostly with nothing read yet.
    """
    with to.page.expect_navigation():
        to.click()


def slow_down(page: "Page") -> None:
    """A poor line and a poor machine: a page comes long after its address is known."""
    poor = page.context.new_cdp_session(page)
    line = {"offline": False, "latency": 300, "downloadThroughput": 2e5, "uploadThroughput": 2e5}
    poor.send("Network.emulateNetworkConditions", line)
    poor.send("Emulation.setCPUThrottlingRate", {"rate": 6})


def watch(context: "BrowserContext", origin: str, faults: list[str], *, missing: bool) -> None:
    """Collect what a page must not do."""

    def asked(request: "Request") -> None:
        if not request.url.startswith(f"{origin}/"):
            faults.append(f"left the origin: {request.url[:200]}")

    def answered(response: "Response") -> None:
        if response.status >= 400 and not (missing and response.status == 404):
            faults.append(f"{response.status}: {response.url[:200]}")

    def said(message: "ConsoleMessage") -> None:
        if message.type in {"error", "warning"} and not (missing and "404" in message.text):
            faults.append(f"console: {message.text[:300]}")

    context.on("request", asked)
    context.on("response", answered)
    context.on("console", said)
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
