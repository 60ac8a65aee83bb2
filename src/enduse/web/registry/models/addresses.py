"""The addresses of pages, worked out once for each kind of page: a page holds hundreds of them."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

ANY = "any-key"


def page_of(name: str, key: object) -> str:
    """The page of a record, by the name of its kind; raises NoReverseMatch where there is none."""
    before, after = _around(name, get_language(), get_script_prefix(), get_urlconf())
    return f"{before}{key}{after}"


def page(name: str) -> str:
    """A page that is alone of its kind; raises NoReverseMatch where there is none."""
    return _alone(name, get_language(), get_script_prefix(), get_urlconf())


@lru_cache(maxsize=2048)
def _around(name: str, *_where: str | None) -> tuple[str, str]:
    before, _, after = reverse(f"public:{name}", args=[ANY]).rpartition(ANY)
    return before, after


@lru_cache(maxsize=2048)
def _alone(name: str, *_where: str | None) -> str:
    return reverse(f"public:{name}")
