"""How the files of a pack look: block style, dates in quotes, nothing shared by aliases."""

import re
from typing import Any

import yaml

DATE = re.compile(r"\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?")
EMITTER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class PackDumper(EMITTER):  # type: ignore[misc]
    """PyYAML's emitter, compiled where it can be, without aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's own signature
        """Write every value out."""
        return True


def _text(dumper: Any, value: str) -> Any:
    style = "'" if DATE.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


PackDumper.add_representer(str, _text)
