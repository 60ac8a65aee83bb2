"""Labels for the words of parties, transfers, licences, incidents, registers and sources."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BASIS = {
    "source": _("stated by a source"),
    "general-knowledge": _("general knowledge, no source states it"),
}
CONFIDENCE = {
    "high": _("high"),
    "medium": _("medium"),
    "low": _("low"),
}
HOW_KNOWN = {
    "leak": _("leaked documents"),
    "press": _("press reports"),
    "forensics": _("forensic analysis"),
    "procurement": _("procurement records"),
    "government": _("government statement or record"),
    "company": _("company statement or record"),
    "foi": _("freedom of information"),
    "court": _("court record"),
    "witness": _("witness account"),
}
STRENGTH = {
    "alleged": _("alleged"),
    "reported": _("reported"),
    "documented": _("documented"),
    "confirmed": _("confirmed"),
    "denied": _("denied"),
}
KIND = {
    # parties
    "company": _("company"),
    "agency": _("agency"),
    "authority": _("authority"),
    "ngo": _("non-governmental organisation"),
    "media": _("newsroom"),
    "igo": _("intergovernmental organisation"),
    "legislature": _("parliament"),
    "research": _("research institute"),
    "investor": _("investor"),
    "coalition": _("coalition"),
    "court": _("court"),
    # sources
    "news": _("news report"),
    "report": _("report"),
    "government": _("government document"),
    "parliament": _("parliamentary document"),
    "ngo-letter": _("letter by a non-governmental organisation"),
    "dataset": _("data set"),
    "leak": _("leaked document"),
    "company-statement": _("company statement"),
    # licences and rows of registers
    "individual": _("individual licence"),
    "global": _("global licence"),
    "general": _("general licence"),
    "open": _("open licence"),
    "catch-all": _("catch-all"),
    "unspecified": _("kind not stated"),
    # breaks in the chain of a licence
    "everything": _("nothing is known"),
    "beginning": _("how it began is not known"),
    "between": _("what happened in between is not known"),
    "end": _("how it ended is not known"),
}
READ = {
    "full": _("read in full"),
    "excerpt": _("read in excerpts"),
    "referenced": _("not read; known through another source"),
}
RELATION = {
    "acquired-by": _("acquired by"),
    "divested": _("divested"),
    "ended": _("ended"),
    "former-name": _("former name"),
    "former-name-local-arm": _("former name of the local arm"),
    "formerly-part-of": _("formerly part of"),
    "merged-into": _("merged into"),
    "parent-entity": _("parent"),
    "part-of": _("part of"),
    "renamed-to": _("renamed to"),
    "spun-off": _("spun off"),
    "spun-off-from": _("spun off from"),
    "successor-of": _("successor of"),
}
STAGE = {
    "supplied": _("supplied"),
    "offer": _("offered"),
    "quotation": _("quotation"),
    "mou": _("memorandum of understanding"),
    "agreement": _("agreement"),
    "contract": _("contract"),
    "purchase-order": _("purchase order"),
    "licensed": _("licensed"),
    "licensed-then-revoked": _("licensed, then revoked"),
    "donation": _("donated"),
    "attempted": _("attempted"),
    "attempted-refused": _("attempted, refused"),
    "contract-undelivered": _("contract, not delivered"),
    "not-completed": _("not completed"),
    "partly-delivered": _("partly delivered"),
    "signed-on-hold": _("signed, on hold"),
    "unknown": _("stage not known"),
}
DECISION = {
    "applied": _("applied for"),
    "granted": _("granted"),
    "frozen": _("frozen"),
    "review-opened": _("review opened"),
    "suspended": _("suspended"),
    "reinstated": _("reinstated"),
    "narrowed": _("narrowed"),
    "refused": _("refused"),
    "withdrawn": _("withdrawn"),
    "expired": _("expired"),
    "revoked": _("revoked"),
    "appealed": _("appealed"),
    "appeal-dismissed": _("appeal dismissed"),
    "issued-on-appeal": _("issued on appeal"),
    "catch-all-imposed": _("licence duty imposed (catch-all)"),
    "catch-all-lifted": _("licence duty lifted (catch-all)"),
}
LICENCE_STATUS = {
    "revoked": _("revoked"),
    "frozen": _("frozen"),
    "in-force-after-challenge": _("in force after a challenge"),
    "no-licence-per-authority": _("no licence, according to the authority"),
    "unlicensed-export-alleged": _("export without a licence alleged"),
    "unlicensed-referred-to-prosecutors": _("export without a licence, referred to prosecutors"),
}
STATE = {
    "pending": _("pending"),
    "frozen": _("frozen"),
    "on-hold": _("on hold"),
    "in-force": _("in force"),
    "suspended": _("suspended"),
    "refused": _("refused"),
    "revoked": _("revoked"),
    "withdrawn": _("withdrawn"),
    "expired": _("expired"),
    "catch-all-imposed": _("licence duty imposed (catch-all)"),
    "catch-all-lifted": _("licence duty lifted (catch-all)"),
    "unknown": _("standing not known"),
}
OUTCOME = {
    "applied": _("applied for"),
    "granted": _("granted"),
    "refused": _("refused"),
    "revoked": _("revoked"),
    "suspended": _("suspended"),
    "withdrawn": _("withdrawn"),
    "expired": _("expired"),
    "denied-notice": _("denial notified"),
}
MEASURE = {
    "entity-list": _("entity list"),
    "asset-freeze": _("asset freeze"),
    "settlement": _("settlement"),
    "divestment": _("divestment"),
}
COUNT_TYPE = {
    "targeted-or-infected": _("targeted or infected"),
    "selected-as-potential-target": _("selected as a potential target"),
    "alerted-by-platform": _("alerted by a platform"),
    "planned-targets": _("planned targets"),
    "people-detected": _("people detected"),
    "numbers-tracked": _("numbers tracked"),
    "claimed-by-campaigners": _("claimed by campaigners"),
}
BOUND = {
    "exact": _("exactly"),
    "at-least": _("at least"),
    "more-than": _("more than"),
    "about": _("about"),
}
DISCLOSED = {
    "exporter": _("exporter"),
    "end-user": _("end user"),
    "destination": _("destination"),
    "item-code": _("item code"),
    "value": _("value"),
    "refusals": _("refusals"),
    "dates": _("dates"),
}
ABOUT = {
    "destination": _("destination"),
    "end-user": _("end user"),
    "supplier": _("supplier"),
    "technology": _("technology"),
}
FACT = {
    "activists-selected": _("activists selected"),
    "al-jazeera-phones": _("phones at Al Jazeera"),
    "business-leaders-selected": _("business leaders selected"),
    "committee-vote-recommendation": _("committee vote on the recommendation"),
    "committee-vote-report": _("committee vote on the report"),
    "countries-of-the-media": _("countries of the media organisations"),
    "endorsing-states": _("states that endorsed"),
    "firms-banned": _("firms banned"),
    "founding-partners": _("founding partners"),
    "governments": _("governments"),
    "initial-supporters": _("initial supporters"),
    "journalists-selected": _("journalists selected"),
    "journalists-working-on-it": _("journalists working on it"),
    "later-total": _("later total"),
    "leaked-numbers": _("leaked phone numbers"),
    "market-size-usd": _("size of the market, in US dollars"),
    "media-organisations": _("media organisations"),
    "operators": _("operators"),
    "phones-analysed": _("phones analysed"),
    "phones-with-traces": _("phones with traces"),
    "politicians-selected": _("politicians selected"),
    "potential-client-states": _("potential client states"),
    "regional-organisations": _("regional organisations"),
    "signatories-of-35-represented": _("signatories, of 35 states and organisations represented"),
    "signatory-experts": _("experts who signed"),
    "signatory-organisations": _("organisations that signed"),
    "states-and-organisations-attending": _("states and organisations attending"),
    "subscribing-states": _("states that subscribed"),
    "supporters-named": _("supporters named"),
    "vote": _("vote"),
}
SAID_BY = {
    "news": _("the press"),
    "report": _("a report"),
    "government": _("an authority"),
    "parliament": _("a parliament"),
    "ngo-letter": _("a letter by a non-governmental organisation"),
    "dataset": _("a data set"),
    "leak": _("a leak"),
    "company-statement": _("the company"),
    "court": _("a court"),
}
OPENNESS = {
    "published": _("published"),
    "partly": _("partly published"),
    "none": _("published that there were none"),
    "not-disclosed": _("not disclosed"),
    "not-known": _("not known"),
}

RECORD: Mapping[str, Mapping[str, str | Promise]] = {
    "about": ABOUT,
    "basis": BASIS,
    "bound": BOUND,
    "catch_all": {"imposed": _("imposed"), "lifted": _("lifted")},
    "confidence": CONFIDENCE,
    "count_type": COUNT_TYPE,
    "country_basis": BASIS,
    "decision": DECISION,
    "evidence": HOW_KNOWN,
    "how_known": HOW_KNOWN,
    "kind": KIND,
    "measure": MEASURE,
    "outcome": OUTCOME,
    "read": READ,
    "relation": RELATION,
    "said_by": SAID_BY,
    "stage": STAGE,
    "standing": STATE,
    "state": STATE,
    "status": LICENCE_STATUS,
    "openness": OPENNESS,
    "strength": STRENGTH,
    "what": DISCLOSED | FACT,
    "withheld": DISCLOSED,
}
