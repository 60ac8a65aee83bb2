"""The vault: a list, and all that was ever done with it, as one sealed file."""

import secrets
from typing import Literal

import msgspec

from enduse.leaks.keys import Keys
from enduse.leaks.listing import Listing
from enduse.taxonomy.tables import BadInput

FORMAT = "enduse-leak-vault/1"
Kind = Literal["list", "people"]


class Released(msgspec.Struct, frozen=True):
    """A table that was made public: its dimensions, k, and every count in it by its categories."""

    when: str
    by: tuple[str, ...]
    k: int
    counts: dict[str, int]
    epsilon: float | None = None
    people: str = ""


class Offered(msgspec.Struct):
    """A setup for private questions: its key, how many numbers may be asked, what was answered."""

    id: str
    key: bytes
    most: int
    asked: int = 0
    answered: list[str] = []


class Consented(msgspec.Struct, frozen=True):
    """How far the case of a person came; kept only with the day and the recorder of consent."""

    number: str
    status: str
    consent: str
    recorded_by: str


class Person(msgspec.Struct, frozen=True, array_like=True):
    """Somebody identified: the groups they belong to and their numbers."""

    groups: tuple[str, ...]
    numbers: tuple[str, ...]


class Vault(msgspec.Struct):
    """What a sealed file holds. `recipients` is empty where a passphrase closes it."""

    made: str
    kind: Kind = "list"
    id: str = ""
    recipients: tuple[str, ...] = ()
    listing: Listing = msgspec.field(default_factory=Listing)
    people: list[Person] = []
    released: list[Released] = []
    budget: float = 1.0
    offers: list[Offered] = []
    consented: list[Consented] = []
    format: str = FORMAT


def new_id() -> str:
    """A name for a vault or an offer, which tells nothing of it."""
    return secrets.token_hex(8)


def sealed(vault: Vault, keys: Keys) -> bytes:
    """The vault as an age file."""
    return keys.close(msgspec.msgpack.encode(vault))


def opened(content: bytes, keys: Keys, where: str, kind: Kind = "list") -> Vault:
    """The vault in an age file; raises BadInput."""
    plain = keys.open(content, where)
    try:
        vault = msgspec.msgpack.decode(plain, type=Vault)
    except msgspec.MsgspecError:
        raise BadInput(f"{where}: holds no vault; was it made by another program?") from None
    if vault.format != FORMAT:
        raise BadInput(f"{where}: made by a newer Enduse; update yours")
    if vault.kind != kind:
        other = "identified people" if vault.kind == "people" else "a list"
        raise BadInput(f"{where}: is a vault of {other}; name the other file")
    return vault
