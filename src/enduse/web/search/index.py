"""The index of search brought up to date: what changed is written anew, all else stays."""

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b
from itertools import islice

from django.db import connection, transaction

from enduse.record import Record
from enduse.web.registry.models import SearchEntry, SearchGram, SearchIndex, SearchWord
from enduse.web.registry.models.search import JOINT
from enduse.web.search.entries import Entry, Known, entries
from enduse.web.search.spelling import SHORTEST, grams

BATCH = 500
# How many headings hold a word, and the first day on which one of them was known.
Vocabulary = dict[str, tuple[int, date | None]]


@transaction.atomic
def index(record: Record, known: Known) -> None:
    """Make search hold what the record says, and no more; doing it again changes nothing.

    An entry changes with its record, and with each party, product or country that it names.
    """
    gone = dict(SearchEntry.objects.values_list("digest", "pk"))
    vocabulary: Vocabulary = {}
    fresh = _fresh(entries(record, known), gone, vocabulary)
    changed = False
    while some := list(islice(fresh, BATCH)):
        SearchEntry.objects.bulk_create(some)
        changed = True
    for some_gone in _batches(sorted(gone.values())):
        SearchEntry.objects.filter(pk__in=some_gone).delete()
    if changed or gone:
        _keep(vocabulary)
        SearchIndex.objects.all().delete()
        SearchIndex.objects.create(digest=_state())


def _fresh(
    told: Iterable[Entry], gone: dict[str, int], vocabulary: Vocabulary
) -> Iterator[SearchEntry]:
    """The entries that are not held yet; what is held is struck off what is gone."""
    for entry in told:
        _learn(entry, vocabulary)
        digest = blake2b("\0".join(map(str, entry)).encode(), digest_size=16).hexdigest()
        if gone.pop(digest, None) is None:
            row = entry._asdict() | {
                "countries": " ".join(entry.countries),
                "technologies": " ".join(entry.technologies),
            }
            yield SearchEntry(**row, digest=digest)


def _learn(entry: Entry, vocabulary: Vocabulary) -> None:
    for word in set(entry.heading.split()):
        if len(word) >= SHORTEST and word.isalpha() and JOINT not in word:
            count, since = vocabulary.get(word, (0, None))
            days = [day for day in (since, entry.known_from) if day]
            vocabulary[word] = count + 1, min(days, default=None)


def _keep(vocabulary: Vocabulary) -> None:
    held = {
        w: (n, day) for w, n, day in SearchWord.objects.values_list("word", "count", "known_from")
    }
    for some in _batches(sorted(held.keys() - vocabulary.keys())):
        SearchWord.objects.filter(pk__in=some).delete()
    new = sorted(vocabulary.keys() - held.keys())
    changed = [word for word, what in vocabulary.items() if held.get(word) != what]
    SearchWord.objects.bulk_create(
        (
            SearchWord(word=word, count=vocabulary[word][0], known_from=vocabulary[word][1])
            for word in changed
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["count", "known_from"],
    )
    _add_grams([(gram, word) for word in new for gram in sorted(grams(word))])


def _add_grams(rows: list[tuple[str, str]]) -> None:
    """Without an object for each of so many rows."""
    table = SearchGram._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (gram, word_id) VALUES (%s, %s)",  # noqa: S608 - the name of a table of ours
            rows,
        )


def _batches(keys: list[int] | list[str]) -> Iterator[list[int] | list[str]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _state() -> str:
    made = blake2b(digest_size=16)
    for pk, digest in SearchEntry.objects.order_by("pk").values_list("pk", "digest"):
        made.update(f"{pk} {digest}\n".encode())
    return made.hexdigest()
