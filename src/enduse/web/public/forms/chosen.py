"""A field to choose from a list, written at once: Django makes a template of each of its lines,
which costs a page of filters more than all else on it."""

from typing import Any

from django.forms import Select
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


class Chosen(Select):
    """A list of which one value is chosen; it has no groups."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002 - Django's own signature
    ) -> SafeString:
        """The list with all that can be chosen."""
        held = {"name": name, **self.build_attrs(self.attrs, attrs)}
        now = "" if value is None else str(value)
        every = [(str(code), label) for code, label in self.choices]
        first = next((at for at, (code, _) in enumerate(every) if code == now), None)
        lines = "".join(_line(*one, chosen=at == first) for at, one in enumerate(every))
        return format_html("<select{}>{}</select>", flatatt(held), mark_safe(lines))  # noqa: S308 - each line was escaped


def _line(code: str, label: Any, *, chosen: bool) -> str:
    mark = " selected" if chosen else ""
    return f'<option value="{conditional_escape(code)}"{mark}>{conditional_escape(label)}</option>'
