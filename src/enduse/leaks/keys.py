"""Keys of vaults: age recipients and identities, or one passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyrage

from enduse.taxonomy.tables import BadInput

SECRET, PUBLIC = "AGE-SECRET-KEY-", "age1"


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens and closes a vault; nothing of it is ever shown."""

    recipients: tuple[str, ...] = ()
    identities: tuple[Any, ...] = field(default=(), repr=False)
    passphrase: str | None = field(default=None, repr=False)

    def close(self, content: bytes) -> bytes:
        """The content as an age file for these recipients, or for the passphrase."""
        if self.passphrase is not None:
            return bytes(pyrage.passphrase.encrypt(content, self.passphrase))
        return bytes(pyrage.encrypt(content, [_recipient(one) for one in self.recipients]))

    def open(self, content: bytes, where: str) -> bytes:
        """What an age file holds; raises BadInput for another key or a changed byte."""
        if not content.startswith((b"age-encryption.org/v1", b"-----BEGIN AGE")):
            raise BadInput(f"{where}: is no vault (no age file); name one that `seal` made")
        try:
            if self.passphrase is not None:
                return bytes(pyrage.passphrase.decrypt(content, self.passphrase))
            return bytes(pyrage.decrypt(content, list(self.identities)))
        except pyrage.DecryptError as error:
            if "keys" in str(error):
                raise BadInput(f"{where}: this key does not open it; name the right one") from None
            raise BadInput(
                f"{where}: cannot be opened: the passphrase is another, or the file was damaged or"
                " changed; nothing of it was used"
            ) from None

    def with_recipients(self, recipients: Sequence[str]) -> "Keys":
        """The same keys, closing for the recipients that a vault names."""
        return Keys(tuple(recipients), self.identities, self.passphrase)


def recipient_keys(recipients: Sequence[str]) -> Keys:
    """Keys that close for several people; raises BadInput."""
    for one in recipients:
        _recipient(one)
    return Keys(recipients=tuple(dict.fromkeys(recipients)))


def identity_keys(text: str, where: str) -> Keys:
    """The secret keys in a file that age-keygen wrote; raises BadInput, and shows none."""
    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if not found or not all(line.upper().startswith(SECRET) for line in found):
        raise BadInput(f"{where}: holds no age identity; a line of it begins with {SECRET}1")
    try:
        return Keys(identities=tuple(pyrage.x25519.Identity.from_str(line) for line in found))
    except pyrage.IdentityError:
        raise BadInput(f"{where}: an age identity in it was cut or changed; copy it anew") from None


def passphrase_keys(text: str, where: str) -> Keys:
    """The passphrase in the first line of a file; raises BadInput."""
    phrase = (text.splitlines() or [""])[0].strip()
    if len(phrase) < len("8 letters"):
        raise BadInput(f"{where}: its first line is too short for a passphrase; use several words")
    return Keys(passphrase=phrase)


def new_identity() -> tuple[str, str]:
    """A new secret key and its public one."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def _recipient(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        shown = "it is a secret key" if text.upper().startswith(SECRET) else f"got {text[:12]!r}…"
        raise BadInput(
            f"--recipient: needs a public key that begins with {PUBLIC}; {shown}"
        ) from None
