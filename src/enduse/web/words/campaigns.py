"""Labels for the words of campaigns, letters, demands and policies."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHANNEL = {
    "letter": _("letter"),
    "open-letter": _("open letter"),
    "questionnaire": _("questionnaire"),
    "request": _("request"),
    "request-for-comment": _("request for comment"),
    "request-for-response": _("request for a response"),
    "foi": _("freedom of information request"),
    "complaint": _("complaint"),
    "petition": _("petition"),
}
RULE = {
    "days": _("days"),
    "working-days": _("working days"),
    "months": _("months"),
}
EXTENT = {
    "in-full": _("answered in full"),
    "in-part": _("answered in part"),
    "off-the-point": _("off the point"),
    "not-answered": _("not answered"),
}
RESPONSE = {
    "answered": _("answered"),
    "answered-in-full": _("answered in full"),
    "answered-in-part": _("answered in part"),
    "off-the-point": _("off the point"),
    "declined": _("declined to answer"),
    "no-reply": _("no reply"),
    "unreachable": _("could not be reached"),
    "pending": _("pending"),
    "unknown": _("not known"),
}
POSITION = {
    "endorsed": _("endorsed"),
    "done": _("done"),
    "partial": _("partly done"),
    "in-progress": _("in progress"),
    "not-done": _("not done"),
    "disputed": _("disputed"),
    "refused": _("refused"),
    "unknown": _("not known"),
}
STANCE = {
    "convened": _("convened"),
    "signed": _("signed"),
    "endorsed": _("endorsed"),
    "subscribed": _("subscribed"),
    "supported": _("supported"),
    "not-supported": _("did not support"),
    "disputed": _("disputed"),
    "attended-not-signed": _("attended, did not sign"),
    "absent": _("absent"),
    "in-force": _("in force"),
    "called-for-moratorium": _("called for a moratorium"),
    "aggregate-only": _("aggregate figures only"),
    "named-as-user": _("named as a user"),
    "named-as-client": _("named as a client"),
}
DISCLOSURE = {
    "published": _("published"),
    "partly": _("partly published"),
    "not-disclosed": _("not disclosed"),
}
TYPE = {
    "press-release": _("press release"),
    "parliament-resolution": _("resolution of a parliament"),
    "open-letter": _("open letter"),
    "un-statement": _("statement of a United Nations body"),
    "state-commitment": _("commitment of states"),
    "state-position": _("position of a state"),
    "coalition-launch": _("launch of a coalition"),
    "council-conclusions": _("Council conclusions"),
    "petition": _("petition"),
}
PUBLICATION_LEVEL = {
    "per-licence": _("licence by licence"),
    "aggregate": _("in aggregate only"),
    "none": _("nothing"),
    "unknown": _("not known"),
}
PLEDGE = {
    "echri-code": _("Export Controls and Human Rights Initiative: code of conduct"),
    "eo-14093": _("United States Executive Order 14093"),
    "joint-statement-spyware": _("Joint statement on commercial spyware"),
    "moratorium-call": _("Call for a moratorium"),
    "pall-mall-code": _("Pall Mall Process: code of practice for states"),
    "pall-mall-declaration": _("Pall Mall Process: declaration"),
}
ADDRESSEES = {
    "all-states": _("all states"),
    "companies": _("companies that make or sell surveillance technology"),
    "council-of-europe-states": _("member states of the Council of Europe"),
    "eu-member-states": _("member states of the European Union"),
    "states-hosting-nso": _("other states where NSO Group has a corporate presence"),
    "wassenaar-states": _("participating states of the Wassenaar Arrangement"),
}
REPLY = {
    "in-full": _("answered in full"),
    "in-part": _("answered in part"),
    "off-the-point": _("answered off the point"),
    "answered": _("answered, extent not on record"),
    "declined": _("declined to answer"),
    "no-reply": _("no reply"),
    "unreachable": _("could not be reached"),
    "pending": _("pending"),
    "unknown": _("not known"),
}
STANDING = {
    "met": _("met"),
    "partly-met": _("partly met"),
    "not-met": _("not met"),
    "disputed": _("disputed"),
    "regressed": _("regressed"),
    "not-known": _("not known"),
}
RULED = {
    "done": _("a source says that it was done"),
    "partial": _("a source says that it was done in part"),
    "in-progress": _("a source says that it is in progress"),
    "not-done": _("a source says that it was not done"),
    "refused": _("a source says that it was refused"),
    "disputed": _("a source says that it is disputed"),
    "sources-differ": _("sources differ on whether it was done"),
    "less-of-two": _("the lesser of what is told of one time"),
    "taken-back": _("less than what was told before"),
    "endorsed-only": _("endorsed; no source tells of deeds"),
    "unknown": _("a source says that it is not known"),
    "no-position": _("no source that was read says anything"),
}
CAMPAIGNS: Mapping[str, Mapping[str, str | Promise]] = {
    "addressee": ADDRESSEES,
    "channel": CHANNEL,
    "extent": EXTENT,
    "pledge": PLEDGE,
    "publication_level": PUBLICATION_LEVEL,
    "reply": REPLY,
    "rule": RULE,
    "ruled": RULED,
    "standing": STANDING,
    "status": RESPONSE | POSITION | STANCE | DISCLOSURE,
    "type": TYPE,
}
