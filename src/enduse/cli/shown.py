"""What several commands share: the record to use, the deal to read."""

from datetime import date, datetime
from pathlib import Path

import click

from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import read_pack
from enduse.record import Record

DAY = click.DateTime(["%Y-%m-%d"])

pack_option = click.option(
    "--pack",
    "pack_folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Use this evidence pack instead of the one that ships.",
)


def record_of(folder: Path | None) -> Record:
    """The record of a pack; None means the pack that ships."""
    return Record(read_pack(folder))


def gazetteer_of(record: Record) -> Gazetteer:
    """The country names that the record knows."""
    return Gazetteer(record.countries.values())


def day(given: datetime | None) -> date | None:
    """The day of an option."""
    return given.date() if given else None
