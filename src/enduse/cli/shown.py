"""What several commands share: the record to use, the deal to read."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from enduse.interchange.gazetteer import Gazetteer
    from enduse.record import Record


class Day(click.DateTime):
    """A day of the calendar."""

    name = "day"

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002 - click's own signature
        return "YYYY-MM-DD"


DAY = Day()
TEXT_OR_JSON = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For reading, or for another program.",
)

pack_option = click.option(
    "--pack",
    "pack_folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Use this evidence pack instead of the one that ships.",
)


def record_of(folder: Path | None) -> Record:
    """The record of a pack; None means the pack that ships."""
    from enduse.interchange.pack import read_pack  # imported late: not every command needs it
    from enduse.record import Record

    return Record(read_pack(folder))


def gazetteer_of(record: Record) -> Gazetteer:
    """The country names that the record knows."""
    from enduse.interchange.gazetteer import Gazetteer

    return Gazetteer(record.countries.values())


def day(given: datetime | None) -> date | None:
    """The day of an option."""
    return given.date() if given else None
