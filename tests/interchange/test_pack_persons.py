"""No private person has a name in the pack: not in an id, not in our own words.

Only published titles, publishers and addresses of sources keep the names they were published with.
No machine tells a name from a word; what was taken out once, as a victim or as somebody whose role
says enough, is kept out by its hash, so that this file names nobody either.
"""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from enduse.interchange.pack import NOUNS, read_pack

TAKEN_OUT = {
    "161f96d6e80ece2e",
    "1a82237318592054",
    "1bb63306b2a90e52",
    "20c4168ccdaaa6f2",
    "3acb726112af4d4b",
    "4700ba2a05e4e40c",
    "5057cf18ab037c7f",
    "510133fe029f3f07",
    "57b472bdf2cf967a",
    "6303ec5bdd6b8dd4",
    "888160f43df1458f",
    "a1b0d30e72f4ba70",
    "a21cd2a44006bbf1",
    "a2212d59bdac17a1",
    "ba5b52b33f2cb9e2",
    "bb5ee0ae4913350a",
    "bce6e56d30ad9fe0",
    "bea44c3bc8a3ff02",
    "c87646736afca2c3",
    "d7657a546e709bad",
    "de7af0645d4a5bf8",
    "faf54c7b56a68006",
}
AS_PUBLISHED = {"title", "publisher", "url"}
WORD = re.compile(r"[^\W_]+")


def told(noun: str, part: Any, field: str = "") -> Iterator[str]:
    """Every text of a record but what a source was published under."""
    if isinstance(part, dict):
        for name, value in part.items():
            if noun != "sources" or name not in AS_PUBLISHED:
                yield from told(noun, value, name)
    elif isinstance(part, list):
        for value in part:
            yield from told(noun, value, field)
    elif isinstance(part, str):
        yield part


def persons(text: str) -> list[str]:
    """The words of a text that were taken out."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    return [word for word in words if sha256(word.encode()).hexdigest()[:16] in TAKEN_OUT]


@pytest.mark.parametrize("noun", NOUNS)
def test_nobody_who_was_taken_out_comes_back(noun: str) -> None:
    rows = [msgspec.to_builtins(record) for record in getattr(read_pack(), noun)]
    found = {row["id"]: found for row in rows for t in told(noun, row) if (found := persons(t))}
    assert found == {}


def test_the_words_are_still_recognised() -> None:
    titles = " ".join(source.title for source in read_pack().sources)
    assert len(set(persons(titles))) >= 5, "published titles hold some of them"


def test_a_party_is_never_a_person() -> None:
    (kinds,) = {
        field.type for field in msgspec.structs.fields(NOUNS["parties"]) if field.name == "kind"
    }
    assert "person" not in str(kinds)
