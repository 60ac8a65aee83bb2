"""Captured traffic (pcap, pcapng): the names that DNS, TLS and HTTP say in the clear.

A name is read from the packet that holds it; what is split over several segments, encrypted
(ECH, DNS over HTTPS) or fragmented is not seen, and the coverage says so.
"""

import struct
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from enduse.forensics.artefacts import Artefact, Field
from enduse.forensics.inputs.rows import look
from enduse.forensics.inputs.stream import Refused, Stream
from enduse.forensics.inspection import Input, Inspection, Outcome
from enduse.taxonomy.tables import BadInput

MAGIC = (
    b"\xd4\xc3\xb2\xa1",
    b"\xa1\xb2\xc3\xd4",
    b"\x4d\x3c\xb2\xa1",
    b"\xa1\xb2\x3c\x4d",
    b"\x0a\x0d\x0d\x0a",
)
DNS_PORTS, HTTP_METHODS = {53, 5353}, (b"GET ", b"POST", b"HEAD", b"PUT ", b"CONN", b"OPTI")
HANDSHAKE, CLIENT_HELLO = 22, 1
# Ethernet, IP as it is, Linux cooked: https://www.tcpdump.org/linktypes.html
LINKS = {1, 12, 14, 101, 113, 228, 229, 276}
IP_TYPES = {0x0800, 0x86DD}
CONTACT = Field("host", "contacted")
TRAFFIC = Artefact(
    "captured traffic",
    {"dns": CONTACT, "tls": CONTACT, "http": CONTACT, "address": CONTACT},
    ("when",),
    "iso",
)


def read_traffic(inspection: Inspection, stream: Stream) -> None:
    """The names and addresses that a capture shows."""
    try:
        import dpkt
    except ImportError:
        raise BadInput("pcap needs enduse[forensics]: pip install 'enduse[forensics]'") from None
    reader = dpkt.pcapng.Reader if stream.head[:4] == MAGIC[-1] else dpkt.pcap.Reader
    tally = {"packets": 0, "odd": 0}
    fault = None

    def rows() -> Iterator[Mapping[str, Any]]:
        nonlocal fault
        try:
            yield from _rows(dpkt, reader(stream), tally)
        except Refused:
            raise
        except (dpkt.Error, ValueError, struct.error, IndexError, KeyError, TypeError) as error:
            fault = f"is cut off or damaged: {error or type(error).__name__}"[:120]

    _, kinds = look(inspection, stream.name, rows(), TRAFFIC)
    how = f"captured traffic, {tally['packets']:,} packets (names of DNS, TLS, HTTP)"
    if tally["odd"] and not fault:
        fault = f"{tally['odd']:,} of {tally['packets']:,} packets cannot be taken apart"
    outcome: Outcome = "in part" if fault else "read"
    inspection.note(Input(stream.name, outcome, how, kinds, stream.taken, fault))


def _rows(dpkt: Any, packets: Any, tally: dict[str, int]) -> Iterator[Mapping[str, Any]]:
    link = packets.datalink()
    if link not in LINKS:
        raise Refused(f"traffic of a kind of link that is not read ({link}); export it as Ethernet")
    for moment, frame in packets:
        tally["packets"] += 1
        row: dict[str, Any] = {}
        try:
            packet = _ip(dpkt, link, frame)
            if packet is not None:
                row["address"] = [str(ip_address(packet.src)), str(ip_address(packet.dst))]
                row |= _names(dpkt, packet)
        except (dpkt.Error, ValueError, struct.error, IndexError, UnicodeError, AttributeError):
            tally["odd"] += 1
        if row:
            yield row | {"when": _utc(float(moment))}


def _utc(moment: float) -> str:
    try:
        return datetime.fromtimestamp(moment, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return ""


def _ip(dpkt: Any, link: int, frame: bytes) -> Any:
    """The IP packet of a frame, by the kind of link that was listened to."""
    layers = {1: dpkt.ethernet.Ethernet, 113: dpkt.sll.SLL, 276: dpkt.sll2.SLL2}
    if link not in layers:
        is_6 = frame[:1] and frame[0] >> 4 == 6  # noqa: PLR2004 - the version that IP begins with
        return dpkt.ip6.IP6(frame) if is_6 else dpkt.ip.IP(frame)
    outer = layers[link](frame)
    if isinstance(outer.data, (dpkt.ip.IP, dpkt.ip6.IP6)):
        return outer.data
    if getattr(outer, "type", getattr(outer, "ethtype", 0)) in IP_TYPES:
        raise ValueError("says that it holds IP and does not")
    return None


def _names(dpkt: Any, packet: Any) -> dict[str, Any]:
    said: dict[str, Any] = {}
    segment = packet.data
    content = bytes(getattr(segment, "data", b""))
    if isinstance(segment, dpkt.udp.UDP) and {segment.sport, segment.dport} & DNS_PORTS:
        said["dns"] = _asked(dpkt, content)
    elif isinstance(segment, dpkt.tcp.TCP) and content:
        if {segment.sport, segment.dport} & DNS_PORTS:
            said["dns"] = _asked(dpkt, content[2:])
        elif content[0] == HANDSHAKE:
            said["tls"] = _server_name(content)
        elif content[:4] in HTTP_METHODS:
            said["http"] = _http_host(content)
    return said


def _asked(dpkt: Any, content: bytes) -> list[str]:
    message = dpkt.dns.DNS(content)
    answers = [str(answer.name) for answer in message.an]
    aliases = [str(a.cname) for a in message.an if getattr(a, "cname", None)]
    return [str(question.name) for question in message.qd] + answers + aliases


def _http_host(content: bytes) -> str:
    start, _, headers = content.partition(b"\r\n")
    for line in headers.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"host":
            return value.strip().decode("latin-1")
    return start.split(b" ")[1].decode("latin-1") if start.startswith(b"CONN") else ""


def _server_name(content: bytes) -> str:
    """The server name of a TLS ClientHello (RFC 8446, 4.1.2; RFC 6066, 3); empty if it has none."""
    if len(content) < 44 or content[5] != CLIENT_HELLO:  # noqa: PLR2004 - what stands before the lists
        return ""
    at = 5 + 4 + 2 + 32
    at += 1 + content[at]
    at += 2 + int.from_bytes(content[at : at + 2], "big")
    at += 1 + content[at]
    at += 2
    while at + 4 <= len(content):
        kind, size = struct.unpack_from(">HH", content, at)
        at += 4
        if kind == 0:
            return content[at + 5 : at + size].decode("latin-1")
        at += size
    return ""
