"""Everything that is published, as files: one for each noun, and all of them in one archive."""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enduse.interchange.pack import NOUNS, written
from enduse.web import pack
from enduse.web.registry.models import Release

TERMS = """The evidence pack of Enduse, as published by the site that this file comes from.

Release: {digest}
Terms: Creative Commons Attribution 4.0 International (CC BY 4.0),
https://creativecommons.org/licenses/by/4.0/
Give credit to "Enduse contributors", name the licence and say what you changed. The cited
documents belong to their publishers and are not part of the pack.

One file for each noun, each record with the ids of its sources; sources.yaml holds those.
"""


def newest() -> str:
    """The digest of the newest release, empty before the first."""
    return Release.objects.values_list("digest", flat=True).first() or ""


@lru_cache(maxsize=1)
def files(_digest: str) -> Mapping[str, bytes]:
    """The files of the pack by noun, written once for each release."""
    told = pack.dump()
    return {noun: written(noun, getattr(told, noun)).encode() for noun in NOUNS}


@lru_cache(maxsize=1)
def archive(digest: str) -> bytes:
    """The files of a release in one ZIP archive, the same to the letter whenever it is made."""
    made = BytesIO()
    held = {f"{noun}.yaml": text for noun, text in files(digest).items()}
    held["README.txt"] = TERMS.format(digest=digest).encode()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        for name, content in sorted(held.items()):
            entry = ZipInfo(f"enduse-pack/{name}")
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content, ZIP_DEFLATED)
    return made.getvalue()


@require_safe
def noun(_request: HttpRequest, noun: str) -> HttpResponse:
    """One file of the pack."""
    if noun not in NOUNS:
        raise Http404
    return _given(files(newest())[noun], "application/yaml", f"{noun}.yaml")


@require_safe
def whole(_request: HttpRequest) -> HttpResponse:
    """The pack as one archive."""
    return _given(archive(newest()), "application/zip", "enduse-pack.zip")


def _given(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
