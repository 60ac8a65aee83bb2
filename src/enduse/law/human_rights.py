"""Treaties, findings and commitments that weigh on a sale whatever the licence answer."""

from enduse.law.facts import Facts
from enduse.law.places import iccpr_status, member
from enduse.law.provision import Instrument, Outcome, Provision, Reasons, bites, not_met
from enduse.law.surveillance import calls_for_care, serves_surveillance, shown_by_record

COVENANT_DAYS = "1976-03-23"
ECHRI_STATES = frozenset(
    {
        "al", "au", "bg", "ca", "cr", "cz", "de", "dk", "ec", "ee", "es", "fi", "fr", "gb", "hr",
        "jp", "kr", "lv", "mk", "nl", "no", "nz", "sk", "us", "xk",
    }
)  # fmt: skip


def _text(cite: str, url: str, since: str, jurisdiction: str = "int") -> Instrument:
    return Instrument(
        cite=cite, url=url, jurisdiction=jurisdiction, regime="Human rights", since=since
    )


DECLARATION = _text(
    "Universal Declaration of Human Rights",
    "https://www.un.org/en/about-us/universal-declaration-of-human-rights",
    "1948-12-10",
)
COVENANT = _text(
    "International Covenant on Civil and Political Rights",
    "https://www.ohchr.org/en/instruments-mechanisms/instruments/international-covenant-civil-and-political-rights",
    COVENANT_DAYS,
)
COMMENT_16 = _text(
    "Human Rights Committee, General Comment No. 16",
    "https://www.scribd.com/document/606610198/453883f922",
    "1988-04-08",
)
ON_ITALY = _text(
    "Human Rights Committee, concluding observations on Italy of March 2017",
    "https://privacyinternational.org/advocacy-briefing/759/italy-cancels-surveillance-export-egypt-new-undercover-documentary-shows",
    "2017-03-31",
)
SPECIAL_RAPPORTEUR = _text(
    "Report A/HRC/41/35 of the Special Rapporteur on freedom of expression",
    "https://doccentre.in/emeets/constitution/surveillance/1010-surveillance-and-human-right.html",
    "2019-05-28",
)
JOINT_LETTER = _text(
    "Joint letter of 146 organisations and 28 experts of 27 July 2021",
    "https://edri.org/our-work/edri-joins-146-organisations-to-demand-that-states-implement-an-immediate-moratorium-on-the-sale-transfer-use-of-surveillance-technology/",
    "2021-07-27",
)
INITIATIVE = _text(
    "Export Controls and Human Rights Initiative, code of conduct",
    "https://djayanews.com/politics/export-controls-and-human-rights-initiative-code-of-conduct-released-at-the-summit-for-democracy/",
    "2023-03-30",
)
PALL_MALL = _text(
    "Pall Mall Process, code of practice for states",
    "https://www.gov.uk/government/publications/the-pall-mall-process-code-of-practice-for-states/the-pall-mall-process-code-of-practice-for-states",
    "2025-04-04",
)
FRENCH_CODE = _text(
    "France, Penal Code, complicity in torture",
    "https://www.nextinpact.com/lebrief/70432/surveillance-masse-cour-dappel-valide-mise-en-examen-damesysnexa-et-ses-dirigeants",
    "1994-03-01",
    "fr",
)


def _no_surveillance(facts: Facts) -> str | None:
    if not serves_surveillance(facts):
        return f"nothing says that {facts.item} can serve repression"
    return None


def _weighs(facts: Facts, text: str) -> Reasons:
    if calls_for_care(facts):
        yield bites(Outcome.NO_LICENCE, text)
    else:
        yield not_met(f"nothing says that {facts.item} would serve repression in {facts.place}")


@DECLARATION.provision("udhr-12", "Article 12", checked="verified")
def declaration(facts: Facts) -> Reasons:
    """Nobody shall be subjected to arbitrary interference with privacy, family, home or
    correspondence."""
    yield from _weighs(facts, f"{facts.item} interferes with privacy wherever it is used")


@COVENANT.provision("iccpr-17", "Article 17", checked="partly")
def privacy(facts: Facts) -> Reasons:
    """No one shall be subjected to arbitrary or unlawful interference with privacy, and the law
    must protect against it. The Covenant binds its parties."""
    place = facts.place
    if member("iccpr", facts.destination, facts.day):
        text = f"{place} is a party: surveillance there needs a law that fits the Covenant"
    elif iccpr_status(facts.destination) == "signed-only":
        text = f"{place} has signed the Covenant but not ratified it: it does not bind there"
    elif iccpr_status(facts.destination) == "not":
        text = f"{place} is not a party: no Covenant duty protects those under surveillance there"
    else:
        text = f"whether {place} was a party on {facts.day} is not known"
    stop = _no_surveillance(facts)
    yield not_met(stop) if stop else bites(Outcome.NO_LICENCE, text)


