"""The chain of a licence as a drawing; its page shows it as a list."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from enduse.interchange.drawings import Frame, Link, Stretch, chain
from enduse.trade.chain import Break, Fault
from enduse.web import words
from enduse.web.public.views.drawings.figure import Cell, Figure, Subject, direction, of_whom
from enduse.web.public.views.rail import Said, Step, rail
from enduse.web.words.days import when
from enduse.web.words.marks import listed

COLUMNS = ("position", "date", "decision", "sources_of_kind", "gap")


def chain_of(subject: Subject) -> Figure | None:
    """The events known on a day with the gaps between them."""
    steps = rail(subject.record, subject.day)
    description = _("Events from the first to the last; the rail breaks where nothing is known.")
    frame = Frame("chain", of_whom(_("What was decided"), subject), description, direction())
    return Figure(
        chain(frame, [_stretch(step) for step in steps]), (_("When"), _("What"), _("By whom")),
        [_cells(link) for step in steps for link in map(_link, step.events)],
        COLUMNS, [fact for at, step in enumerate(steps) for fact in _facts(at, step)],
    )  # fmt: skip


def _stretch(step: Step) -> Stretch:
    if step.gap:
        return Stretch(gap=_gap(step.gap))
    return Stretch(tuple(map(_link, step.events)), remark=_fault(step.fault) if step.fault else "")


def _link(said: Said) -> Link:
    by = listed(words.label("said_by", kind) for kind in said.by)
    what = str(words.label("decision", said.event.decision))
    who = _("Who says so: %(by)s") % {"by": by}
    return Link(when(said.event.date), what[:1].upper() + what[1:], who)


def _gap(gap: Break) -> str:
    if gap.kind == "everything":
        return _("No dated event is known.")
    if gap.kind == "beginning":
        return _("How it began is not known.")
    if gap.kind == "end":
        return _("What came after is not known.")
    if not gap.missing:
        return _("Something came between that no source tells.")
    return _(
        "If one followed the other, something came between them that no source tells: %(what)s."
    ) % {"what": _decisions(gap.missing)}


def _fault(fault: Fault) -> str:
    return _(
        "This cannot follow “%(after)s” (%(after_date)s) unless one of these stands between them: "
        "%(needs)s."
    ) % {
        "after": words.label("decision", fault.after_event),
        "after_date": when(fault.after_date),
        "needs": _decisions(fault.needs),
    }


def _decisions(codes: str | Sequence[str]) -> str:
    every = [codes] if isinstance(codes, str) else codes
    return listed(words.label("decision", code) for code in every)


def _cells(link: Link) -> Sequence[Cell]:
    return Cell(link.when), Cell(link.what), Cell(link.said_by)


def _facts(at: int, step: Step) -> list[Sequence[object]]:
    if step.gap:
        return [(at, None, None, None, step.gap.kind)]
    return [(at, str(s.event.date), s.event.decision, "; ".join(s.by), None) for s in step.events]
