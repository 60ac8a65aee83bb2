"""The index of search: folded columns of our own, looked through alike on every database."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connections, models

from enduse.screening.asked import Asked, Term
from enduse.web.registry.models.fields import PlainCharField

LONGEST_KEY = 100
JOINT = "\u00b7"  # a letter to the index of either database, and none to the folding
BY_NAME, BY_BEGINNING, BY_HEADING, BY_TEXT = range(4)


class _Columns(NamedTuple):
    """Where to look: in columns of the FTS5 table, in a vector of PostgreSQL."""

    fts5: str
    vector: str


HEADING = _Columns("heading", "heading_vector")
KNOWN = _Columns("heading words", "known_vector")
ALL = _Columns("heading words later", "all_vector")


class _Way(NamedTuple):
    how: int
    where: _Columns
    terms: tuple[Term, ...]
    phrases: tuple[tuple[str, ...], ...] = ()


def key(name: str) -> str:
    """A folded name as one word of the index, so that it is found as a whole.

    >>> key("hacking team")
    '·hacking·team·'
    """
    return f"{JOINT}{name.replace(' ', JOINT)}{JOINT}"


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Entries as they are asked for."""

    def hits(self, asked: Asked, *, today: bool) -> list[tuple[int, int]]:
        """How and which: an entry comes once for each way in which it matches.

        What comes as BY_TEXT is all that matches. With today's knowledge notes count too.
        """
        if not asked.terms:
            return []
        connection = connections[self.db]
        select = _postgresql if connection.vendor == "postgresql" else _sqlite
        asks = [select(way) for way in _ways(asked, ALL if today else KNOWN)]
        with connection.cursor() as cursor:
            cursor.execute(
                " UNION ALL ".join(sql for sql, _ in asks),
                [value for _, values in asks for value in values],
            )
            return list(cursor.fetchall())


def _ways(asked: Asked, where: _Columns) -> Iterable[_Way]:
    yield _Way(BY_TEXT, where, asked.terms, asked.phrases)
    yield _Way(BY_HEADING, HEADING, asked.terms)
    keys = tuple(key(name) for name in asked.name if len(name) <= LONGEST_KEY)
    if keys:
        begun = tuple(one.removesuffix(JOINT) for one in keys)
        yield _Way(BY_BEGINNING, HEADING, (Term(begun, begun=True),))
        yield _Way(BY_NAME, HEADING, (Term(keys, begun=False),))


def _sqlite(way: _Way) -> tuple[str, list[str]]:
    sql = f"SELECT {way.how}, rowid FROM registry_search WHERE registry_search MATCH %s"  # noqa: S608 - nothing here was typed
    match = " AND ".join(_either(term, '"', " OR ", " *") for term in way.terms)
    match = f"{{{way.where.fts5}}} : ({match})"
    if not way.phrases:
        return sql, [match]
    tests, values = _phrases(way)
    entry = "SELECT 1 FROM registry_searchentry WHERE id = registry_search.rowid"
    return f"{sql} AND EXISTS ({entry} AND {tests})", [match, *values]


def _postgresql(way: _Way) -> tuple[str, list[str]]:
    sql = f"SELECT {way.how}, id FROM registry_searchentry WHERE {way.where.vector} @@ %s::tsquery"  # noqa: S608 - as above
    query = " & ".join(_either(term, "'", " | ", ":*") for term in way.terms)
    if not way.phrases:
        return sql, [query]
    tests, values = _phrases(way)
    return f"{sql} AND {tests}", [query, *values]


def _either(term: Term, quote: str, either: str, begun: str) -> str:
    """A term in the language of a database; folded words hold letters and digits alone."""
    forms = (f"{quote}{form}{quote}{begun if term.begun else ''}" for form in term.forms)
    return f"({either.join(forms)})"


def _phrases(way: _Way) -> tuple[str, list[str]]:
    """Each phrase stands as it is in one of the columns, in one of its spellings."""
    tests, values = [], []
    for forms in way.phrases:
        either = [(column, f"% {form} %") for form in forms for column in way.where.fts5.split()]
        tests.append(f"({' OR '.join(f'{column} LIKE %s' for column, _ in either)})")
        values += [value for _, value in either]
    return " AND ".join(tests), values


class SearchEntry(models.Model):
    """What one record said from one day to another; the last of its entries is today's.

    `heading`, `words` and `later` are folded. `later` holds what is written with today's knowledge.
    Countries and technologies are codes with spaces between.
    """

    noun = PlainCharField(max_length=20)
    record = PlainCharField(max_length=120)
    known_from = models.DateField(null=True)
    known_until = models.DateField(null=True)
    latest = models.BooleanField()
    title = models.TextField()
    said = models.TextField()
    note = models.TextField()
    heading = models.TextField()
    words = models.TextField()
    later = models.TextField()
    kind = PlainCharField(max_length=40)
    year = models.PositiveSmallIntegerField(null=True)
    strength = PlainCharField(max_length=40)
    countries = models.TextField()
    technologies = models.TextField()
    digest = PlainCharField(max_length=32, unique=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class SearchIndex(models.Model):
    """The state of the index; what was worked out from another no longer holds."""

    digest = PlainCharField(max_length=32)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.digest)


class SearchWord(models.Model):
    """A folded word of titles and names, and in how many it stands; spelling is held against it."""

    word = PlainCharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField()
    known_from = models.DateField(null=True)

    class Meta:
        ordering = ["word"]

    def __str__(self) -> str:
        return str(self.word)


class SearchGram(models.Model):
    """Three letters in a row of a word; its beginning and end count as letters."""

    gram = PlainCharField(max_length=3)
    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="grams")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["gram", "word"], name="registry_gram_once"),
        ]

    def __str__(self) -> str:
        return f"{self.gram} {self.word_id}"
