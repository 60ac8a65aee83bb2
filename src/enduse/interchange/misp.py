"""Indicators from MISP events: one event, a response with several, or a list of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from enduse.forensics.indicators import Entry
from enduse.interchange.indicator_gathering import Gathered, NotRead
from enduse.interchange.indicator_types import kind_called

CONTEXT = frozenset({"External analysis", "Internal reference", "Attribution", "Other", "Person"})


def is_misp(content: Any) -> bool:
    """Whether JSON holds MISP events."""
    return bool(list(_events(content)))


def read_misp(content: Any) -> Iterator[Gathered]:
    """The attributes of every event and of its objects that are meant for detection."""
    for event in _events(content):
        url = next((a.get("value") for a in _attributes(event) if a.get("type") == "link"), None)
        for attribute in _attributes(event):
            yield from _read(attribute, event.get("info"), url)


def _events(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        content = content.get("response", [content])
    for one in content if isinstance(content, list) else [content]:
        if isinstance(one, dict) and isinstance(one.get("Event"), dict):
            yield one["Event"]


def _attributes(event: dict[str, Any]) -> Iterable[dict[str, Any]]:
    holders = [event, *(o for o in event.get("Object") or () if isinstance(o, dict))]
    for holder in holders:
        for attribute in holder.get("Attribute") or ():
            if isinstance(attribute, dict):
                yield attribute


def _read(attribute: dict[str, Any], campaign: str | None, url: str | None) -> Iterator[Gathered]:
    name, value = str(attribute.get("type", "")), str(attribute.get("value", ""))
    if attribute.get("to_ids") in {False, "0"}:
        yield NotRead(f"{name}: {value}", "is context and not for detection (to_ids is false)")
        return
    if attribute.get("category") in CONTEXT:
        yield NotRead(f"{name}: {value}", f"is context ({attribute['category']})")
        return
    yield from parts_of(name, value, campaign, url, attribute.get("uuid"))


def parts_of(
    name: str, value: str, campaign: str | None, url: str | None, uuid: str | None = None
) -> Iterator[Gathered]:
    """A value of a MISP type; a composite one (`filename|md5`) has several."""
    names, values = name.split("|"), value.split("|")
    if len(names) != len(values):
        names, values = [name], [value]
    for one, its in zip(names, values, strict=True):
        if one == "port":
            continue
        kind = kind_called(one)
        if kind is None:
            yield NotRead(f"{one}: {its}", f"{one or 'no type'} is nothing that a check looks at")
        else:
            yield Entry(kind, its, campaign, url, uuid)
