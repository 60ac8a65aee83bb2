"""A party of a list, as it is screened against."""

from enduse.evidence import Record

KINDS = {
    "person": "person", "individual": "person",
    "vessel": "vessel", "airplane": "vessel", "aircraft": "vessel",
    "company": "company", "organization": "organization", "organisation": "organization",
    "publicbody": "organization", "entity": "organization",
    "legalentity": "legalentity", "thing": "legalentity",
}  # fmt: skip


class Entity(Record, frozen=True, kw_only=True):
    """A party with every name it goes by.

    The first name is the one to show. Countries are ISO 3166-1 alpha-2 in small letters; dates are
    of birth or founding, as precise as they are known; identifiers are (scheme, value).
    """

    id: str
    names: tuple[str, ...]
    kind: str | None = None
    countries: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    about: str | None = None
    url: str | None = None


def kind_called(text: str | None) -> str | None:
    """The kind that a list calls so; None where it is none of ours.

    >>> kind_called("Individual"), kind_called("Public Body"), kind_called("")
    ('person', 'organization', None)
    """
    return KINDS.get("".join((text or "").casefold().split()))


def plain_identifier(value: str) -> str:
    """An identifier as it is compared: letters and digits in capitals, without "IMO" before.

    >>> plain_identifier("IMO 9074729"), plain_identifier("5493-00 qz")
    ('9074729', '549300QZ')
    """
    bare = "".join(c for c in value.upper() if c.isalnum())
    return bare[3:] if bare.startswith("IMO") and bare[3:].isdigit() else bare
