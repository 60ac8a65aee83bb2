"""The assessment form: the fields of a deal file, and the answers to open questions."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from enduse.assessment.checklists import questions
from enduse.interchange.deal_yaml import TEXT_LIMIT, deal_from
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.languages import told
from enduse.record import Record
from enduse.taxonomy import TECHNOLOGIES
from enduse.taxonomy.tables import BadInput
from enduse.trade import Deal
from enduse.web.public.forms.chosen import Chosen
from enduse.web.words import label
from enduse.web.words.places import by_name

ANSWER = "answer-"
CHOICES = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
FIELDS = (
    "exporter", "exporter_country", "intermediaries", "item", "technology", "destination",
    "end_user", "end_use", "date", "value",
)  # fmt: skip


def _text(label: Any, hint: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=required, max_length=TEXT_LIMIT)


class DealForm(forms.Form):
    """A deal, as far as it is known; what is left empty is not known and becomes a question."""

    required_css_class = "required"
    exporter = _text(_("Exporter"), _("The company that supplies, as it is called."))
    exporter_country = forms.ChoiceField(label=_("Country of the exporter"), widget=Chosen)
    item = _text(
        _("What is supplied"),
        _("In words, in any of six languages: “IMSI catcher”, “software to extract phones”."),
        required=True,
    )
    technology = forms.MultipleChoiceField(
        label=_("Technology"),
        required=False,
        help_text=_("Leave empty to have it recognised from the words above."),
        choices=[(code, label("technology", code)) for code in TECHNOLOGIES],
        widget=forms.CheckboxSelectMultiple,
    )
    destination = forms.ChoiceField(label=_("Destination"), widget=Chosen)
    end_user = _text(_("End user"), _("The body that will use it, as it is called."))
    end_use = _text(_("End use"), _("What it is said to be for."))
    intermediaries = _text(
        _("Intermediaries"), _("Resellers, agents, brokers; a semicolon between two.")
    )
    value = _text(_("Value"))
    date = forms.DateField(
        label=_("Day"),
        help_text=_("The law and the record of this day are asked. Any day since 1900."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    hindsight = forms.BooleanField(label=_("Let what became known later count too"), required=False)

    def __init__(self, record: Record, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.record = record
        places = ((country.code, country.name) for country in record.countries.values())
        named = [("", "—"), *by_name(places)]
        for name in ("exporter_country", "destination"):
            self.fields[name].choices = named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The fields as a deal, under `deal`; what a deal file would be refused for is refused."""
        said = super().clean() or {}
        if not self.errors:
            try:
                said["deal"] = self._deal(said)
            except BadInput as problem:
                self.add_error(None, str(problem))
        return said

    def _deal(self, said: Mapping[str, Any]) -> Deal:
        content = {name: said.get(name) for name in FIELDS}
        answers = dict(self.answers())
        return deal_from(
            content | {"date": said["date"].isoformat(), "answers": answers},
            "the form",
            Gazetteer(self.record.countries.values()),
        )

    def answers(self) -> Iterator[tuple[str, str]]:
        """The answers that came along, by id of the question; ids that nobody asks are left out."""
        for key, value in self.data.items():
            asked = key.removeprefix(ANSWER)
            if key.startswith(ANSWER) and value and asked in questions():
                yield asked, str(value)

    def address(self) -> str:
        """The query of this deal without what is empty, in the order of the form."""
        pairs = [(name, value) for name in self.fields for value in self._values(name) if value]
        pairs += [(f"{ANSWER}{asked}", said) for asked, said in sorted(self.answers())]
        return urlencode(pairs)

    def _values(self, name: str) -> list[str]:
        data = self.data
        return data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]


def open_questions(asked: list[str], answered: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The questions that an assessment leaves open or had answered, as fields of the form."""
    known = questions()
    names = [name for name in dict.fromkeys([*answered, *asked]) if name in known]
    return [
        {
            "name": f"{ANSWER}{question.id}",
            "text": told(question.text),
            "yes_no": question.answer == "yes-no",
            "said": answered.get(question.id, ""),
            "diligence": question.diligence,
        }
        for question in map(known.__getitem__, names)
    ]
