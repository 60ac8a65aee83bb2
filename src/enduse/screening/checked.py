"""The arrays of an index looked through before loops run over them that are compiled and check
nothing."""

from typing import Any

from enduse.screening.compiled import as_arrays
from enduse.screening.laid import Names
from enduse.screening.near import Words
from enduse.screening.said import READINGS, WEIGHT
from enduse.screening.shape import KINDS, SAID


def check_arrays(names: Names, words: Words) -> None:
    """Raise ValueError where a number leads out of the array that it leads into: a file that was
    damaged on the disk, its size and its time as they were."""
    _check(*as_arrays((names, words)))


def _check(names: Any, words: Any) -> None:
    listed, known = len(names.full), len(words.thin)
    _need("names", _runs(names.starts, listed, names.words))
    _need("names", _below(names.words >> WEIGHT, known) and _below(names.parties, len(READINGS)))
    _need("names", len(names.parties) == len(names.owed) == listed)
    for lengths, letters in ((names.lengths, names.letters), (words.lengths, words.letters)):
        _need("words", len(lengths) == KINDS * known and len(letters) == SAID * known)
    for postings in (names.own, names.telling):
        _need("postings", _leads_to_names(postings, listed, known))
    _need("keys", len(words.keys) == len(words.numbers) and _below(words.numbers, known))
    _need("words", len(words.gists) == len(words.ends) == known)
    _need("words", _in_order(words.ends) and (not known or words.ends[-1] == len(words.texts)))


def _leads_to_names(postings: Any, listed: int, known: int) -> bool:
    if not _runs(postings.starts, known, postings.names) or len(postings.alone) != known:
        return False
    starts = postings.starts
    all_alone = bool((postings.alone <= starts[1:] - starts[:-1]).all())
    return all_alone and _below(postings.names, listed) and len(postings.lengths) == listed


def _runs(starts: Any, many: int, values: Any) -> bool:
    """Whether so many runs follow each other through all values."""
    whole = len(starts) == many + 1 and starts[0] == 0 and starts[-1] == len(values)
    return whole and _in_order(starts)


def _in_order(values: Any) -> bool:
    return bool((values[1:] >= values[:-1]).all())


def _below(values: Any, limit: int) -> bool:
    return len(values) == 0 or int(values.max()) < limit


def _need(what: str, sound: bool) -> None:  # noqa: FBT001 - a finding, no choice
    if not sound:
        raise ValueError(f"numbers of its {what} lead nowhere")
