"""The filters of rounds of letters."""

from collections.abc import Collection
from typing import Any, get_args

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from enduse import trade
from enduse.record.outreach import State
from enduse.web.outreach.models import Outreach
from enduse.web.public.forms.filters import MORE, Choices, FilterForm, choice, most_named, year
from enduse.web.public.kept.answers import listed
from enduse.web.registry.models import Party
from enduse.web.registry.models.fields import words_of
from enduse.web.words import label

ANY = _("any")
STATES: tuple[State, ...] = get_args(State)


class RoundFilter(FilterForm):
    """Which rounds of letters to show."""

    lookups = {
        "sender": "senders__party_id",
        "channel": "channel",
        "year": "date_day__year",
    }

    def __init__(self, rounds: QuerySet[Outreach], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        wrote = _named(most_named(rounds, "senders__party"))
        asked = _named(
            most_named(rounds, "recipients__party"), most_named(rounds, "unreachable__party")
        )
        states = [(state, label("reply", state)) for state in STATES]
        channels = [(w, label("channel", w)) for w in words_of(trade.Outreach, "channel")]
        self.fields |= {
            "sender": choice(_("Who wrote"), wrote, ANY),
            "recipient": choice(_("To whom"), asked, ANY),
            "year": year(_("Year")),
            "channel": choice(_("Channel"), channels, ANY),
            "status": choice(_("What a recipient did"), states, ANY),
        }

    def narrowed(self, rows: Any) -> Any:
        """The rounds that every usable field but `status` lets through."""
        rows = super().narrowed(rows)
        asked = self.cleaned_data.get("recipient")
        if not asked:
            return rows
        return rows.filter(Q(recipients__party=asked) | Q(unreachable__party=asked)).distinct()

    def fits(self, states: Collection[State]) -> bool:
        """Whether one of the recipients of a round did what the reader looks for."""
        wanted = self.cleaned_data.get("status")
        return not wanted or wanted in states

    @property
    def used(self) -> bool:
        """Whether any field narrows the list."""
        return super().used or any(self.cleaned_data.get(n) for n in ("recipient", "status"))


def _named(*most: tuple[list[str], bool]) -> Choices:
    """The names of those that most letters name."""
    keys = {key for keys, _ in most for key in keys}
    rows = Party.objects.published().filter(pk__in=keys).order_by("name")
    return [*listed(rows.values_list("pk", "name")), *MORE * any(more for _, more in most)]
