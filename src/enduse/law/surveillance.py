"""Whether a deal is about surveillance technology at all, before the law asks more of it."""

from enduse.law.facts import Facts

ORDINARY_USES = frozenset({"billing", "marketing", "network-security", "quality-of-service"})


def serves_surveillance(facts: Facts) -> bool:
    """Whether the item can serve repression and was not recognised as ordinary goods."""
    return (
        facts.repression_capable
        and not facts.harmless
        and not facts.features.intersection(ORDINARY_USES)
    )
