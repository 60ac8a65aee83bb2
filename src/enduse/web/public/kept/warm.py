"""What pages are made of, worked out beside the first requests rather than in one of them."""

from collections.abc import Callable
from threading import Thread
from time import sleep

from django.conf import settings
from django.db import connection

from enduse.web.pack import campaign_record, current_record
from enduse.web.public.kept import traders
from enduse.web.public.kept.state import hold, let_go, read
from enduse.web.search import held
from enduse.web.search.catalogue import catalogue

LOOK_EVERY = 20  # seconds between two looks for a new release
# What costs least to have and is asked for most comes first.
MAKES: tuple[Callable[[], object], ...] = (
    lambda: traders.countries(None, ""),
    lambda: held.read_now(catalogue()),
    campaign_record,
    current_record,
)


def begin() -> None:
    """Begin to work out what this worker will need, and again after each release."""
    if settings.KEPT_BYTES:
        Thread(target=_keep_warm, daemon=True).start()


def _keep_warm() -> None:
    done = ""
    while True:
        now = _state()
        if now not in {"", done}:
            done = now
            warm()
        sleep(LOOK_EVERY)


def _state() -> str:
    try:
        return read()
    finally:
        connection.close()  # this thread's own, and it sleeps now


def warm() -> None:
    """Work out all of it now."""
    found = hold()
    try:
        for make in MAKES:
            make()
    finally:
        let_go(found)
        connection.close()
