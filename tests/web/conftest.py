"""The site's tests: Django is set up here, and every test finds the shipped pack loaded."""

import os
from typing import Any

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enduse.web.settings")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

django = pytest.importorskip("django", reason="the site's tests need enduse[web]")
django.setup()
django.conf.settings.KEPT_BYTES = 0  # a test that changes a row wants to see it


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On PostgreSQL these tests run once more, for what may differ there. What is asked of pages
    that other tests fetch there as well (headings, links, headers) is asked on SQLite alone."""
    if django.db.connection.vendor == "sqlite":
        return
    skip = pytest.mark.skip(reason="what it asserts is no matter of the database; seen on SQLite")
    for item in items:
        if item.get_closest_marker("on_any_database"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:  # noqa: ARG001 - Django's own comes first
    """A database with the pack that ships; each test rolls back what it did."""
    from django.utils import timezone

    from enduse.interchange.pack import read_pack
    from enduse.web import pack

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        pack.load(read_pack(), now=timezone.now())
    for kept in KEPT:
        setattr(pack, kept.name, kept.reading(getattr(pack, kept.name)))
    _look_at_references_where_rows_changed()


def _look_at_references_where_rows_changed() -> None:
    """After each test Django has SQLite look in every table for references that lead nowhere.
    Where no row was written since it last looked, there is none that it has not seen."""
    from django.test import TestCase

    decides = "_should_check_constraints"
    always = getattr(TestCase, decides)
    seen: Any = None

    def where_rows_changed(test: Any, connection: Any) -> bool:
        nonlocal seen
        if connection.vendor == "sqlite" and connection.is_usable():
            before, seen = seen, (connection.connection, connection.connection.total_changes)
            if seen == before:
                return False
        return bool(always(test, connection))

    setattr(TestCase, decides, where_rows_changed)


class Kept:
    """What reads a record, with the first that it read at hand whatever was read since: that of the
    shipped pack. Each test would else read it anew after one that made a release."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.first: dict[str, Any] = {}

    def reading(self, read: Any) -> "Kept":
        """Itself, in the place of what reads."""
        self.read = read
        return self

    def __call__(self, digest: str) -> Any:
        if not self.first:
            self.first[digest] = self.read(digest)
        return self.first.get(digest) or self.read(digest)

    def forget(self) -> None:
        """Let go of every other release."""
        self.read.cache_clear()


KEPT = (Kept("_record"), Kept("_campaign_record"))


@pytest.fixture(autouse=True)
def _record_at_the_start(request: pytest.FixtureRequest) -> None:
    """The record kept for the newest release is read before a test withdraws anything from it, and
    nothing is held in memory that would not see what a test writes: no other release, no words."""
    if request.node.get_closest_marker("django_db"):
        from enduse.web import pack
        from enduse.web.search import held

        pack.current_record()
        pack.campaign_record()
        for kept in KEPT:
            kept.forget()
        held.forget()


@pytest.fixture(autouse=True)
def _english() -> None:
    """A page in another language leaves it to the thread; each test begins in English."""
    from django.utils.translation import activate

    activate("en")
