"""What the law and the record say of a deal: label, sentence and tone, as the reports have them."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Verdict(NamedTuple):
    """A label, the plain sentence that explains it, and its tone: a colour that reads in grey."""

    label: str | Promise
    sentence: str | Promise
    tone: str


OUTCOMES: Mapping[str, Verdict] = {
    "no-licence": Verdict(
        _("No licence needed"),
        _(
            "No provision that was looked at asks for a licence for this deal on that day. "
            "This is not an endorsement: duties of care apply to every deal."
        ),
        "none-known",
    ),
    "undecided": Verdict(
        _("Undecided"),
        _("Whether a licence is needed cannot be said before the open questions are answered."),
        "undecided",
    ),
    "general-licence": Verdict(
        _("General licence"),
        _("A general licence covers this kind of deal, as long as each of its conditions is met."),
        "concern",
    ),
    "notify": Verdict(
        _("Notify the authority"),
        _(
            "The exporter must tell the authority before going ahead; "
            "the authority says whether a licence is needed."
        ),
        "concern",
    ),
    "licence-required": Verdict(
        _("Licence required"),
        _("The deal may go ahead only with a licence from the authority."),
        "serious",
    ),
    "refuse": Verdict(
        _("Licence to be refused"),
        _("A licence is needed, and a rule that the authority must apply asks it to refuse one."),
        "severe",
    ),
    "prohibited": Verdict(
        _("Prohibited"),
        _("A provision forbids the deal; only an exemption in that provision could allow it."),
        "severe",
    ),
}
RISKS: Mapping[str, Verdict] = {
    "none-known": Verdict(
        _("No risk known"),
        _(
            "Nothing on record weighs against this deal. A silent record does not mean that "
            "nothing happened."
        ),
        "none-known",
    ),
    "concern": Verdict(
        _("Concern"), _("The record holds something that should be looked into first."), "concern"
    ),
    "serious": Verdict(
        _("Serious risk"),
        _("The record holds serious reasons to fear that the technology would be used for abuse."),
        "serious",
    ),
    "severe": Verdict(
        _("Severe risk"),
        _("The record holds grave reasons to fear that the technology would be used for abuse."),
        "severe",
    ),
}