@COVENANT.provision("iccpr-19-21-22", "Articles 19, 21 and 22", checked="unverified")
def expression_and_assembly(facts: Facts) -> Reasons:
    """Limits on expression, assembly and association must be lawful, necessary and
    proportionate."""
    risk = facts.risk
    if _no_surveillance(facts) or risk is None or risk.level == "none":
        yield not_met("no record of use against expression, assembly or association was put")
    else:
        yield bites(
            Outcome.NO_LICENCE,
            f"limits on these rights are to be feared: {shown_by_record(facts)}",
            risk.evidence,
        )


@COMMENT_16.provision("hrc-gc-16", "paragraphs 1, 3, 4 and 8", checked="partly")
def general_comment(facts: Facts) -> Reasons:
    """Privacy is owed protection against states and private parties; interference that the law
    allows may still be arbitrary; surveillance and tapping should be prohibited as a rule."""
    yield from _weighs(
        facts, "a law that allows interception does not make it free of arbitrariness"
    )


@ON_ITALY.provision("hrc-italy-2017", "", checked="verified")
def firms_abroad(facts: Facts) -> Reasons:
    """The Committee asked Italy to see to it that firms under its jurisdiction respect human
    rights abroad. The day in March 2017 is not known."""
    if facts.exporter_country != "it":
        yield not_met("the observations are about Italy")
    else:
        yield from _weighs(
            facts, f"Italy is asked to see that {facts.exporter} respects rights abroad"
        )


@SPECIAL_RAPPORTEUR.provision("un-a-hrc-41-35", "paragraph 66", checked="verified")
def un_moratorium(facts: Facts) -> Reasons:
    """The Special Rapporteur called for an immediate moratorium on the export, sale, transfer, use
    and servicing of private surveillance technology until a regime that respects rights is in
    place."""
    if facts.cyber_surveillance == "no":
        yield not_met(f"{facts.item} watches no information or telecommunication system")
    else:
        yield from _weighs(facts, "an independent UN expert calls for a moratorium on such sales")


@JOINT_LETTER.provision("joint-letter-2021", "", checked="verified")
def civil_society_moratorium(facts: Facts) -> Reasons:
    """Civil society called on states for a moratorium on the sale, transfer and use of
    surveillance technology, and for licences to be revoked. A demand, not law."""
    if "intrusion-spyware" in facts.technologies:
        yield from _weighs(facts, "146 organisations and 28 experts ask for a moratorium")
    else:
        yield not_met("the letter is about spyware")


@INITIATIVE.provision("echri-code-2023", "", checked="verified")
def code_of_conduct(facts: Facts) -> Reasons:
    """The subscribing states committed themselves, politically, to weigh human rights when they
    license dual-use items."""
    home = facts.exporter_country.upper()
    if facts.exporter_country in ECHRI_STATES:
        yield from _weighs(facts, f"{home} has committed itself to weigh human rights in licensing")
    else:
        yield not_met(f"{home} is not among the 25 subscribers of March 2023")


@PALL_MALL.provision("pall-mall-code-2025", "", checked="verified")
def pall_mall(facts: Facts) -> Reasons:
    """Supporting states mean to govern commercial intrusion tools by accountability, precision,
    oversight and transparency, export control included. Which states support it was not read name
    by name."""
    if "intrusion-spyware" in facts.technologies:
        yield from _weighs(facts, "the code asks supporting states to control such exports")
    else:
        yield not_met("the code is about commercial intrusion tools")


@FRENCH_CODE.provision("fr-complicity-torture", "", checked="partly")
def complicity(facts: Facts) -> Reasons:
    """Whoever supplies the means of torture knowingly may be an accomplice, and an export licence
    is no defence: French judges investigate Amesys (Libya) and Nexa (Egypt); the case against
    Qosmos (Syria) ended without charges in December 2020. Investigation is not guilt."""
    risk = facts.risk
    if _no_surveillance(facts) or risk is None or risk.level == "none":
        yield not_met("no record of repression with such technology was put")
    else:
        text = (
            f"a licence, or the lack of need for one, is no defence, and {shown_by_record(facts)}"
        )
        yield bites(Outcome.NO_LICENCE, text, risk.evidence)


PROVISIONS: tuple[Provision, ...] = (
    declaration,
    privacy,
    expression_and_assembly,
    general_comment,
    firms_abroad,
    un_moratorium,
    civil_society_moratorium,
    code_of_conduct,
    pall_mall,
    complicity,
)
