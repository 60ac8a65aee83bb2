"""What a plain copy holds, read as a browser reads it."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action",
         "image": "href", "use": "href", "source": "srcset", "object": "data"}  # fmt: skip


class Ways(HTMLParser):
    """The links of a page and the places in it that links can lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.places.update(filter(None, [told.get("id")]))
        if link := told.get(LINKS.get(tag, "")):
            self.links.append(link)


def dead_links(folder: Path) -> Iterator[tuple[str, str]]:
    """Each link of each page that leads to no file of the copy, or to no place in its page."""
    pages = {
        file.resolve(): Ways(file.read_text(encoding="utf-8"))
        for file in folder.rglob("*")
        if file.suffix in {".html", ".svg"}
    }
    for file, page in pages.items():
        for link in page.links:
            there = urlsplit(link)
            if there.scheme or there.netloc:
                continue
            to = (file.parent / unquote(there.path)).resolve() if there.path else file
            lost = to in pages and there.fragment and there.fragment not in pages[to].places
            if lost or not to.is_file() or not to.is_relative_to(folder.resolve()):
                yield str(file.relative_to(folder.resolve())), link
