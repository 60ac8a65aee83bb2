"""The messages of Enduse, read from the source into the catalogues that translators fill.

    python tools/messages            write the .po files anew, and the .mo beside each
    python tools/messages --check    say what is untranslated, doubtful or out of date; exit 1

Two catalogues: `enduse` for the core (reports, reasons, provisions, questions, taxonomy), `django`
for the pages. What is translated stays translated as long as the English stays the same.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from core import core_messages, sentences
from faults import faults
from found import ROOT, Found
from pages import site_messages

from enduse.interchange.languages.told import SENTENCES

LANGUAGES = ("ar", "de", "es", "fr", "it")
CATALOGUES = {
    "enduse": (ROOT / "interchange" / "locale", core_messages),
    "django": (ROOT / "web" / "locale", site_messages),
}
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # the same messages give the same files on any day
DATED = (
    "POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team",
    "Report-Msgid-Bugs-To", "Generated-By",
)  # fmt: skip


def path_of(domain: str, language: str) -> Path:
    """Where the catalogue of a language stands."""
    return CATALOGUES[domain][0] / language / "LC_MESSAGES" / f"{domain}.po"


def held(path: Path, domain: str, language: str) -> Catalog:
    """The catalogue as it stands, empty where there is none."""
    if not path.exists():
        return Catalog(language, domain)
    with path.open("rb") as file:
        return read_po(file, language, domain)


def merged(found: Iterable[Found], before: Catalog, language: str) -> Catalog:
    """The messages of the source, each with the translation that it had."""
    catalogue = Catalog(
        language,
        before.domain,
        creation_date=NO_DAY,
        revision_date=NO_DAY,
        header_comment="# Messages of Enduse, CC BY 4.0; written by `make messages`.",
        fuzzy=False,
    )
    for one in found:
        old = before.get(one.key, one.context)
        catalogue.add(
            one.message,
            _kept(old, one.message, catalogue.num_plurals),
            locations=[(one.place, 0)],
            flags=["fuzzy"] if old and old.fuzzy else (),
            context=one.context,
        )
    return catalogue


def _kept(
    old: Message | None, message: str | tuple[str, str], plurals: int
) -> str | tuple[str, ...]:
    if isinstance(message, str):
        return old.string if old and isinstance(old.string, str) else ""
    same = old is not None and old.id == message and isinstance(old.string, (tuple, list))
    return tuple(old.string) if old and same else ("",) * plurals


def as_po(catalogue: Catalog) -> bytes:
    """The text of a catalogue; the same messages give the same bytes."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    told = (line for line in lines if not line.startswith(tuple(f'"{name}' for name in DATED)))
    return "".join(told).encode()


def as_mo(catalogue: Catalog) -> bytes:
    """The compiled catalogue, which is what programs read."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def made() -> Iterator[tuple[str, str, Catalog]]:
    """Every catalogue as the source and the translators have it now."""
    for domain, (_, messages) in CATALOGUES.items():
        found = list(messages())
        for language in LANGUAGES:
            before = held(path_of(domain, language), domain, language)
            yield domain, language, merged(found, before, language)


def as_json() -> bytes:
    """The sentences that reasons are matched against."""
    return (json.dumps(sentences(), ensure_ascii=False, indent=0) + "\n").encode()


def write() -> None:
    SENTENCES.write_bytes(as_json())
    for domain, language, catalogue in made():
        path = path_of(domain, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        open_ = sum(1 for one in catalogue if one.id and not any(_texts(one)))
        print(f"{language}/{domain}: {len(catalogue)} messages, {open_} untranslated")


def _texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def check() -> int:
    same = SENTENCES.read_bytes() == as_json()
    said = [] if same else ["sentences: out of date; run `make messages`"]
    for domain, language, catalogue in made():
        path, place = path_of(domain, language), f"{language}/{domain}"
        if not path.exists() or path.read_bytes() != as_po(catalogue):
            said.append(f"{place}: out of date; run `make messages`")
        elif path.with_suffix(".mo").read_bytes() != as_mo(catalogue):
            said.append(f"{place}: not compiled; run `make messages`")
        said += [f"{place}: {fault}" for fault in faults(catalogue)]
    print("\n".join(said) or "every message is translated")
    return 1 if said else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(check())
    write()
