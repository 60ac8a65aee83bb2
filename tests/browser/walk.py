"""The site as a newcomer finds it: from the home page on, by links."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, APIResponse

PER_KIND = 3  # pages of a kind that are read for further links


class Links(HTMLParser):
    """The addresses that the links and forms of a page lead to, in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get({"a": "href", "form": "action"}.get(tag, ""))
        if address:
            self.found.append(address)


def kind(path: str) -> str | None:
    """The name of the address in the site; None where nothing is there."""
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


@dataclass
class Walk:
    """What a walk found."""

    first: dict[str, str] = field(default_factory=dict)  # kind of page -> its first address
    texts: dict[str, str] = field(default_factory=dict)  # kind of page -> what that one says
    broken: list[str] = field(default_factory=list)


def walked(reader: APIRequestContext) -> Walk:
    """Follow the links from the home page until no new kind of page can turn up."""
    found, met, read = Walk(), {"/"}, Counter[str]()
    ahead = deque(["/"])
    while ahead:
        path = ahead.popleft()
        name = kind(path) or "nothing"
        found.first.setdefault(name, path)
        read[name] += 1
        if read[name] > PER_KIND:
            continue
        answer = reader.get(path)
        if "text/html" in answer.headers.get("content-type", ""):
            found.texts.setdefault(name, answer.text())
        for there in linked(answer, path, found):
            if there not in met:
                met.add(there)
                ahead.append(there)
    return found


def linked(answer: APIResponse, path: str, found: Walk) -> Iterator[str]:
    """The pages of the site that a page links to."""
    if not answer.ok:
        found.broken.append(f"{answer.status}: {path}")
    elif "text/html" in answer.headers["content-type"]:
        for link in Links(answer.text()).found:
            there = urlsplit(urljoin(path, link))
            if not there.netloc and not there.scheme and not there.path.startswith("/static/"):
                yield there.path
