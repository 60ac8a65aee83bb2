"""Drawings as files: SVG, PNG and data; other sites may show the pictures."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache

from csp.constants import NONE
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from enduse.interchange.drawings.picture import png, writes
from enduse.interchange.drawings.style import style_digest
from enduse.interchange.table_csv import csv_lines
from enduse.web.public.views.drawings.figure import Figure, Subject
from enduse.web.public.views.drawings.kinds import KINDS, drawn, found
from enduse.web.public.views.known import known_day
from enduse.web.words.days import when

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NO_FONT = "No font for pictures on this server: install one, such as Debian's fonts-noto-core.\n"
ALONE = {
    "default-src": [NONE],
    "style-src": [style_digest()],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}


@require_safe
def figure(request: HttpRequest, drawing: str, form: str) -> HttpResponse:
    """A drawing of the whole record."""
    return _given(request, Subject(day=known_day(request)), drawing, form)


@require_safe
def drawing(request: HttpRequest, noun: str, pk: str, drawing: str, form: str) -> HttpResponse:
    """A drawing of one record."""
    return _given(request, found(noun, pk, known_day(request)), drawing, form)


def _given(request: HttpRequest, subject: Subject, name: str, form: str) -> HttpResponse:
    if name not in KINDS[subject.noun] or form not in WRITTEN:
        raise Http404
    told = drawn(name, subject)
    if told is None:
        raise Http404
    answer = WRITTEN[form](told, subject, request)
    stem = "-".join(filter(None, (subject.key, name)))
    answer["Content-Disposition"] = f'inline; filename="{stem}.{form}"'
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def as_svg(told: Figure, subject: Subject, request: HttpRequest) -> HttpResponse:
    """The drawing as it stands alone; nothing runs in it, and nothing but its own style applies."""
    answer = HttpResponse(_alone(told, subject, request), content_type="image/svg+xml")
    answer._csp_config = ALONE  # type: ignore[attr-defined]  # noqa: SLF001 - the mark of django-csp
    return answer


def _alone(told: Figure, subject: Subject, request: HttpRequest) -> str:
    language = get_language() or "en"
    foot = [*filter(None, (told.note, _known(subject))), *told.credits, _source(request)]
    return told.drawing.alone(language=language, foot=foot)


def _known(subject: Subject) -> str:
    if subject.day is None:
        return ""
    return gettext("As known on %(day)s.") % {"day": when(subject.day.isoformat())}


def _source(request: HttpRequest) -> str:
    address = request.build_absolute_uri(request.path)
    return gettext("Enduse, CC BY 4.0: %(address)s") % {"address": address}


def as_png(told: Figure, subject: Subject, request: HttpRequest) -> HttpResponse:
    """The drawing as a picture of twice its size, in its light colours."""
    if not writes():
        return HttpResponse(NO_FONT, status=501, content_type="text/plain; charset=utf-8")
    return HttpResponse(_picture(_alone(told, subject, request)), content_type="image/png")


@lru_cache(maxsize=64)
def _picture(alone: str) -> bytes:
    return png(alone)


def as_csv(told: Figure, _subject: Subject, _request: HttpRequest) -> HttpResponse:
    """The facts of the drawing as a table for other programs: codes and names as recorded."""
    lines = csv_lines(told.columns, told.facts)
    return HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")


def as_json(told: Figure, subject: Subject, request: HttpRequest) -> HttpResponse:
    """The facts of the drawing with what they are and where they come from."""
    whole = {
        "title": told.drawing.frame.title,
        "source": request.build_absolute_uri(request.path),
        "licence": LICENCE,
        "as_known_on": subject.day and subject.day.isoformat(),
        "rows": [dict(zip(told.columns, row, strict=True)) for row in told.facts],
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    return HttpResponse(text, content_type="application/json")


WRITTEN: Mapping[str, Callable[[Figure, Subject, HttpRequest], HttpResponse]] = {
    "svg": as_svg, "png": as_png, "csv": as_csv, "json": as_json,
}  # fmt: skip
