"""One run of the publisher: what changed is made, the rest shared, and the new edition served."""

import shutil
from contextlib import closing
from pathlib import Path

from enduse.taxonomy.tables import BadInput
from enduse.web.public.publisher.editions import Editions, opened
from enduse.web.public.publisher.questions import states
from enduse.web.public.publisher.run import Run, Told, Wanted

ROUNDS = 5


def publish(folder: Path, wanted: Wanted) -> Told:
    """Make `folder` serve what the database says now; raises BadInput, and then nothing changed.

    An edition never mixes two states of the data: where they change meanwhile, it begins again.
    """
    with opened(folder) as editions:
        for _ in range(ROUNDS):
            now = states()
            told = _tried(editions, wanted, now)
            if states() == now:
                return _served(editions, told)
        raise BadInput("the data kept changing while they were published; try again later")


def _tried(editions: Editions, wanted: Wanted, now: dict[str, bytes]) -> Told:
    editions.begin()
    before = editions.current()
    if before:
        shutil.copyfile(before.notes, editions.notes)
    with closing(Run(editions, before, wanted)) as run:
        return run.made(now)


def _served(editions: Editions, told: Told) -> Told:
    if told.edition:
        editions.switch(told.edition)
    else:
        editions.stay()
    return told
