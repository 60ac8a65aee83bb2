"""Kinds of trace, from a mere mention to a program that ran, and what each proves and does not."""

from typing import Literal, get_args

from enduse.forensics.indicators import Kind

Trace = Literal["listed", "received", "visited", "contacted", "installed", "executed"]
TRACES: tuple[Trace, ...] = get_args(Trace)
Strength = Literal["weak", "moderate", "strong"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)

MEANING: dict[Trace, str] = {
    "listed": "It is named here. That alone does not show contact: a news page, a list of"
    " blocked sites or a copied message names it too.",
    "received": "Somebody sent it to this device. That shows an attempt to reach the person. It"
    " does not show that the link was opened or that the attempt worked.",
    "visited": "The browser opened it, by a tap or by a redirect. A page of this kind can attack"
    " the device without a further tap. The visit does not show that an attack worked.",
    "contacted": "The device, or an app on it, spoke to it or looked up its name. Spyware does"
    " that when it infects a device and while it works; a link preview or an advertisement can do"
    " it too.",
    "installed": "It is, or was, on this device. An app, file or profile of this kind is part of"
    " the tool itself.",
    "executed": "It ran on this device. A program of this kind is the tool at work; treat the"
    " device as having been infected until an expert says otherwise.",
}
WEAK_KINDS: frozenset[Kind] = frozenset({"ip"})  # one address serves many unrelated sites
SHORT_PROCESS = 4


def strength(trace: Trace, kind: Kind, value: str, *, described: bool = True) -> Strength:
    """How much a trace proves about the device, by what kind of thing left it.

    Records that are not `described` are understood by the names of their fields alone: what they
    list may be on the device, or in a scanner's own list of bad files.

    >>> strength("executed", "process", "roleaboutd"), strength("visited", "domain", "a.example")
    ('strong', 'moderate')
    >>> strength("contacted", "ip", "203.0.113.7"), strength("executed", "process", "bh")
    ('weak', 'moderate')
    """
    if trace == "listed" or kind in WEAK_KINDS:
        return "weak"
    if kind in {"process", "file-name"} and len(value) < SHORT_PROCESS:
        return "moderate"
    return "strong" if described and trace in {"installed", "executed"} else "moderate"


KEEP = "Do not delete anything and do not reset or update the device: that destroys the proof."
EXPERT = (
    "Show this report to a lab that helps civil society, such as Amnesty International's Security"
    " Lab, Access Now's Digital Security Helpline or the Citizen Lab."
)
POWER = {
    True: "Stop using the device and put it into flight mode, with wireless networks off. Leave it"
    " switched on and charging: a restart can remove the traces of a tool that lives in memory.",
    False: "The device may stay in use for what is not confidential until an expert has answered.",
}
FIRST = (
    "Look at the named places first: a mention, or an address that many sites share, proves no"
    " contact with the tool."
)
LINK = "Do not open the address to see what it is. Write down who sent it, when, and by what app."
OTHERS = "Ask whether colleagues, sources and family got the same message; keep those too."


def next_steps(traces: set[Trace]) -> list[str]:
    """What somebody should do now, most urgent first; `traces` are those that are not weak."""
    if not traces:
        return [FIRST, EXPERT]
    steps = [POWER[bool(traces & {"installed", "executed", "contacted"})], KEEP]
    if traces & {"received", "visited"}:
        steps += [LINK, OTHERS]
    return [*steps, EXPERT]
