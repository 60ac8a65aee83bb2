"""How far the case of a person came: kept only with consent, and told as counts alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from enduse.leaks.listing import Columns, rows_of
from enduse.leaks.numbers import read_number
from enduse.leaks.releases import Publisher, Shown, known_counts
from enduse.leaks.vault import Consented, Vault
from enduse.leaks.written import Unread
from enduse.registers.cells import ISO, Unreadable, when
from enduse.taxonomy.tables import BadInput

STEPS = ("consented", "examined", "traces-found", "confirmed")
DAY = len("2026-11-22")


def read_consents(path: Path, columns: Columns, today: str) -> list[Consented]:
    """The rows of a table of consents; raises BadInput for one that is not whole."""
    found = []
    for _count, cells, line in rows_of(
        path, columns, ("number", "status", "consent", "recorded_by")
    ):
        where = f"{path}:{line}"
        try:
            number = read_number(cells["number"]).digits
        except Unread as why:
            raise BadInput(f"{where}: number: {why}") from None
        status = "-".join(cells["status"].lower().split())
        if status not in STEPS:
            raise BadInput(f"{where}: status: needs one of {', '.join(STEPS)}")
        consent = cells["consent"].strip()
        if not _is_day(consent) or consent > today:
            raise BadInput(f"{where}: consent: needs the day on which it was given, as YYYY-MM-DD")
        if not cells["recorded_by"].strip():
            raise BadInput(f"{where}: recorded_by: needs who recorded the consent")
        found.append(Consented(number, status, consent, cells["recorded_by"].strip()))
    return found


def _is_day(text: str) -> bool:
    try:
        return bool(ISO.fullmatch(text)) and len(when(text, "iso")) == DAY
    except Unreadable:
        return False


def record(vault: Vault, consents: Sequence[Consented], holds: Callable[[str], bool]) -> int:
    """Keep the status of people who are on the list; the later row of a number counts.

    Raises BadInput, and keeps nothing, where a number is not on the list.
    """
    strangers = sum(not holds(one.number) for one in consents)
    if strangers:
        raise BadInput(f"{strangers:,} of the numbers are not on the list; nothing was recorded")
    kept = {one.number: one for one in vault.consented} | {one.number: one for one in consents}
    vault.consented = list(kept.values())
    return len(consents)


def withdraw(vault: Vault, numbers: Iterable[str]) -> int:
    """Forget the status of people who took their consent back; how many they were."""
    gone = set(numbers)
    left = [one for one in vault.consented if one.number not in gone]
    count = len(vault.consented) - len(left)
    vault.consented = left
    return count


def statuses(publisher: Publisher) -> Shown:
    """How many came at least so far, where neither a count nor the step between two is small."""
    reached = Counter(
        step for one in publisher.vault.consented for step in STEPS[: STEPS.index(one.status) + 1]
    )
    before = known_counts(publisher.vault).get(("status",), {})
    shown: dict[tuple[str, ...], int] = {}
    last: int | None = None
    for step in STEPS:
        n, then = reached[step], before.get((step,), 0)
        told = then if 0 < abs(n - then) < publisher.k else n  # a change by a few is those few
        if told >= publisher.k and (last is None or last == told or last - told >= publisher.k):
            shown[step,], last = told, told
    publisher.remember(("status",), shown)
    return Shown(("status",), "people", publisher.k, shown, len(STEPS) - len(shown))
