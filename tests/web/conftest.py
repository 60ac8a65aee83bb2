"""The site's tests: Django is set up here, and every test finds the shipped pack loaded."""

import os

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enduse.web.settings")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

django = pytest.importorskip("django", reason="the site's tests need enduse[web]")
django.setup()
django.conf.settings.KEPT_BYTES = 0  # a test that changes a row wants to see it


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:  # noqa: ARG001 - Django's own comes first
    """A database with the pack that ships; each test rolls back what it did."""
    from django.utils import timezone

    from enduse.interchange.pack import read_pack
    from enduse.web.pack import load

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        load(read_pack(), now=timezone.now())


@pytest.fixture(autouse=True)
def _record_at_the_start(request: pytest.FixtureRequest) -> None:
    """The record kept for the newest release is read before a test withdraws anything from it, and
    no words of search are held in memory, which would not see what a test writes."""
    if request.node.get_closest_marker("django_db"):
        from enduse.web.pack import campaign_record, current_record
        from enduse.web.search import held

        current_record()
        campaign_record()
        held.forget()


@pytest.fixture(autouse=True)
def _english() -> None:
    """A page in another language leaves it to the thread; each test begins in English."""
    from django.utils.translation import activate

    activate("en")
