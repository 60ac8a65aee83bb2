"""The tables of the registry; each mirrors a noun of the core."""

from enduse.web.registry.models.goods import Product, Restriction, Transfer
from enduse.web.registry.models.incidents import (
    Incident,
    IncidentFact,
    Stated,
    VictimCount,
    VictimCountry,
)
from enduse.web.registry.models.mirror import Mirror, Part, Published
from enduse.web.registry.models.parties import Alias, Identifier, Name, NameChange, Party
from enduse.web.registry.models.places import Country, Index
from enduse.web.registry.models.policies import (
    Inquiry,
    Pledge,
    Policy,
    PolicyDelay,
    PolicyDisclosure,
)
from enduse.web.registry.models.releases import Change, Release
from enduse.web.registry.models.search import SearchEntry, SearchGram, SearchIndex, SearchWord
from enduse.web.registry.models.sources import Citation, Source

__all__ = [
    "Alias",
    "Change",
    "Citation",
    "Country",
    "Identifier",
    "Incident",
    "IncidentFact",
    "Index",
    "Inquiry",
    "Mirror",
    "Name",
    "NameChange",
    "Part",
    "Party",
    "Pledge",
    "Policy",
    "PolicyDelay",
    "PolicyDisclosure",
    "Product",
    "Published",
    "Release",
    "Restriction",
    "SearchEntry",
    "SearchGram",
    "SearchIndex",
    "SearchWord",
    "Source",
    "Stated",
    "Transfer",
    "VictimCount",
    "VictimCountry",
]
