"""Countries and what yearly indices say of them, each figure with the day it was published."""

from enduse.evidence import CountryCode, PartialDate, Record, Slug


class Index(Record, frozen=True, kw_only=True):
    """A published index: `published` gives, per year measured, when that year's figure came out."""

    id: Slug
    title: str
    publisher: str
    url: str | None = None
    scale: str
    terms: str
    published: dict[int, PartialDate]
    note: str | None = None


class Country(Record, frozen=True, kw_only=True):
    """A country or territory with its figures by index id and year."""

    code: CountryCode
    name: str
    names: tuple[str, ...] = ()
    figures: dict[Slug, dict[int, float]] = {}


class Places(Record, frozen=True, kw_only=True):
    """All countries, and the indices that their figures come from."""

    indices: tuple[Index, ...]
    countries: tuple[Country, ...]
