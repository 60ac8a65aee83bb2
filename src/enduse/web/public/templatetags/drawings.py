"""Drawings in pages: each with its table, its files and a line to show it elsewhere."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from enduse.web.public.views.drawings.figure import FORMS, Figure, Subject
from enduse.web.public.views.drawings.kinds import drawn, subject_of

register = template.Library()


@register.simple_tag(takes_context=True)
def draw(context: template.Context, name: str, record: Any = None) -> dict[str, Any] | None:
    """A drawing of the whole record or of one record, as known on the day of the page:
    `{% draw "flows" party as shown %}`; None where there is too little to draw."""
    day = context.get("known")
    subject = subject_of(record, day) if record else Subject(day=day)
    figure = drawn(name, subject)
    return _shown(context, figure, subject) if figure else None


@register.simple_tag(takes_context=True)
def files_of(context: template.Context, name: str, record: Any) -> list[tuple[str, str]]:
    """The forms of a drawing that the page does not show itself, each with its address."""
    subject = subject_of(record, context.get("known"))
    return [(form.upper(), subject.address(name, form)) for form in _forms(context)]


def _forms(context: template.Context) -> list[str]:
    """A plain copy may go without pictures of dots, which are dear to make."""
    plain = context.get("plain")
    return [form for form in FORMS if form != "png" or plain is None or plain.dots]


def _shown(context: template.Context, figure: Figure, subject: Subject) -> dict[str, Any]:
    request = context["request"]
    addresses = {form: subject.address(figure.name, form) for form in _forms(context)}
    page = request.build_absolute_uri(subject.on_day(request.path))
    picture = request.build_absolute_uri(addresses["svg"])
    return {
        "figure": figure,
        "heads": [
            (head, cell.number) for head, cell in zip(figure.heads, figure.rows[0], strict=True)
        ],
        "svg": mark_safe(figure.drawing.inline()),  # noqa: S308 - each word in it was escaped
        "forms": [(form.upper(), address) for form, address in addresses.items()],
        "embed": _embed(f"{page}#figure-{figure.name}", picture, figure.drawing.frame.title),
    }


def _embed(page: str, picture: str, title: str) -> SafeString:
    return format_html('<a href="{}"><img src="{}" alt="{}"></a>', page, picture, title)
