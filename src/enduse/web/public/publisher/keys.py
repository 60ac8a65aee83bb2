"""The publisher's key: Ed25519, in files that OpenSSL reads too."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from enduse.taxonomy.tables import BadInput

MINE = 0o600


def new(file: Path) -> Path:
    """Make a key that only its owner may read; the file of its public half, beside it."""
    public = file.with_name(f"{file.name}.pub")
    key = Ed25519PrivateKey.generate()
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for path, content, mode in ((file, secret, MINE), (public, told(key), 0o644)):
        try:
            opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        except OSError as error:
            raise BadInput(f"{path}: {error.strerror}; no key was overwritten") from None
        with os.fdopen(opened, "wb") as written:
            written.write(content)
    return public


def told(key: Ed25519PrivateKey) -> bytes:
    """The public half of a key, as it is given to readers."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def private(file: Path) -> Ed25519PrivateKey:
    """The key to sign with; raises BadInput where others may read it."""
    content = _content(file)
    if file.stat().st_mode & 0o077:
        raise BadInput(f"{file}: others may read this key; chmod 600 {file}")
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInput(f"{file}: no Ed25519 key; `enduse site new-key FILE` makes one")
    return key


def public(file: Path) -> Ed25519PublicKey:
    """The key to check with."""
    try:
        key = load_pem_public_key(_content(file))
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise BadInput(f"{file}: no public Ed25519 key; ask the publisher for it")
    return key


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror}; name the file of a key") from None


def signed_by(key: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    """Whether a signature is of this content by this key."""
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True
