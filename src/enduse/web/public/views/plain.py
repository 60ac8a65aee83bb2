"""What a page says where it is a plain file, and no server stands behind it."""

from typing import Any, NamedTuple

from django.http import HttpRequest


class Plain(NamedTuple):
    """Where the live site has this page, and where the copy does, as far as each was named.

    `dots`: whether the copy holds or can name drawings as PNG.
    """

    live: str | None
    address: str | None
    dots: bool


def plain(request: HttpRequest) -> dict[str, Any]:
    """`plain` in every template: None on the live site."""
    return {"plain": getattr(request, "plain", None)}
