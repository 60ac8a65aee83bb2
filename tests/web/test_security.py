"""What every answer of the site says to a browser, and that no question breaks it."""

import os
import re
import subprocess
import sys
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django.urls import URLPattern
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.interchange.drawings.style import style_digest
from enduse.web.public.urls import urlpatterns
from tests.web.addresses import KINDS, fetched, sample

pytestmark = pytest.mark.django_db
SAME = "'self'"
POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "connect-src": SAME,
    "form-action": SAME,
    "img-src": SAME,
    "manifest-src": SAME,
    "script-src": SAME,
    "style-src": SAME,
}
# A drawing holds its own style and nothing else applies to it.
ALONE = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "style-src": style_digest(),
}
HEADERS = {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PARAMETERS = [
    "q", "known", "page", "destination", "country", "technology", "vendor", "supplier", "end_user",
    "authority", "exporter", "stage", "strength", "kind", "year", "decision", "status", "item",
    "end_use", "date", "value", "format", "exporter_country", "intermediaries", "currency",
]  # fmt: skip
WORST = [
    "\0", "\x1farea\r\n", "\ud800", '\'"><script>', "../../etc/passwd", "٣", "-1", "9" * 20,
    "2016-02-30", "9999-12-31", "x" * 5000, "\u202e🕵",
]  # fmt: skip


def asked(client: Client, path: str, query: list[tuple[str, str]] | None = None) -> int:
    """The status of the answer; what a server would answer with 500 is raised here."""
    text = urlencode(query or [], errors="surrogatepass")
    return client.get(f"{path}?{text}" if text else path).status_code


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_is_guarded_and_sets_no_cookie(kind: str) -> None:
    answer = fetched(kind)
    assert answer.status_code == 200
    told = dict(one.split(" ", 1) for one in answer["Content-Security-Policy"].split("; "))
    assert told == (ALONE if answer["Content-Type"] == "image/svg+xml" else POLICY)
    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert not answer.cookies
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize("path", ["/no-such-page/", "/parties/no-one/", "/%00/", "/static/x"])
def test_what_is_not_there_is_guarded_as_well(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert not answer.cookies


@pytest.mark.on_any_database
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed_by_a_reader(client: Client, kind: str, method: str) -> None:
    assert getattr(client, method)(sample(kind)).status_code == 405


@pytest.mark.on_any_database
@pytest.mark.parametrize("kind", KINDS)
def test_head_says_what_get_says(client: Client, kind: str) -> None:
    there, whole = client.head(sample(kind)), fetched(kind)
    assert there.status_code == whole.status_code == 200
    assert there.content == b""
    assert there["Content-Type"] == whole["Content-Type"]


@pytest.mark.on_any_database
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_did_not_change_is_not_sent_again(client: Client, kind: str) -> None:
    """Unless no cache may keep it, such as a deal that somebody typed."""
    first = fetched(kind)
    if "no-store" in first.get("Cache-Control", ""):
        assert "ETag" not in first
        return
    again = client.get(sample(kind), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.on_any_database
def test_another_host_is_not_answered(client: Client) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
    assert client.get("/", headers={"host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_the_worst_values_break_no_page(client: Client, kind: str) -> None:
    path = sample(kind)
    own = {"known", "page"}
    own |= set(re.findall(r'name="([a-z_]+)"', fetched(kind).getvalue().decode(errors="replace")))
    start = KINDS.index(kind)
    for worst in (WORST[(start + step) % len(WORST)] for step in (0, 5, 10)):
        assert asked(client, path, [(name, worst) for name in {*PARAMETERS, *own}]) < 500, worst
    for turn, name in enumerate(sorted(own)):
        worst = WORST[turn % len(WORST)]
        assert asked(client, path, [(name, worst)]) < 500, (name, worst)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from(KINDS),
    query=st.lists(
        st.tuples(
            st.sampled_from(PARAMETERS) | st.text(max_size=8),
            st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(WORST),
        ),
        max_size=6,
    ),
)
def test_no_query_breaks_a_page(client: Client, kind: str, query: list[tuple[str, str]]) -> None:
    assert asked(client, sample(kind), query) < 500


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.sampled_from(sorted({str(one.pattern).split("/")[0] for one in urlpatterns})),
    rest=st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(WORST),
    end=st.sampled_from(["", "/"]),
)
def test_no_path_breaks_the_site(client: Client, start: str, rest: str, end: str) -> None:
    path = f"/{start}/{quote(rest, errors='surrogatepass')}{end}"
    assert asked(client, path) < 500


@pytest.mark.on_any_database
def test_a_thousand_parameters_are_too_many_and_no_fault(client: Client) -> None:
    assert asked(client, "/", [("q", "x")] * 5000) == 400


@pytest.mark.on_any_database
def test_no_address_takes_any_text() -> None:
    """A slug or a number holds no control character and no slash."""
    for one in urlpatterns:
        assert isinstance(one, URLPattern)
        assert all(c.regex in {"[-a-zA-Z0-9_]+", "[0-9]+"} for c in one.pattern.converters.values())


@pytest.mark.on_any_database
def test_the_deploy_check_is_clean_where_readers_come_over_https() -> None:
    # a browser that was started in this process leaves a switch of its own in the environment
    own = {k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=own
        | {
            "DJANGO_SETTINGS_MODULE": "enduse.web.settings",
            "DATABASE_URL": "sqlite://:memory:",
            "ENDUSE_HTTPS": "1",
            "ENDUSE_HOSTS": "enduse.example",
            "ENDUSE_SECRET_KEY": "k7" * 20 + "other-than-any-that-is-used",
        },
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


@pytest.mark.on_any_database
def test_static_files_are_for_this_site_only(client: Client) -> None:
    answer = client.get("/static/enduse/base.css")
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    answer.close()
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["X-Content-Type-Options"] == "nosniff"
