"""A draft of an incident for the evidence pack: counts and groups, no device and no person."""

from enduse.forensics.findings import Check, Story

HEAD = """\
# A draft, written by `enduse check`. It holds no name, number, address or file of any device.
# Fill in what is missing (null), cite what is published, and let a second person look at it
# before it goes into incidents.yaml. Publish nothing without the consent of those concerned.
"""


def incident_draft(check: Check, day: str) -> str:
    """YAML with one draft for each campaign that left more than mentions."""
    import yaml

    drafts = [
        {
            "id": f"draft-{number}",
            "title": f"Traces of {_called(check, story)} on a device",
            "vendor": story.parties[0] if story.parties else None,
            "product": story.products[0] if story.products else None,
            "period": _period(story.first, story.last),
            "reported": day,
            "victims": {"unknown": 1},
            "count_type": "targeted-or-infected",
            "harms": [],
            "evidence": ["forensics"],
            "strength": "documented" if story.strength == "strong" else "alleged",
            "note": f"Kinds of trace: {', '.join(story.traces)}. Evidence: {story.strength}.",
            "confidence": "low",
            "sources": [],
        }
        for number, story in enumerate(check.stories, 1)
        if set(story.traces) != {"listed"}
    ]
    if not drafts:
        return f"{HEAD}[]\n"
    return HEAD + yaml.safe_dump(drafts, sort_keys=False, allow_unicode=True, width=100)


def _called(check: Check, story: Story) -> str:
    """The campaign as its publisher calls it; never the name of a list, which may name a person."""
    named = any(story.campaign in check.findings[at].indicator.campaigns for at in story.findings)
    return story.campaign if named else "a tool without a published name"


def _period(first: str | None, last: str | None) -> str | None:
    """Months only: a day can point to a person."""
    if first is None or last is None:
        return None
    begins, ends = first[:7], last[:7]
    return begins if begins == ends else f"{begins}/{ends}"
