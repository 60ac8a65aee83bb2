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
