"""Small charts: transfers by year and technology, the strength of proof, answers by round."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.db.models.functions import Substr
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enduse.interchange.drawings import (
    Counted,
    Frame,
    Label,
    Part,
    Share,
    Stack,
    by_year,
    shares,
    stacks,
)
from enduse.interchange.languages import digits, number
from enduse.taxonomy import TECHNOLOGIES
from enduse.web import words
from enduse.web.outreach.models import Outreach
from enduse.web.pack import campaign_record
from enduse.web.public.views.drawings.figure import (
    STRENGTHS,
    Cell,
    Figure,
    Subject,
    direction,
    of_whom,
)
from enduse.web.public.views.outreach.told import Told, as_of, told_briefly
from enduse.web.registry.models import Transfer
from enduse.web.words.days import when

FIELDS = {
    "in-full": "in_full", "answered": "extent_not_on_record", "in-part": "in_part",
    "off-the-point": "off_the_point", "declined": "declined", "pending": "pending",
    "no-reply": "no_reply", "unreachable": "unreachable", "unknown": "unknown",
}  # fmt: skip


def years(subject: Subject) -> Figure | None:
    """Transfer records by the year in which each was reported, and by technology."""
    rows = Transfer.objects.published().known_on(subject.day).order_by()
    by = "technology", Substr("reported", 1, 4)  # dates as stated begin with their year
    held: dict[str, dict[int, int]] = defaultdict(dict)
    for code, year, n in rows.values_list(*by).annotate(n=Count("pk")):
        held[code][int(year)] = n
    if not held:
        return None
    every = [year for its in held.values() for year in its]
    span = range(min(every), max(every) + 1)
    order = sorted(
        held, key=lambda code: (-sum(held[code].values()), list(TECHNOLOGIES).index(code))
    )
    description = _(
        "A row for each technology, a column for each year: how many transfer records were first "
        "reported then. The table has the same facts."
    )
    frame = Frame(
        "years", _("Transfers by technology and year of report"), description, direction()
    )
    drawing = by_year(
        frame, [_counted(code, held[code], subject) for code in order],
        years={year: digits(str(year)) for year in span},
    )  # fmt: skip
    facts = [(code, year, n) for code in order for year, n in sorted(held[code].items())]
    return Figure(
        drawing, (_("Technology"), _("Year"), _("Records")),
        [_year_cells(*fact, subject) for fact in facts], ("technology", "year", "records"), facts,
        credits=[_("A record can be an offer or a refused attempt as well as a delivery.")],
    )  # fmt: skip


def _counted(code: str, held: dict[int, int], subject: Subject) -> Counted:
    address = subject.list_of("transfers", technology=code)
    told = {year: (n, number(n)) for year, n in held.items()}
    return Counted(Label(_technology(code), address), told, number(sum(held.values())))


def _technology(code: str) -> str:
    return str(words.label("technology", code))


def _year_cells(code: str, year: int, n: int, subject: Subject) -> Sequence[Cell]:
    address = subject.list_of("transfers", technology=code, year=year)
    return (
        Cell(_technology(code)),
        Cell(digits(str(year))),
        Cell(number(n), address, number=True),
    )


def proof(subject: Subject) -> Figure | None:
    """Transfer records by the strength of their proof."""
    rows = Transfer.objects.published().known_on(subject.day).order_by()
    found = dict(rows.values_list("strength").annotate(n=Count("pk")))
    if not found:
        return None
    whole = sum(found.values())
    parts = [_share(code, found.get(code, 0), whole, subject) for code in STRENGTHS]
    description = _("A bar for each strength of proof. The table has the same facts.")
    frame = Frame("proof", _("Transfers by strength of proof"), description, direction())
    cells = [
        (Cell(part.label.text), Cell(number(part.size), part.label.address, number=True))
        for part in parts
    ]
    return Figure(
        shares(frame, parts), (_("Proof"), _("Records")), cells,
        ("strength", "records"), [(code, found.get(code, 0)) for code in STRENGTHS],
    )  # fmt: skip


def _share(code: str, n: int, whole: int, subject: Subject) -> Share:
    label = Label(str(words.label("strength", code)), subject.list_of("transfers", strength=code))
    said = _("%(n)s, %(percent)s %%") % {
        "n": number(n),
        "percent": number(round(100 * n / whole, 1)),
    }
    return Share(label, code, n, said)


def answers(subject: Subject) -> Figure | None:
    """What became of the letters of each round of a campaign; None for a round by itself."""
    row: Outreach = subject.record
    if row.campaign_id is None:
        return None
    known = Outreach.objects.published().known_on(subject.day).filter(campaign=row.campaign_id)
    rounds = told_briefly(
        known.with_parties(), campaign_record(), day=subject.day, counted_on=as_of(subject.day)
    )
    told = [one for one in rounds if one.tally.recipients]
    if len(told) < 2:  # noqa: PLR2004 - one round is told on its page
        return None
    kinds = {kind: str(words.label("reply", kind)) for kind in FIELDS}
    title = of_whom(_("Answers by round"), Subject(name=str(row.campaign)))
    description = _("A bar for each round of letters, in parts by what the recipients did.")
    frame = Frame("answers", title, description, direction())
    facts = [(one.row.pk, kind, n) for one in told for kind, n in _parts(one) if n]
    return Figure(
        stacks(frame, [_stack(one, subject) for one in told], kinds=kinds),
        (_("Round"), _("What the recipient did"), _("Letters")),
        [_answer_cells(one, kind, n, subject) for one in told for kind, n in _parts(one) if n],
        ("round", "state", "letters"), facts,
    )  # fmt: skip


def _parts(one: Told) -> list[tuple[str, int]]:
    return [(kind, getattr(one.tally, field)) for kind, field in FIELDS.items()]


def _stack(one: Told, subject: Subject) -> Stack:
    parts = [Part(kind, n, number(n), _letters(kind, n)) for kind, n in _parts(one)]
    return Stack(_round(one, subject), parts)


def _letters(kind: str, n: int) -> str:
    said = ngettext("%(n)s letter %(state)s", "%(n)s letters %(state)s", n)
    return said % {"n": number(n), "state": words.label("reply", kind)}


def _round(one: Told, subject: Subject) -> Label:
    return Label(f"{when(one.row.date)}: {one.row.subject}", subject.to(one.row))


def _answer_cells(one: Told, kind: str, n: int, subject: Subject) -> Sequence[Cell]:
    state: Any = words.label("reply", kind)
    return Cell(*_round(one, subject)), Cell(str(state)), Cell(number(n), number=True)
