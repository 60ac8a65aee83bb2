"""What is wrong with the translations of a catalogue."""

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages import Catalog, Message

PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
TAG = re.compile(r"</?[a-z]+[^>]*>")


def faults(catalogue: Catalog) -> Iterator[str]:
    """Messages that are untranslated, doubtful, or differ from the English in places or tags."""
    for message in catalogue:
        if message.id:
            yield from (f"{_short(message)}: {fault}" for fault in _of(message))


def _of(message: Message) -> Iterator[str]:
    english = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    if not all(texts):
        yield "not translated"
        return
    if message.fuzzy:
        yield "fuzzy"
    for text in texts:
        wanted, found = _places(english[-1]), _places(text)
        if found - wanted or (len(texts) == 1 and wanted != found):
            yield f"its places are {sorted(found)}, not {sorted(wanted)}"
        if len(texts) == 1 and _tags(text) != _tags(english[0]):
            yield "its tags differ from the English"
        if text.strip() != text and english[0].strip() == english[0]:
            yield "a blank at its edge"


def _places(text: str) -> set[str]:
    return set(PLACE.findall(text))


def _tags(text: str) -> Counter[str]:
    return Counter(TAG.findall(text))


def _short(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return repr(text if len(text) < 60 else f"{text[:57]}...")
