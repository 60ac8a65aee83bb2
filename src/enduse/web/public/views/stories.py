"""The stories that a newcomer can follow, click by click; their figures come from the record."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Max
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enduse.interchange.languages import number
from enduse.web.demands.models import Statement
from enduse.web.outreach.models import Outreach
from enduse.web.pack import MODELS
from enduse.web.registry.models import Incident

ROUND = "out-bhrrc-mena-2022"
LIST = "inc-pegasus-project-2021"
LETTER = "st-joint-letter-2021"
AREA = {
    "exporter": "Area SpA",
    "exporter_country": "it",
    "item": "IP network communications surveillance system",
    "technology": "ip-network-surveillance",
    "destination": "eg",
    "end_user": "Technical Research Department",
    "date": "2016-06-29",
}


class Step(NamedTuple):
    """One page of a story: a record by noun and id, or a page by its name."""

    noun: str
    key: str
    text: str | Promise


class Story(NamedTuple):
    """A title, what it is about, and the pages to follow; the first is the record it rests on."""

    title: str | Promise
    text: str | Promise
    steps: tuple[Step, ...]


STORIES = (
    Story(
        _("Area and Egypt"),
        _(
            "Italy licensed a system that watches a country's internet for Egypt, put the licence "
            "under review, and revoked it a year later. In between, three organisations wrote to "
            "the ministry twice."
        ),
        (
            Step("licences", "lic-area-egypt-2016", _("The licence, event by event")),
            Step("outreach", "out-pi-cild-hermes-mise-2017-01", _("The letter of January 2017")),
            Step("outreach", "out-pi-cild-hermes-mise-2017-04", _("The letter of April 2017")),
            Step("page", "assess", _("The deal, held against the law of June 2016")),
            Step("licences", "lic-ht-global-2015", _("The same ministry and Hacking Team")),
            Step("outreach", "out-pi-cild-ti-mise-2015-07", _("The letter about Hacking Team")),
        ),
    ),
    Story(
        _("The list of %(selected)s"),
        _(
            "Phone numbers that clients of NSO Group had selected. A selected number is neither "
            "an attack nor an infection; what was found on phones is counted apart, and where "
            "sources give different numbers, each stands."
        ),
        (
            Step("incidents", LIST, _("The list, and what each source counts")),
            Step("parties", "nso", _("The maker and its buyers on record")),
            Step("outreach", "out-forbiddenstories-nso-2021", _("What the maker was asked")),
            Step("demands", "st-amnesty-moratorium-2021", _("The call for a moratorium")),
            Step(
                "demands",
                LETTER,
                _("The open letter of %(organisations)s organisations and %(experts)s experts"),
            ),
        ),
    ),
    Story(
        _("%(letters)s letters, %(silences)s silences"),
        _(
            "In July 2022 companies were asked about the surveillance technology that they supply "
            "for migration and border control in the Middle East and North Africa, and about "
            "their due diligence. Silence is shown as silence, and has an age."
        ),
        (
            Step("outreach", ROUND, _("Each company, each question")),
            Step("campaigns", "cam-bhrrc-mena", _("The campaign, round by round")),
            Step("outreach", "out-bhrrc-mena-survey-2024", _("The survey two years later")),
        ),
    ),
    Story(
        _("A coalition and what it named"),
        _("In 2014 organisations joined to hold the trade to account: CAUSE."),
        (
            Step("demands", "st-cause-launch-2014", _("The launch, and the technologies it named")),
            Step("page", "technologies", _("Those technologies, and what they do to people")),
            Step(
                "demands", "st-cause-wassenaar-2014", _("The open letter to the Wassenaar states")
            ),
        ),
    ),
    Story(
        _("What was demanded, and what was done"),
        _("Demands against those they are addressed to, each position with its evidence."),
        (
            Step("demands", LETTER, _("The joint open letter of July 2021")),
            Step("page", "demands", _("All demands in one table")),
            Step("page", "pledges", _("Pledges, held against licences")),
        ),
    ),
)


def told(day: date | None) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Each story whose first record is published and known: title, text, and its pages."""
    figures, addresses = _figures(), _addresses(day)
    for story in STORIES:
        steps = [
            (addresses[step[:2]], str(step.text) % figures)
            for step in story.steps
            if step[:2] in addresses
        ]
        if story.steps[0][:2] in addresses:
            yield str(story.title) % figures, str(story.text), steps


def _addresses(day: date | None) -> Mapping[tuple[str, str], str]:
    steps = {step[:2] for story in STORIES for step in story.steps}
    found = {("page", key): reverse(f"public:{key}") for noun, key in steps if noun == "page"}
    found["page", "assess"] += f"?{urlencode(AREA)}"
    for noun in MODELS.keys() & {step[0] for step in steps}:
        model = MODELS[noun]
        keys = [key for of, key in steps if of == noun]
        known = model.objects.published().known_on(day).filter(pk__in=keys)
        for key in known.values_list("pk", flat=True):
            found[noun, key] = reverse(f"public:{model._meta.model_name}", args=[key])
    return found


def _figures() -> Mapping[str, int | str]:
    """The numbers that titles name, as the record has them."""
    sent = Outreach.objects.published().filter(pk=ROUND)
    counted = Incident.objects.published().filter(pk=LIST, victims__group="total_selected")
    signed = Statement.objects.published().filter(pk=LETTER)
    selected = counted.aggregate(n=Max("victims__count"))["n"] or 0
    return {
        "letters": sent.aggregate(n=Max("count_recipients"))["n"] or 0,
        "silences": sent.filter(responses__status="no-reply").count(),
        "selected": number(selected),
        "organisations": signed.aggregate(n=Max("signatories__organisations"))["n"] or 0,
        "experts": signed.aggregate(n=Max("signatories__experts"))["n"] or 0,
    }
