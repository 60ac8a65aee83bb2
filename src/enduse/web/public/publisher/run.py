"""The making of one edition, up to the moment when it can be served."""

from collections import deque
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, islice
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections

from enduse.web.public.publisher import assets, keys, manifest, search
from enduse.web.public.publisher.addresses import addresses
from enduse.web.public.publisher.editions import Editions
from enduse.web.public.publisher.files import put, written
from enduse.web.public.publisher.links import Copy
from enduse.web.public.publisher.making import Before, Maker, each_key
from enduse.web.public.publisher.notes import Made, Notes
from enduse.web.public.publisher.questions import RELEASE, tables_of
from enduse.web.public.publisher.workers import Workers

BATCH, MANY = 8, 500


class Wanted(NamedTuple):
    """How to publish: for which place, signed by whom, with how many processes."""

    copy: Copy = Copy()
    key: Ed25519PrivateKey | None = None
    workers: int = 2
    search: bool = True


class Told(NamedTuple):
    """What a run did: addresses made, kept and dropped; files and their bytes; the edition.

    No edition means that the one being served says all this already.
    """

    made: int
    kept: int
    gone: int
    files: int
    size: int
    edition: str


class Run:
    """One edition in the making; `before` is the one being served."""

    def __init__(self, editions: Editions, before: Before | None, wanted: Wanted) -> None:
        self.editions, self.wanted = editions, wanted
        self.code, self.twins = assets.fingerprints(wanted.copy)
        self.notes = Notes(editions.notes)
        shares = self.notes.said("twins") == self.twins
        self.before = before if shares else None
        self.anew = not shares or self.notes.said("code") != self.code
        self.signed = keys.told(wanted.key) if wanted.key else b""
        self.queue: deque[str] = deque()
        self.count = 0
        if self.anew:
            self.notes.close()
            editions.notes.unlink()
            self.notes = Notes(editions.notes)

    def close(self) -> None:
        """Keep the notes."""
        self.notes.close()

    def made(self, now: Mapping[str, bytes]) -> Told:
        """Make what the tables as they are `now` ask for."""
        connections.close_all()  # no process may inherit one
        start = partial(Maker, self.editions.pages, self.wanted.copy, self.before)
        workers = Workers(self.wanted.workers, start)
        try:
            if not self.anew:
                self._age(now, workers)
            seeds = (path for path in addresses() if self.wanted.copy.holds(path))
            workers.each(lambda: self._following(seeds), self._done)
            return self._finished(now, workers)
        finally:
            workers.close()

    def _age(self, now: Mapping[str, bytes], workers: Workers) -> None:
        """Find the pages that asked the database what it answers otherwise now."""
        then = self.notes.states()
        moved = {table for table in now.keys() | then.keys() if now.get(table) != then.get(table)}
        if not moved:
            return
        changed: set[bytes] = set()
        batches = self._to_ask(moved, changed)
        workers.each(lambda: next(batches, None), lambda found: changed.update(each_key(found)))
        self.notes.age(changed)

    def _to_ask(self, moved: set[str], changed: set[bytes]) -> Iterator[tuple[str, Any]]:
        for number, sql in self.notes.statements():
            read = tables_of(sql)
            questions = self.notes.questions(number)
            if RELEASE in read and RELEASE not in moved:  # rows were edited without a release
                changed.update(key for key, *_ in questions)
            elif read & moved:
                while some := [(k, sql, p, a) for k, p, a in islice(questions, MANY)]:
                    yield "changed", some

    def _following(self, seeds: Iterator[str]) -> tuple[str, list[str]] | None:
        """The next addresses whose pages must be made."""
        batch: list[str] = []
        while len(batch) < BATCH:
            address = self.queue.popleft() if self.queue else next(seeds, None)
            if address is None:
                break
            extras = self.notes.reached(address)
            if extras is None:
                batch.append(address)
            else:
                self.queue.extend(extras)
        return ("made", batch) if batch else None

    def _done(self, made: list[Made]) -> None:
        for page in made:
            self.notes.put(page)
            self.queue.extend(page.extras)
            self.count += 1

    def _finished(self, now: Mapping[str, bytes], workers: Workers) -> Told:
        gone = self.notes.forget()
        self.notes.put_states(now)
        same = (self.notes.said("key") or "") == self.signed.decode()
        same = same and not (self.wanted.search and self.notes.said("search") == "old")
        edition = ""
        if self.anew or self.count or gone or not same:
            edition = self._whole(workers)
        kept = self.notes.pages() - self.count
        files, size = self.notes.size()
        return Told(self.count, kept, gone, files, size, edition)

    def _whole(self, workers: Workers) -> str:
        """What belongs to an edition beside its pages; its name."""
        pages = self.editions.pages
        if self.anew:
            self.notes.put_files("static/", assets.copied(pages))
        if self.wanted.search:
            self.notes.put_files(search.FOLDER, [])
        self._share(workers)
        if self.wanted.search:
            self.notes.put_files(search.FOLDER, search.written(pages))
        self.notes.say("search", "new" if self.wanted.search else "old")
        signer = [*written(pages, manifest.PUBLIC, self.signed, kind="")] if self.signed else []
        self.notes.put_files(manifest.PUBLIC, signer)
        name = manifest.write(pages, self.notes.files())
        if self.wanted.key:
            put(
                f"{pages}/{manifest.SIGNATURE}",
                self.wanted.key.sign((pages / manifest.NAME).read_bytes()),
            )
        for what, told in (("code", self.code), ("twins", self.twins)):
            self.notes.say(what, told)
        self.notes.say("key", self.signed.decode())
        return name[:32]

    def _share(self, workers: Workers) -> None:
        """Take over the files that no page of this run wrote."""
        paths = chain(self.notes.kept())
        batches = iter(lambda: list(islice(paths, MANY)), [])
        workers.each(lambda: (some := next(batches, None)) and ("shared", some), lambda _: None)
