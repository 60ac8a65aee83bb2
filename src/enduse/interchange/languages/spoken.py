"""The language spoken now, and messages in it: gettext without a framework."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "enduse"
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "ar": "العربية",
    "fr": "Français",
    "es": "Español",
    "de": "Deutsch",
    "it": "Italiano",
}
DIRECTION: Mapping[str, str] = dict.fromkeys(LANGUAGES, "ltr") | {"ar": "rtl"}
OWN = "en"
_spoken = ContextVar("spoken", default=OWN)


def spoken() -> str:
    """The code of the language spoken now; English unless somebody is `speaking` another."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Whatever is said inside is said in this language; one that Enduse lacks is English."""
    before = _spoken.set(language if language in LANGUAGES else OWN)
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def catalogue(language: str) -> NullTranslations:
    """The messages of a language; English, and what nobody translated, is said as written."""
    return translation(DOMAIN, LOCALE, [language], fallback=True)


def say(message: str, /, **values: object) -> str:
    """The message in the reader's language, with its values."""
    return _catalogue().gettext(message).format(**values) if message else ""


def say_count(one: str, many: str, count: int, /, **values: object) -> str:
    """As `say`, for a message that depends on a number; its forms may use {count}."""
    from enduse.interchange.languages.figures import number

    message = _catalogue().ngettext(one, many, count)
    return message.format(count=number(count), **values)


def _catalogue() -> NullTranslations:
    return catalogue(_spoken.get())


class Spoken(dict[str, str]):
    """Labels by code, said in the language spoken now."""

    def __getitem__(self, code: str) -> str:
        return say(super().__getitem__(code))

    def get(self, code: str, default: str = "") -> str:  # type: ignore[override]
        """The label of a code; what stands for one without a label is left as it is."""
        return self[code] if code in self else default  # noqa: SIM401 - this is `get`

    def items(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """Codes with their labels."""
        return [(code, self[code]) for code in self]
