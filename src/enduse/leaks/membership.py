"""Private membership: a newsroom learns which of its own numbers are listed, and nothing else.

Private set intersection on an elliptic curve, by the library openmined-psi, in four messages that
are files. The holder offers all numbers under a key of his own, with numbers of nobody among them,
so that the size tells the length of the list only roughly; the newsroom asks with its numbers under
a key of its own; the holder puts his key on what was asked, unread; the newsroom takes its key off
and compares. Both are taken to keep to this; a holder who offers another list, or a newsroom that
asks for numbers that are not its own, is not found out by it.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from enduse.leaks.vault import Offered, new_id
from enduse.taxonomy.tables import BadInput

OFFER, REQUEST, ANSWER, KEPT = (
    f"enduse-leak-{name}/1" for name in ("offer", "request", "answer", "kept")
)
FEWEST = 100
MOST = 10_000
ELEMENT = 33  # bytes of a point of the curve
CHUNK = 2000
Closer = Callable[[list[str]], list[bytes]]
Spread = Callable[[Callable[[], Closer], Iterator[list[str]]], Iterable[list[bytes]]]


class Message(msgspec.Struct, forbid_unknown_fields=True):
    """What goes from one side to the other. `to` is the digest of the request that is answered;
    `check` the digest of the content: a damaged answer would say that nobody is listed."""

    format: str
    offer: str
    content: bytes
    most: int = 0
    to: str = ""
    check: str = ""


class Kept(msgspec.Struct):
    """What a newsroom keeps sealed until the answer comes: its key, its numbers and their lines."""

    offer: str
    key: bytes
    request: str
    setup: bytes
    numbers: list[str]
    lines: list[int]
    format: str = KEPT


class Asked(NamedTuple):
    """A request, and what must be kept to read its answer."""

    request: bytes
    kept: Kept


def under_key(key: bytes) -> Closer:
    """What puts numbers under a holder's key."""
    psi = _psi()
    server = psi.server.CreateFromKey(key, True)  # noqa: FBT003 - reveals which, not only how many

    def close(numbers: list[str]) -> list[bytes]:
        setup = server.CreateSetupMessage(1e-9, 1, numbers, psi.DataStructure.RAW)
        return list(setup.raw.encrypted_elements)

    return close


def alone(begin: Callable[[], Closer], chunks: Iterator[list[str]]) -> Iterable[list[bytes]]:
    """The work in this process."""
    return map(begin(), chunks)


def make_offer(numbers: Sequence[str], most: int, spread: Spread = alone) -> tuple[bytes, Offered]:
    """A setup for a newsroom that may ask for `most` numbers, and the key to answer with.

    `spread` shares the work out to processes.
    """
    if not 1 <= most <= MOST:
        raise BadInput(f"--most: 1 to {MOST:,}; who may ask for every number learns the list")
    psi = _psi()
    key = psi.server.CreateWithNewKey(True).GetPrivateKeyBytes()  # noqa: FBT003 - as above
    padded = [*numbers, *_nobodies(len(numbers))]
    chunks = (padded[at : at + CHUNK] for at in range(0, len(padded), CHUNK))
    setup = psi.ServerSetup()
    closed = (one for part in spread(partial(under_key, key), chunks) for one in part)
    setup.raw.encrypted_elements.extend(sorted(closed))  # sorted, the order tells nothing
    made = Offered(id=new_id(), key=key, most=most)
    return _written(Message(OFFER, made.id, setup.SerializeToString(), most=most)), made


def make_request(offer: bytes, numbers: Sequence[str], lines: Sequence[int], where: str) -> Asked:
    """A request for the numbers, each once; raises BadInput."""
    message = _message(offer, OFFER, where)
    if not numbers:
        raise BadInput("none of the rows holds a number that can be read; nothing to ask")
    if len(numbers) > message.most:
        raise BadInput(
            f"{len(numbers):,} numbers are more than the {message.most:,} that {where} lets ask"
        )
    psi = _psi()
    client = psi.client.CreateWithNewKey(True)  # noqa: FBT003 - as above
    request = client.CreateRequest(list(numbers)).SerializeToString()
    kept = Kept(
        offer=message.offer,
        key=client.GetPrivateKeyBytes(),
        request=_digest(request),
        setup=message.content,
        numbers=list(numbers),
        lines=list(lines),
    )
    return Asked(_written(Message(REQUEST, message.offer, request)), kept)


