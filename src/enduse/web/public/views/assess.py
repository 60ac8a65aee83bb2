"""The assessment form: a deal held against the law and the record of its day, in the page."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from enduse.assessment import Assessment, Assessor
from enduse.interchange.report_html import to_fragment
from enduse.interchange.report_outline import outline
from enduse.interchange.reports import FORMATS
from enduse.record import Record
from enduse.taxonomy.tables import BadInput
from enduse.web.pack import current_record
from enduse.web.public.forms.assess import DealForm, open_questions

TYPES = {
    "pdf": "application/pdf",
    "json": "application/json",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
ENDINGS = {"markdown": "md"}


@lru_cache(maxsize=1)
def _assessor(digest: str) -> Assessor:  # noqa: ARG001 - a new release is a new record
    return Assessor(current_record()[0])


@require_safe
def assess(request: HttpRequest) -> HttpResponse:
    """The form; filled in, the cited report below it, or as a file with ?format=."""
    record, digest = current_record()
    form = DealForm(record, request.GET or None, initial={"date": timezone.localdate()})
    shown: dict[str, Any] = {"form": form}
    if request.GET and form.is_valid():
        said = form.cleaned_data
        assessment = _assessor(digest).assess(said["deal"], hindsight=said["hindsight"])
        if request.GET.get("format") in TYPES:
            return _file(assessment, request.GET["format"])
        shown |= _report(form, assessment, record)
    return _private(render(request, "public/assess.html", shown))


def _report(form: DealForm, assessment: Assessment, record: Record) -> dict[str, Any]:
    asked = [question.id for question in assessment.questions]
    fields = open_questions(asked, dict(form.answers()))
    return {
        "assessment": assessment,
        "outline": outline(assessment),
        "report": to_fragment(assessment, lambda name: address_of(record, name)),
        "query": form.address(),
        "questions": [field for field in fields if not field["diligence"]],
        "diligence": [field for field in fields if field["diligence"]],
    }


def _file(assessment: Assessment, form: str) -> HttpResponse:
    try:
        content = FORMATS[form](assessment)
    except BadInput as problem:
        return _private(HttpResponse(str(problem), "text/plain; charset=utf-8", status=501))
    deal = assessment.deal
    name = f"assessment-{deal.exporter.country}-{deal.destination}-{deal.date}"
    answer = HttpResponse(content, TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ENDINGS.get(form, form)}"'
    return _private(answer)


def _private(answer: HttpResponse) -> HttpResponse:
    """A page that no cache keeps and no search engine lists: it holds what somebody typed."""
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def address_of(record: Record, name: str) -> str | None:
    """The page of a record by its id, None where there is none."""
    found = record.by_id.get(name)
    if found is None:
        return None
    try:
        return reverse(f"public:{type(found).__name__.lower()}", args=[name])
    except NoReverseMatch:
        return None
