"""The work of one process: pages are made, questions asked again, files shared."""

import sqlite3
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from enduse.taxonomy.tables import BadInput
from enduse.web.public.publisher import search
from enduse.web.public.publisher.files import Written, linked, written
from enduse.web.public.publisher.links import Copy, Links, Place, absolute, file_of, prefix
from enduse.web.public.publisher.notes import Made
from enduse.web.public.publisher.pages import Pages, laid_out
from enduse.web.public.publisher.questions import KEY, Questions, answered


class Before(NamedTuple):
    """The edition that is being served, and its notes."""

    folder: Path
    notes: Path


class Maker:
    """Makes pages into a folder; what is as in the edition before is shared with it."""

    def __init__(self, folder: Path, copy: Copy, before: Before | None) -> None:
        self.folder, self.copy, self.before = folder, copy, before
        self.questions = Questions()
        settings.KEPT_BYTES = 0  # what is kept between pages would hide what a page asks
        self.held = before and sqlite3.connect(f"file:{before.notes}?mode=ro", uri=True)

    def __call__(self, batch: tuple[str, Any]) -> Any:
        """Do one batch of one kind of work."""
        what, told = batch
        return getattr(self, what)(told)

    def made(self, addresses: Iterable[str]) -> list[Made]:
        """Make the pages of addresses, each in all languages.

        Only what pages ask is noted: a question that was looked up in the notes of the edition
        before must be new again to the page that asks it now.
        """
        with connection.execute_wrapper(self.questions), laid_out():
            return [self._made(address) for address in addresses]

    def _made(self, address: str) -> Made:
        self.questions.asked.clear()
        self.questions.new = []
        files: list[Written] = []
        extras: set[str] = set()
        pages = Pages(address, self.copy)
        for language, _ in settings.LANGUAGES:
            try:
                files += self._in(language, pages, extras)
            except BadInput:
                raise
            except Exception as fault:
                raise BadInput(f"{address}: {type(fault).__name__}: {fault}") from fault
        asked = b"".join(self.questions.asked)
        return Made(address, files, self.questions.new, asked, sorted(extras))

    def _in(self, language: str, pages: Pages, extras: set[str]) -> list[Written]:
        address = pages.address
        path, _, query = address.partition("?")
        place = Place(language, address, file_of(prefix(language) + path, query))
        found = pages.got(language)
        content = found.content
        if found.page:
            links = Links(self.copy, place)
            text = links.turned(content.decode())
            content = (search.marked(text) if search.finds(address) else text).encode()
            extras |= links.extras
        else:
            content = absolute(content, self.copy)
        return self._kept(place.file, content, found.kind)

    def _kept(self, path: str, content: bytes, kind: str) -> list[Written]:
        if self.held and self.before:
            rows = self.held.execute(
                "SELECT path, digest, size FROM files WHERE path IN (?, ?, ?)",
                [path, f"{path}.br", f"{path}.gz"],
            )
            same = {name: Written(name, digest, size) for name, digest, size in rows}
            if path in same and same[path].digest == sha256(content).digest():
                self.shared(same)
                return list(same.values())
        return written(self.folder, path, content, kind=kind)

    def shared(self, paths: Iterable[str]) -> None:
        """Take files over from the edition before."""
        if self.before:
            for path in paths:
                linked(self.before.folder, self.folder, path)

    def changed(self, questions: Iterable[tuple[bytes, str, bytes, bytes]]) -> bytes:
        """The keys of the questions that have another answer now."""
        return b"".join(
            key for key, sql, params, answer in questions if answered(sql, params) != answer
        )


def each_key(joined: bytes) -> set[bytes]:
    """The keys that stand one after the other."""
    return {joined[at : at + KEY] for at in range(0, len(joined), KEY)}
