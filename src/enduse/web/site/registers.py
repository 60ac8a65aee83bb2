"""enduse site import-register: one edition of a licence register into the ledger."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Literal

import click
from django.utils import timezone

from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import COUNTRIES, SHIPPED, read_places
from enduse.registers import (
    REGISTERS,
    Rejected,
    RejectedFile,
    TableMapping,
    read_mapping,
    read_register,
    register_mapping,
)
from enduse.taxonomy.tables import BadInput
from enduse.trade.register import Entry
from enduse.web.ledger.actions import Imported, edition_day
from enduse.web.ledger.actions import import_register as put_edition
from enduse.web.ledger.models import Edition
from enduse.web.registry.actions import places
from enduse.web.registry.models import Party
from enduse.web.site.database import filled, ready

SHOWN, LONGEST = 5, 60
PLACES: tuple[Literal["destination", "issuer"], ...] = ("destination", "issuer")
File = click.Path(path_type=Path)


@click.command("import-register", short_help="Read an edition of a licence register.")
@click.argument("register")
@click.argument("file", type=File)
@click.option(
    "--edition",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day on which the table was published; today if left out.",
)
@click.option("--mapping", type=File, help="Which column says what, for other registers.")
@click.option("--period", help="What the table covers, where no column says when: Q4 2021.")
@click.option("--criteria", type=File, help="The second table, with the grounds of refusals.")
@click.option(
    "--rejected",
    type=File,
    help="Where to write the rows that cannot be read; REGISTER-DATE-rejected.csv if left out.",
)
@click.option("--dry-run", is_flag=True, help="Count what would come in, and change nothing.")
def import_register(  # noqa: PLR0913 - one argument per option
    register: str,
    file: Path,
    *,
    edition: datetime | None,
    mapping: Path | None,
    period: str | None,
    criteria: Path | None,
    rejected: Path | None,
    dry_run: bool,
) -> None:
    """Read FILE, a table of REGISTER, into the ledger; doing it again adds nothing.

    Registers: uk, uk-cases, ch, ch-tracker, de, eu, and any other with a mapping. Every edition is
    kept. docs/registers.md says what each table looks like and how to write a mapping.

    \b
      enduse site import-register uk values.csv --criteria refusal-criteria.csv
      enduse site import-register ch 2021-4.csv --period "Q4 2021"
      enduse site import-register xx table.csv --mapping xx.yaml
    """  # noqa: D301 - click reads the backspace
    how = _mapping(register, mapping)
    ready()
    if not dry_run and (records := filled()):
        click.echo(f"The database was empty: filled with the pack that ships, {records:,} records.")
    place = _place(how)
    _kept_by(how)
    digest = _digest([file, criteria, mapping], period)
    day = edition.date() if edition else edition_day(register, digest) or timezone.localdate()
    rows = read_register(how, file, place=place, period=period, criteria=criteria)
    told = Edition.of(how.register, day=day, digest=digest)
    left = rejected or Path(f"{register}-{day}-rejected.csv")
    with RejectedFile(left, always=rejected is not None) as kept:
        keep = None if dry_run and rejected is None else kept
        counted = put_edition(told, _kept(rows, keep), dry_run=dry_run)
    _show(told, counted, kept, dry_run=dry_run)


def _kept(
    rows: Iterable[Entry | Rejected], file: RejectedFile | None
) -> Iterator[Entry | Rejected]:
    """The rows, of which those that are rejected go to a file as they pass."""
    for row in rows:
        if file is not None and isinstance(row, Rejected):
            file.add(row)
        yield row


def _mapping(register: str, file: Path | None) -> TableMapping:
    if file is None:
        return register_mapping(register)
    mapping = read_mapping(file)
    if mapping.register.id != register:
        raise BadInput(f"{file}: maps the register {mapping.register.id!r}, not {register!r}")
    if register in REGISTERS:
        raise BadInput(f"{file}: {register!r} is a register that ships; name yours otherwise")
    if len(register) > LONGEST:
        raise BadInput(f"{file}: the register's id has more than {LONGEST} characters; shorten it")
    return mapping


def _kept_by(mapping: TableMapping) -> None:
    """Raises BadInput where a mapping names an authority that the site has no record of."""
    authority = mapping.register.authority
    named = authority is not None and mapping.register.id not in REGISTERS
    if named and not Party.objects.published().filter(pk=authority).exists():
        raise BadInput(f"register, authority: the site has no party {authority!r}; write null")


def _place(mapping: TableMapping) -> Callable[[str], str | None]:
    """Countries by their names, as the site's table has them; raises BadInput where a mapping
    names a code that is not there."""
    countries = places().countries or read_places(SHIPPED / COUNTRIES).countries
    codes = {country.code for country in countries}
    if mapping.register.country not in codes:
        raise BadInput(f"register, country: the site has no country {mapping.register.country!r}")
    for field in PLACES:
        for name, code in mapping.values.get(field, {}).items():
            if code not in codes:
                raise BadInput(f"values, {field}, {name!r}: the site has no country {code!r}")
    gazetteer = Gazetteer(countries)

    def place(name: str) -> str | None:
        try:
            return gazetteer.code(name, "")
        except BadInput:
            return None

    return place


def _digest(files: Iterable[Path | None], period: str | None) -> str:
    """The same for tables that say the same, read in the same way."""
    made = sha256((period or "").encode())
    for file in filter(None, files):
        try:
            with file.open("rb") as opened:
                made.update(file_digest(opened, "sha256").digest())
        except OSError as error:
            why = error.strerror or error
            raise BadInput(f"{file}: {why}; check the path and its rights") from None
    return made.hexdigest()


def _show(edition: Edition, told: Imported, left: RejectedFile, *, dry_run: bool) -> None:
    counts = told.counts
    click.echo(f"{edition.register}, edition of {edition.day}; rows: {counts.total():,}")
    click.echo(", ".join(f"{what} {number:,}" for what, number in counts.items()))
    if nameless := told.nameless:
        some = ", ".join(f"{name} ({n:,})" for name, n in nameless.most_common(SHOWN))
        more = ", …" if len(nameless) > SHOWN else ""
        click.echo(f"No country here, in {nameless.total():,} rows: {some}{more}")
    if left.rows:
        click.echo(f"Rejected rows, each with its line and the reason: {left.path}")
    if dry_run:
        click.echo("Nothing was written to the ledger.")
