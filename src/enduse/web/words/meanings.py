"""What the words of records mean, in a sentence each, for the glossary."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STRENGTH = {
    "alleged": _("Somebody says so and little else supports it."),
    "reported": _("A source tells it on its own account; no paper, test or party confirms it."),
    "documented": _("Papers, a court, an authority's record or a technical analysis show it."),
    "confirmed": _(
        "The supplier, the buyer or an authority said so; of abuse: a court or an authority "
        "found it."
    ),
    "denied": _("A party to it denies it on record; the statement and the denial both stand."),
}
STAGE = {
    "supplied": _("A source says that the goods or the service arrived."),
    "offer": _("Offered for sale; nothing tells of an agreement."),
    "quotation": _("A price was asked for or given."),
    "mou": _("The two sides signed an understanding that does not yet buy anything."),
    "agreement": _("The two sides agreed, in a form that the source does not call a contract."),
    "contract": _("A contract was signed; nothing tells of a delivery."),
    "purchase-order": _("The buyer placed an order; nothing tells of a delivery."),
    "licensed": _("An authority licensed the export; nothing tells of a delivery."),
    "licensed-then-revoked": _("An authority licensed the export and took the licence back."),
    "donation": _("Given for free, and arrived."),
    "attempted": _("Somebody tried to sell or to buy; how it ended is not told."),
    "attempted-refused": _("Somebody tried to sell or to buy, and was refused."),
    "contract-undelivered": _("A contract was signed, and a source says that nothing arrived."),
    "not-completed": _("The deal was not carried through."),
    "partly-delivered": _("A source says that some of it arrived."),
    "signed-on-hold": _("Signed, and put on hold."),
    "unknown": _("Sources tell of a deal and not how far it got."),
}
DECISION = {
    "applied": _("The exporter asked the authority for a licence."),
    "granted": _("The authority gave the licence."),
    "frozen": _("The authority put the application or the licence on hold."),
    "review-opened": _("The authority began to look again at its own decision."),
    "suspended": _("The licence may not be used for the time being."),
    "reinstated": _("The licence may be used again."),
    "narrowed": _("The licence now covers less than before."),
    "refused": _("The authority said no."),
    "withdrawn": _("The application or the licence was taken back; by whom, its sources tell."),
    "expired": _("The licence ran out."),
    "revoked": _("The authority took the licence away."),
    "appealed": _("Somebody challenged the decision."),
    "appeal-dismissed": _("The challenge failed."),
    "issued-on-appeal": _("The licence was given after a challenge."),
    "catch-all-imposed": _(
        "The authority told the exporter that goods which are on no list need a licence here."
    ),
    "catch-all-lifted": _("That duty was taken away again."),
}
REPLY = {
    "in-full": _("Every question that was asked is answered."),
    "in-part": _("Some questions are answered, or some are answered in part."),
    "off-the-point": _("There is a reply, and it answers none of the questions."),
    "answered": _("There is a reply; how far it answers the questions is not on record."),
    "declined": _("The recipient said that it would not answer. A reply, not an answer."),
    "no-reply": _("A source says that no reply came. Silence is not interpreted."),
    "unreachable": _("The letter could not be delivered; that is not silence."),
    "pending": _("The answer came later than the day that is looked at, or time is still left."),
    "unknown": _("No source that was read says what the recipient did."),
}
STANDING = {
    "met": _("The newest source says that it was done."),
    "partly-met": _("The newest source says that it was done in part or is in progress."),
    "not-met": _("The newest source says that it was not done, or was refused."),
    "disputed": _("Whether it was done is disputed, or sources of one time differ."),
    "regressed": _("Less than what had been done before."),
    "not-known": _("No source that was read tells of deeds; a promise alone is none."),
}
OPENNESS = {
    "published": _("The authority publishes it."),
    "partly": _("The authority publishes some of it."),
    "none": _("The authority published that there were none."),
    "not-disclosed": _("A source says that the authority does not publish it."),
    "not-known": _("Nobody says anything; counted neither for nor against the authority."),
}
COUNT_TYPE = {
    "targeted-or-infected": _("Devices or people that were attacked, with or without success."),
    "selected-as-potential-target": _(
        "Entered on a list by an operator; neither an attack nor an infection follows from it."
    ),
    "alerted-by-platform": _("Warned by the maker of a device or by a service that they use."),
    "planned-targets": _("Named in a plan."),
    "people-detected": _("Seen by cameras, drones or sensors."),
    "numbers-tracked": _("Phone numbers whose whereabouts were asked for."),
    "claimed-by-campaigners": _("As campaigners state it, without more."),
}
READ = {
    "full": _("Whoever wrote the record read all of the source."),
    "excerpt": _("Whoever wrote the record read a part of the source."),
    "referenced": _("The source was not read; another source or a data set names it."),
}
MEANINGS: Mapping[str, Mapping[str, str | Promise]] = {
    "strength": STRENGTH,
    "stage": STAGE,
    "decision": DECISION,
    "reply": REPLY,
    "standing": STANDING,
    "openness": OPENNESS,
    "count_type": COUNT_TYPE,
    "read": READ,
}
