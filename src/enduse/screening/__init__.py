"""Names -> the parties they may be."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enduse.screening.comparison import DEFAULT_THRESHOLD as DEFAULT_THRESHOLD
    from enduse.screening.comparison import Comparison as Comparison
    from enduse.screening.comparison import compare as compare


def __getattr__(name: str) -> Any:
    """The comparison of names, imported when it is asked for: an assessment can do without."""
    if name in {"DEFAULT_THRESHOLD", "Comparison", "compare"}:
        from enduse.screening import comparison

        return getattr(comparison, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
