"""Messages in the language spoken now."""

from gettext import NullTranslations

from enduse.interchange.languages.figures import number
from enduse.interchange.languages.spoken import catalogue, spoken


def say(message: str, /, **values: object) -> str:
    """The message in the reader's language, with its values."""
    return _catalogue().gettext(message).format(**values) if message else ""


def say_count(one: str, many: str, count: int, /, **values: object) -> str:
    """As `say`, for a message that depends on a number; its forms may use {count}."""
    message = _catalogue().ngettext(one, many, count)
    return message.format(count=number(count), **values)


def _catalogue() -> NullTranslations:
    return catalogue(spoken())


class Spoken(dict[str, str]):
    """Labels by code, said in the language spoken now."""

    def __getitem__(self, code: str) -> str:
        return say(super().__getitem__(code))

    def get(self, code: str, default: str = "") -> str:  # type: ignore[override]
        """The label of a code; what stands for one without a label is left as it is."""
        return self[code] if code in self else default  # noqa: SIM401 - this is `get`

    def items(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """Codes with their labels."""
        return [(code, self[code]) for code in self]
