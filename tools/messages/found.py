"""A message as it stands in the source."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2] / "src" / "enduse"


class Found(NamedTuple):
    """A message, or its two English forms where it depends on a number, and the file it is in."""

    message: str | tuple[str, str]
    place: str
    context: str | None = None

    @property
    def key(self) -> str:
        """The English that it is looked up by."""
        return self.message if isinstance(self.message, str) else self.message[0]


def placed(path: Path) -> str:
    """A file as translators are told of it."""
    return path.relative_to(ROOT).as_posix()
