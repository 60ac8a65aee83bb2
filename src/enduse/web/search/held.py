"""The words of every entry in memory: read in the background, once for each state of the index."""

from collections.abc import Iterator, Sequence
from threading import Lock, Thread

from django.conf import settings
from django.db import connection

from enduse.web.registry.models import SearchEntry
from enduse.web.search.catalogue import Catalogue
from enduse.web.search.postings import Words

Row = tuple[int, Sequence[str]]


class _Held:
    """The words of the newest catalogue, and of which catalogue they are being read."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.of: Catalogue | None = None
        self.words: Words | None = None
        self.reading: Catalogue | None = None


_held = _Held()


def words_of(known: Catalogue) -> Words | None:
    """The words of a catalogue; None as long as they are not read, which this then begins."""
    with _held.lock:
        if _held.of is known:
            return _held.words
        if settings.KEPT_BYTES and _held.reading is not known:
            _held.reading = known
            Thread(target=_read_beside, args=[known], daemon=True).start()
    return None


def read_now(known: Catalogue) -> None:
    """Read the words of a catalogue before anybody asks."""
    read = Words(_rows(known), known.size)
    with _held.lock:
        _held.of, _held.words = known, read


def forget() -> None:
    """Let go of all words."""
    with _held.lock:
        _held.of = _held.words = _held.reading = None


def _read_beside(known: Catalogue) -> None:
    try:
        read = Words(_rows(known), known.size)
        with _held.lock:
            if _held.reading is known:  # else somebody let go of them meanwhile
                _held.of, _held.words = known, read
    finally:
        connection.close()  # this thread's own


def _rows(known: Catalogue) -> Iterator[Row]:
    rows = SearchEntry.objects.order_by().values_list("pk", "heading", "words", "later")
    places = known.places
    for pk, *columns in rows.iterator(chunk_size=500):
        if pk in places:
            yield places[pk], columns
