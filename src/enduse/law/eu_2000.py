"""Regulation (EC) No 1334/2000, the dual-use regulation before 27 August 2009."""

from enduse.law.eu_export import annex_i, listed, military_use, no_export
from enduse.law.facts import Facts
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met

REGULATION = Instrument(
    cite="Regulation (EC) No 1334/2000",
    url="https://www.legislation.gov.uk/eur/2000/1334",
    jurisdiction="eu",
    regime="EU dual-use regulation",
    since="2000-09-28",
    until="2009-08-26",
)


@REGULATION.provision("eu-1334-2000-art-3-1", "Article 3(1)", checked="unverified")
def listed_item(facts: Facts) -> Reasons:
    """An item of Annex I may leave the Community only with an export authorisation. The Annex of
    the time knew no surveillance technology, only strong cryptography and equipment that jams
    mobile services."""
    yield from annex_i(facts)


@REGULATION.provision("eu-1334-2000-art-4-2", "Article 4(2) and (4)", checked="partly")
def embargoed_destination(facts: Facts) -> Reasons:
    """An unlisted item needs an authorisation for a country under an arms embargo once the exporter
    has been informed that it is for military goods or their production; an exporter who knows must
    tell the authority."""
    yield from military_use(facts)


@REGULATION.provision("eu-1334-2000-art-5-1", "Article 5(1)", checked="partly")
def national_measure(facts: Facts) -> Reasons:
    """A member state may bar unlisted items, or make them subject to authorisation, for public
    security or human rights. In 2008 France, Germany, Latvia and the United Kingdom had such
    measures in force, none of them on surveillance technology as far as is known."""
    if stop := no_export(facts):
        yield not_met(stop)
    elif listed(facts):
        yield not_met(f"{facts.item} is listed, so Article 3 applies")
    elif facts.answer("national-measure"):
        yield bites(Outcome.LICENCE_REQUIRED, f"a measure of {facts.home} covers the deal")
    else:
        yield not_met(f"no measure on {facts.item} is known")


PROVISIONS: tuple[Provision, ...] = (listed_item, embargoed_destination, national_measure)
