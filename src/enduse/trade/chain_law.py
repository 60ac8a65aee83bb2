"""What may follow what in the life of a licence, as tables; in words in docs/rules.md."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from enduse.trade.readings import Step

State = Literal[
    "pending", "on-hold", "in-force", "suspended", "refused", "revoked", "withdrawn", "expired"
]

# For each state, the events that may follow and the state they lead to; of two, the first is meant
# unless a later event needs the second.
# An application that waits is `on-hold`, a licence that waits is `suspended`.
NEXT: Mapping[State, Mapping[str, tuple[State, ...]]] = {
    "pending": {
        "applied": ("pending",),
        "granted": ("in-force",),
        "refused": ("refused",),
        "frozen": ("on-hold",),
        "suspended": ("on-hold",),
        "withdrawn": ("withdrawn",),
        "review-opened": ("pending",),
        "appealed": ("pending",),
    },
    "on-hold": {
        "applied": ("on-hold", "pending"),
        "granted": ("in-force",),
        "refused": ("refused",),
        "frozen": ("on-hold",),
        "suspended": ("on-hold",),
        "reinstated": ("pending",),
        "withdrawn": ("withdrawn",),
        "review-opened": ("on-hold",),
        "appealed": ("on-hold",),
    },
    "in-force": {
        "applied": ("in-force", "pending"),
        "narrowed": ("in-force",),
        "frozen": ("suspended",),
        "suspended": ("suspended",),
        "withdrawn": ("withdrawn",),
        "expired": ("expired",),
        "revoked": ("revoked",),
        "review-opened": ("in-force",),
        "appealed": ("in-force",),
    },
    "suspended": {
        "applied": ("suspended", "pending"),
        "narrowed": ("suspended", "in-force"),
        "frozen": ("suspended",),
        "suspended": ("suspended",),
        "reinstated": ("in-force",),
        "withdrawn": ("withdrawn",),
        "expired": ("expired",),
        "revoked": ("revoked",),
        "review-opened": ("suspended",),
        "appealed": ("suspended",),
    },
    "refused": {
        "applied": ("pending", "refused"),
        "review-opened": ("refused",),
        "appealed": ("refused",),
    },
    "revoked": {
        "applied": ("pending", "revoked"),
        "review-opened": ("revoked",),
        "appealed": ("revoked",),
    },
    "withdrawn": {"applied": ("pending", "withdrawn"), "appealed": ("withdrawn",)},
    "expired": {"applied": ("pending", "expired"), "appealed": ("expired",)},
}
# What may follow besides, while the authority reviews its decision or an appeal against it is open.
ON_REVIEW: Mapping[State, Mapping[str, State]] = {
    "refused": {"granted": "in-force"},
    "revoked": {"granted": "in-force", "reinstated": "in-force", "narrowed": "in-force"},
}
ON_APPEAL: Mapping[State, Mapping[str, State]] = {
    "pending": {"issued-on-appeal": "in-force", "appeal-dismissed": "pending"},
    "on-hold": {"issued-on-appeal": "in-force", "appeal-dismissed": "on-hold"},
    "in-force": {"issued-on-appeal": "in-force", "appeal-dismissed": "in-force"},
    "suspended": {"issued-on-appeal": "in-force", "appeal-dismissed": "suspended"},
    "refused": {
        "granted": "in-force",
        "issued-on-appeal": "in-force",
        "appeal-dismissed": "refused",
    },
    "revoked": {
        "granted": "in-force",
        "reinstated": "in-force",
        "issued-on-appeal": "in-force",
        "appeal-dismissed": "revoked",
    },
    "withdrawn": {
        "granted": "in-force",
        "issued-on-appeal": "in-force",
        "appeal-dismissed": "withdrawn",
    },
    "expired": {
        "granted": "in-force",
        "reinstated": "in-force",
        "issued-on-appeal": "in-force",
        "appeal-dismissed": "expired",
    },
}
# What may follow although an event between the two is not on record, and which: a grant that
# nobody reported, a further application, an appeal known by its end.
UNSTATED: Mapping[State, Mapping[str, tuple[str, State]]] = {
    "pending": {
        "narrowed": ("granted", "in-force"),
        "frozen": ("granted", "suspended"),
        "suspended": ("granted", "suspended"),
        "expired": ("granted", "expired"),
        "revoked": ("granted", "revoked"),
    },
    "on-hold": {
        "narrowed": ("granted", "in-force"),
        "suspended": ("granted", "suspended"),
        "expired": ("granted", "expired"),
        "revoked": ("granted", "revoked"),
        "appeal-dismissed": ("appealed", "on-hold"),
    },
    "in-force": {
        "granted": ("applied", "in-force"),
        "refused": ("applied", "refused"),
        "appeal-dismissed": ("appealed", "in-force"),
    },
    "suspended": {"appeal-dismissed": ("appealed", "suspended")},
    "refused": {
        "granted": ("applied", "in-force"),
        "issued-on-appeal": ("appealed", "in-force"),
        "appeal-dismissed": ("appealed", "refused"),
    },
    "revoked": {
        "issued-on-appeal": ("appealed", "in-force"),
        "appeal-dismissed": ("appealed", "revoked"),
    },
}
# Which event would have made possible what is not.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "granted": ("applied", "appealed"),
    "refused": ("applied",),
    "frozen": ("applied", "granted"),
    "review-opened": ("applied", "granted"),
    "suspended": ("applied", "granted"),
    "reinstated": ("suspended", "frozen"),
    "narrowed": ("granted",),
    "withdrawn": ("applied",),
    "expired": ("granted",),
    "revoked": ("granted",),
    "appeal-dismissed": ("appealed",),
    "issued-on-appeal": ("refused", "appealed"),
    "catch-all-lifted": ("catch-all-imposed",),
}
# How things ordinarily stand before an event that is the first on record.
ORDINARILY: Mapping[str, State] = {
    "granted": "pending",
    "refused": "pending",
    "withdrawn": "pending",
    "narrowed": "in-force",
    "suspended": "in-force",
    "expired": "in-force",
    "revoked": "in-force",
    "reinstated": "suspended",
}
SETTLING = {"issued-on-appeal", "appeal-dismissed", "granted", "reinstated"}


class Point(NamedTuple):
    """A state with all else that matters for what may follow; `state` None: nothing is known yet.

    `challenge` is `overtaken` where something else happened after an appeal, which may be open.
    """

    state: State | None = None
    challenge: Literal["", "review", "appeal", "overtaken"] = ""
    catch_all: Literal["", "none", "imposed", "lifted"] = ""
    last: str = ""


@lru_cache(maxsize=4096)
def steps(point: Point, event: str, kind: str) -> tuple[Step[Point], ...]:
    """Where an event may lead; nowhere if it is impossible. `kind` is that of the licence."""
    if event.startswith("catch-all-"):
        return tuple(_catch_all(point, event))
    if kind != "catch-all" and not point.catch_all:
        # Only a record about a catch-all implies that one was imposed before it begins.
        point = point._replace(catch_all="none")
    if point.state is None:
        return tuple(_begun(point, event))
    return tuple(_steps(point, point.state, event))


def _catch_all(point: Point, event: str) -> Iterator[Step[Point]]:
    """A catch-all is lifted once imposed; it may stand beside any state of the licence."""
    if event == "catch-all-imposed":
        yield Step(point._replace(catch_all="imposed", last=event))
    elif point.catch_all in {"imposed", ""} or point.last == event:
        yield Step(point._replace(catch_all="lifted", last=event), int(point.catch_all == ""))


def _begun(point: Point, event: str) -> Iterator[Step[Point]]:
    """The first event on record: an application is a beginning, before any other lies a gap."""
    if event == "applied":
        yield Step(point._replace(state="pending", last=event))
        return
    before = point._replace(challenge="appeal" if event == "appeal-dismissed" else "")
    for state in NEXT:
        odd = state != ORDINARILY.get(event, state)
        for step in _steps(before, state, event):
            yield Step(step.to, 1 + odd + step.assumed)


def _steps(point: Point, state: State, event: str) -> Iterator[Step[Point]]:
    def to(after: State) -> Point:
        challenge = _challenge(point, event, same=after == state)
        return point._replace(state=after, challenge=challenge, last=event)

    if event == point.last:
        yield Step(point)  # told twice, as sources do that differ on the day
    for extra, after in enumerate(NEXT[state].get(event, ())):
        yield Step(to(after), extra)
    besides = {"review": ON_REVIEW, "appeal": ON_APPEAL}.get(point.challenge, {})
    if event in besides.get(state, {}):
        yield Step(to(besides[state][event]))
    if event in UNSTATED.get(state, {}):
        missing, after = UNSTATED[state][event]
        stated = point.challenge == "overtaken" and missing == "appealed"
        yield Step(to(after)) if stated else Step(to(after), 1, missing)


def _challenge(
    point: Point, event: str, *, same: bool
) -> Literal["", "review", "appeal", "overtaken"]:
    """Whether a review or an appeal is open after an event."""
    if event == "appealed" or (event == "review-opened" and point.challenge == "appeal"):
        return "appeal"
    if event == "review-opened":
        return "review"
    if event == "applied" and same:
        return point.challenge
    if event in SETTLING:
        return ""
    return "overtaken" if point.challenge in {"appeal", "overtaken"} else ""
