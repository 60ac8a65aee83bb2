"""Labels for the codes of the taxonomy and for the bodies that a buyer can be."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enduse.web.words.campaigns import ADDRESSEES

TECHNOLOGY = {
    "intrusion-spyware": _("Intrusion software and spyware"),
    "ip-network-surveillance": _("Internet (IP network) surveillance"),
    "monitoring-centre": _("Monitoring centres"),
    "mobile-interception-imsi": _("Mobile interception (IMSI catchers)"),
    "data-analytics": _("Data fusion and analytics for investigators"),
    "device-forensics": _("Device forensics and phone unlocking"),
    "location-tracking-ss7": _("Location tracking (SS7, advertising data, trackers)"),
    "facial-recognition": _("Facial and emotion recognition"),
    "audio-video-surveillance": _("Audio and video surveillance"),
    "jamming-filtering": _("Jamming, filtering and censorship"),
    "drones-autonomous-towers": _("Surveillance drones and border towers"),
    "lawful-interception-mediation": _("Lawful interception, mediation and data retention"),
    "social-media-osint": _("Social-media and open-source intelligence"),
    "biometrics": _("Biometrics other than faces"),
    "undersea-cable-tap": _("Taps on undersea and fibre cables"),
    "other": _("Other or not stated"),
}
CAPABILITIES = {
    "content-interception": _("Reads or hears what people say and write to each other"),
    "metadata-collection": _("Collects who was in touch with whom, when, where and how"),
    "location-tracking": _("Follows where a person is or was"),
    "covert-device-access": _("Enters a person's device in secret"),
    "device-data-extraction": _("Copies what is on a device in hand"),
    "place-recording": _("Records sound or pictures of a place, a room or a body of people"),
    "biometric-identification": _("Tells who a person is from the body"),
    "behaviour-profiling": _("Builds a picture of a person's life, contacts or opinions"),
    "censorship": _("Keeps people from speaking, reading or meeting online"),
    "mass": _("Works on everybody within reach"),
    "targeted": _("Works on chosen persons"),
}
HARMS = {
    "privacy": _("Loss of privacy"),
    "chilling": _("People fall silent out of fear"),
    "harassment": _("Harassment, threats or smears"),
    "censorship": _("Censorship"),
    "pushback": _("Turned back at a border"),
    "arrest": _("Arrest"),
    "detention": _("Detention"),
    "torture": _("Torture or ill-treatment"),
    "disappearance": _("Enforced disappearance"),
    "killing": _("Killing"),
}
VICTIMS = {
    "journalist": _("Journalists"),
    "hrd": _("Human rights defenders"),
    "activist": _("Activists"),
    "lawyer": _("Lawyers"),
    "politician": _("Politicians"),
    "academic": _("Academics"),
    "clergy": _("Clergy"),
    "migrant": _("Migrants and refugees"),
    "business": _("Business people"),
    "official": _("Officials"),
    "other": _("Others"),
    "individuals": _("People, group not stated"),
    "institutions": _("Institutions"),
    "total": _("All, as the source counts them"),
    "total_selected": _("All selected, as the source counts them"),
}
TAXONOMY: Mapping[str, Mapping[str, str | Promise]] = {
    "capabilities": CAPABILITIES,
    "group": VICTIMS | ADDRESSEES,
    "harms": HARMS,
    "technology": TECHNOLOGY,
    "victims": VICTIMS,
}