def make_answer(offers: Iterable[Offered], request: bytes, where: str) -> tuple[bytes, int]:
    """The answer to a request, and how many it asks for, noted in the offer; raises BadInput."""
    message = _message(request, REQUEST, where)
    offered = next((one for one in offers if one.id == message.offer), None)
    if offered is None:
        raise BadInput(f"{where}: asks by an offer that is not from this vault")
    digest = _digest(message.content)
    if digest in offered.answered:
        raise BadInput(f"{where}: was answered before; send that answer again")
    psi = _psi()
    asked = _parsed(psi.Request(), message.content, where)
    count = len(asked.encrypted_elements)
    if not count or any(len(one) != ELEMENT for one in asked.encrypted_elements):
        raise BadInput(f"{where}: is damaged; ask for it again")
    if offered.asked + count > offered.most:
        raise BadInput(
            f"{where}: asks for {count:,} numbers, and {offered.most - offered.asked:,} of the"
            f" {offered.most:,} of this offer are left"
        )
    server = psi.server.CreateFromKey(offered.key, True)  # noqa: FBT003 - as above
    response = _done(lambda: server.ProcessRequest(asked), where)
    offered.asked += count
    offered.answered.append(digest)
    made = Message(ANSWER, offered.id, response.SerializeToString(), to=digest)
    return _written(made), count


def read_answer(answer: bytes, kept: Kept, where: str) -> list[int]:
    """The lines of one's own table whose numbers are listed; raises BadInput."""
    message = _message(answer, ANSWER, where)
    if (message.offer, message.to) != (kept.offer, kept.request):
        raise BadInput(f"{where}: is the answer to another request; name the one that was kept")
    psi = _psi()
    client = psi.client.CreateFromKey(kept.key, True)  # noqa: FBT003 - as above
    response = _parsed(psi.Response(), message.content, where)
    if len(response.encrypted_elements) != len(kept.numbers):
        raise BadInput(f"{where}: is damaged; ask for it again")
    setup = _parsed(psi.ServerSetup(), kept.setup, where)
    found = _done(lambda: client.GetIntersection(setup, response), where)
    return sorted(kept.lines[at] for at in found)


def read_kept(content: bytes, where: str) -> Kept:
    """What was kept with a request; raises BadInput."""
    try:
        kept = msgspec.msgpack.decode(content, type=Kept)
    except msgspec.MsgspecError:
        kept = None
    if kept is None or kept.format != KEPT:
        raise BadInput(f"{where}: is not what `ask` kept; name that file")
    return kept


def _nobodies(listed: int) -> list[str]:
    """As many random names as fill the list up to a round number; no number is ever one of them."""
    step = max(FEWEST, 10 ** (len(str(listed)) - 2))
    return [secrets.token_hex(16) for _ in range(-listed % step)]


def _message(content: bytes, wanted: str, where: str) -> Message:
    try:
        message = msgspec.msgpack.decode(content, type=Message)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise BadInput(f"{where}: is damaged, or no {_noun(wanted)}; ask for it again") from None
    if message.format != wanted:
        raise BadInput(f"{where}: is no {_noun(wanted)}; name the other file")
    if message.check != _digest(message.content):
        raise BadInput(f"{where}: is damaged; ask for it again")
    return message


def _noun(format_: str) -> str:
    return format_.removeprefix("enduse-leak-").partition("/")[0]


def _written(message: Message) -> bytes:
    message.check = _digest(message.content)
    return msgspec.msgpack.encode(message)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _parsed(empty: Any, content: bytes, where: str) -> Any:
    from google.protobuf.message import DecodeError

    try:
        empty.ParseFromString(content)
    except DecodeError:
        raise BadInput(f"{where}: is damaged; ask for it again") from None
    return empty


def _done(step: Any, where: str) -> Any:
    """A step of the library, which says in a RuntimeError that a message makes no sense."""
    try:
        return step()
    except (RuntimeError, ValueError):
        raise BadInput(f"{where}: is damaged; ask for it again") from None


def _psi() -> Any:
    import private_set_intersection.python as psi

    return psi
