"""The words of the core in the reader's language: each label stands here once."""

from collections.abc import Mapping

from django.utils.functional import Promise

from enduse.interchange.report_words import plain
from enduse.web.words.campaigns import CAMPAIGNS
from enduse.web.words.nouns import CHANGES, COUNTED, MEANS, ONE
from enduse.web.words.record import RECORD
from enduse.web.words.taxonomy import TAXONOMY
from enduse.web.words.verdicts import OUTCOMES, RISKS, Verdict

__all__ = [
    "CHANGES",
    "COUNTED",
    "FIELDS",
    "MEANS",
    "ONE",
    "OUTCOMES",
    "RISKS",
    "Label",
    "Verdict",
    "label",
]

Label = str | Promise

# Fields of one name in several nouns share their words: one word, one label.
FIELDS: Mapping[str, Mapping[str, Label]] = {
    name: {**RECORD.get(name, {}), **CAMPAIGNS.get(name, {}), **TAXONOMY.get(name, {})}
    for name in sorted({*RECORD, *CAMPAIGNS, *TAXONOMY})
} | {"change": CHANGES}


def label(field: str, word: str) -> Label:
    """What readers see for a word of a field; a word without a label is shown as plain text.

    >>> str(label("stage", "partly-delivered")), str(label("stage", "not-yet-listed"))
    ('partly delivered', 'not yet listed')
    """
    return FIELDS[field].get(word) or plain(word)
