"""What pages are made of besides data: style sheets and drawings, and the program itself."""

import mimetypes
import platform
import zlib
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

import enduse
from enduse.interchange.languages.figures import LOCALES
from enduse.web.public.publisher.files import Written, written
from enduse.web.public.publisher.links import Copy

MADE_WITH = ("Django", "babel")
TWINS_WITH = ("brotli",)


def fingerprints(copy: Copy) -> tuple[str, str]:
    """What differs when pages of the same data may differ, and when twins of the same page may."""
    made = blake2b(digest_size=16)
    for path in _program():
        made.update(path.name.encode() + path.read_bytes())
    versions = [version(name) for name in MADE_WITH]
    written_as = sorted(LOCALES.items())
    told = [*copy, settings.LANGUAGES, written_as, versions, platform.python_version_tuple()[:2]]
    made.update(repr(told).encode())
    twins = [version(name) for name in TWINS_WITH] + [zlib.ZLIB_RUNTIME_VERSION]
    return made.hexdigest(), repr(twins)


def _program() -> Iterator[Path]:
    files = Path(enduse.__file__).parent.rglob("*")
    yield from sorted(
        file for file in files if file.is_file() and file.suffix not in {".pyc", ".part"}
    )


def copied(folder: Path) -> Iterator[Written]:
    """Write the style sheets, drawings and scripts of the pages."""
    for finder in get_finders():
        for name, storage in finder.list([]):
            path = f"{getattr(storage, 'prefix', None) or ''}/{name}".lstrip("/")
            with storage.open(name) as file:
                content = file.read()
            kind = mimetypes.guess_type(name)[0] or ""
            yield from written(folder, f"static/{path}", content, kind=kind)
