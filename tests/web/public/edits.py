"""Edits at random, each followed by an incremental publish and a full one: the same bytes?

Run by test_publish_edits.py, or alone: python edits.py FOLDER SEED ROUNDS [last]
"last" compares only once, at the end.
"""

import os
import random
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "enduse.web.settings"
django.setup()

from django.db import connection, models  # noqa: E402 - after set-up

from enduse.taxonomy import TECHNOLOGIES  # noqa: E402 - as above
from enduse.web.ledger.models import Licence  # noqa: E402 - as above
from enduse.web.pack import MODELS  # noqa: E402 - as above
from enduse.web.public.publisher.publish import publish  # noqa: E402 - as above
from enduse.web.public.publisher.run import Wanted  # noqa: E402 - as above
from enduse.web.registry.models import Name, Party, Release, Source, Transfer  # noqa: E402 - as above
from enduse.web.registry.models.fields import words_of  # noqa: E402 - as above

Choose = random.Random
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def one(rows: "models.QuerySet[Any]", choose: Choose) -> Any:
    return choose.choice(list(rows.order_by("pk")))


def withdraw(choose: Choose) -> None:
    model: Any = choose.choice([Transfer, Licence, Source, Party])
    if rows := model.objects.published():
        model.objects.filter(pk=one(rows, choose).pk).update(withdrawn_since=NOW)


def bring_back(_: Choose) -> None:
    for model in MODELS.values():
        model.objects.filter(withdrawn_since__isnull=False).update(withdrawn_since=None)


def rename(choose: Choose) -> None:
    row = one(Party.objects.published(), choose)
    Party.objects.filter(pk=row.pk).update(name=f"Named & “{choose.randrange(1000)}”")


def add_name(choose: Choose) -> None:
    party = one(Party.objects.all(), choose)
    place, basis = 900 + choose.randrange(10**6), words_of(Name.noun, "basis")[0]
    told = {"name": f"also {place}", "language": "en", "position": place, "basis": basis}
    Name.objects.create(party=party, **told)


def move(choose: Choose) -> None:
    row = one(Transfer.objects.all(), choose)
    there, what = choose.choice(["eg", "it", "us"]), choose.choice([*TECHNOLOGIES])
    Transfer.objects.filter(pk=row.pk).update(destination=there, technology=what)


def multiply(choose: Choose) -> None:
    """As many transfers as fill more than a page of a list; later edits of them take some away."""
    if not (rows := Transfer.objects.published()):
        return
    row = one(rows, choose)
    cited = list(row.citations.all())
    for n in range(choose.choice([1, 60])):
        row.pk = f"tr-more-{choose.randrange(10**9)}-{n}"
        row.save(force_insert=True)
        row.citations.set(cited)


def release(choose: Choose) -> None:
    Release.objects.create(made=NOW, digest=f"{choose.getrandbits(60):x}")


def publish_day(choose: Choose) -> None:
    row = one(Source.objects.published(), choose)
    Source.objects.filter(pk=row.pk).update(known_from=date(2020, 1, 1 + choose.randrange(28)))


EDITS: tuple[Callable[[Choose], None], ...] = (
    withdraw, withdraw, bring_back, rename, add_name, move, multiply, release, publish_day,
)  # fmt: skip


def content(folder: Path) -> dict[str, bytes]:
    pages = folder / "current"
    return {str(f.relative_to(pages)): f.read_bytes() for f in pages.rglob("*") if f.is_file()}


def main() -> None:
    folder, choose, rounds = Path(sys.argv[1]), Choose(int(sys.argv[2])), int(sys.argv[3])
    kept, only_last = folder / "kept", sys.argv[4:] == ["last"]
    publish(kept, Wanted())
    print(f"seed {sys.argv[2]}")
    for turn in range(rounds):
        edits = [choose.choice(EDITS) for _ in range(choose.choice([1, 1, 3]))]
        for edit in edits:
            print(edit.__name__, end=" ", flush=True)
            edit(choose)
        connection.close()
        told = publish(kept, Wanted())
        print(f"-> made {told.made}, kept {told.kept}, dropped {told.gone}", flush=True)
        if turn == rounds - 1 or not only_last:
            compare(kept, folder / "again")


def compare(kept: Path, again: Path) -> None:
    shutil.rmtree(again, ignore_errors=True)
    publish(again, Wanted())
    ours, theirs = content(kept), content(again)
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            sys.exit(f"{name} differs from what a full publish makes")


if __name__ == "__main__":
    main()
