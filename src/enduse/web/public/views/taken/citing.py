"""A record as others cite it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from enduse.interchange.citation import FORMS, Cited
from enduse.web.public.views.known import known_day
from enduse.web.public.views.taken.page import Page, found


def cited(page: Page, request: HttpRequest) -> Cited:
    """A page as it is cited: as known on a day, where the reader sees it so."""
    day = known_day(request)
    address = request.build_absolute_uri(page.path)
    return Cited(
        key=page.key,
        title=page.title,
        kind=page.kind,
        address=f"{address}?known={day.isoformat()}" if day else address,
        language=get_language() or "en",
        day=day,
    )


@require_safe
def citation(request: HttpRequest, noun: str, pk: str, form: str) -> HttpResponse:
    """The citation of a record as a file for other programs."""
    if form not in FORMS:
        raise Http404
    kind, written = FORMS[form]
    answer = HttpResponse(written(cited(found(noun, pk), request)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="enduse-{pk}.{form}"'
    return answer
