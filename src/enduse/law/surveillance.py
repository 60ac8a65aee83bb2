"""How near a deal is to surveillance that represses, before the law asks more of it."""

from functools import lru_cache

from enduse.law.facts import Facts

ORDINARY_USES = frozenset({"billing", "marketing", "network-security", "quality-of-service"})


@lru_cache(maxsize=16)
def serves_surveillance(facts: Facts) -> bool:
    """Whether the item can serve repression and was not recognised as ordinary goods."""
    return (
        facts.repression_capable
        and not facts.harmless
        and not facts.features.intersection(ORDINARY_USES)
    )


@lru_cache(maxsize=16)
def calls_for_care(facts: Facts) -> bool:
    """Whether a seller must look closely: not at cameras, locks and the like for places of which
    the record says nothing serious."""
    plain = facts.risk is not None and facts.risk.level == "none"
    return serves_surveillance(facts) and (facts.cyber_surveillance == "yes" or not plain)


def shown_by_record(facts: Facts) -> str:
    """In a few words, the risk that the record shows; its sentences stand with the evidence."""
    risk = "a clear risk" if facts.risk and facts.risk.level == "clear" else "some risk"
    whose = f"{facts.place} and the end user" if facts.end_user else facts.place
    return f"the record of {whose} shows {risk} (see the record)"
