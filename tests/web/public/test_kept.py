"""What a worker keeps in memory: finished pages and counts, of one release, and nothing typed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from enduse.web.public.kept import answers, pages
from enduse.web.public.kept.shelf import Shelf
from enduse.web.registry.models import Party, Release

pytestmark = pytest.mark.django_db
NSO = "/parties/nso/"


@pytest.fixture(autouse=True)
def _keeping(settings: Any) -> Iterator[None]:
    settings.KEPT_BYTES = 4_000_000
    yield
    pages.forget()
    answers.forget()


def renamed(name: str) -> None:
    Party.objects.filter(pk="nso").update(name=name)


def released() -> None:
    """Another process loads something: all that a worker can see of it is a row."""
    Release.objects.create(made=timezone.now(), digest="another")


def test_a_page_is_made_once_for_a_release(client: Client, django_assert_num_queries: Any) -> None:
    first = client.get(NSO)
    renamed("Renamed")
    with django_assert_num_queries(1):  # which release there is
        again = client.get(NSO)
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)
    released()
    assert "Renamed" in client.get(NSO).content.decode()


def test_the_language_the_day_and_the_compression_are_other_pages(client: Client) -> None:
    plain = client.get(NSO)
    assert client.get(NSO, {"known": "2016-06-29"}).content != plain.content
    assert client.get(f"/ar{NSO}").headers["Content-Language"] == "ar"
    assert client.get(NSO).headers["Content-Language"] == "en"
    packed = client.get(NSO, headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get(NSO).headers
    read = client.get("/", headers={"accept-language": "ar"})
    assert read.headers["Content-Language"] == client.get("/").headers["Content-Language"] == "en"


def test_who_has_the_page_is_told_so(client: Client) -> None:
    for headers in ({}, {"accept-encoding": "gzip"}):
        tag = client.get(NSO, headers=headers).headers["ETag"]
        for _ in range(2):
            same = client.get(NSO, headers=headers | {"if-none-match": tag})
            assert (same.status_code, same.content) == (304, b"")
    renamed("Renamed")
    released()
    assert client.get(NSO, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=nso",
        "/fr/search/?kind=company",
        "/assess/",
        "/assess/?exporter=NSO&item=spyware&date=2020-01-01",
        "/sources/?publisher=amnesty",
        "/transfers/?destination=what+I+think",
        "/transfers/?q=nso",
        "/parties/nobody/",
    ],
)
def test_what_a_reader_typed_and_what_is_not_there_is_never_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    held: Shelf[pages.Page] = Shelf()
    monkeypatch.setattr(pages, "_pages", held)
    client.get(address)
    assert len(held) == 0
    client.get(NSO)
    assert len(held) == 1


def test_a_shelf_holds_no_more_than_it_may() -> None:
    shelf: Shelf[str] = Shelf()
    for at in range(100):
        shelf.put(at, "page", weight=10, most=100)
        shelf.get(0)
    assert shelf.get(0) == "page"
    assert shelf.get(1) is None
    assert [at for at in range(100) if shelf.get(at)] == [0, *range(91, 100)]
    shelf.put("large", "page", weight=50, most=100)
    assert shelf.get("large") is None


def test_totals_are_counted_once_for_a_release(
    client: Client, django_assert_num_queries: Any
) -> None:
    client.get("/transfers/", {"page": 2})
    with django_assert_num_queries(3):  # the release, which rows, and the rows
        client.get("/transfers/", {"page": 3})


def test_without_memory_every_page_is_made_anew(client: Client, settings: Any) -> None:
    settings.KEPT_BYTES = 0
    client.get(NSO)
    renamed("Renamed")
    assert "Renamed" in client.get(NSO).content.decode()
