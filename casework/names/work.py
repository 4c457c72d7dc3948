"""What is done with the citizen: contact, meetings, the log book, hours and goals."""

from __future__ import annotations

from collections.abc import Mapping

CHANNELS: Mapping[str, str] = {
    "phone": "telefon",
    "letter": "brev",
    "visit": "besøg",
    "text_message": "sms",
    "via_jobcentre": "gennem jobcenteret",
}
FORMS: Mapping[str, str] = {
    "meeting": "møde",
    "phone": "telefonsamtale",
    "home_visit": "hjemmebesøg",
    "workplace": "møde på arbejdspladsen",
    "three_party": "trepartsmøde",
    "accompanying": "ledsagelse",
    "desk": "arbejde uden borgeren",
}
ATTENDANCE: Mapping[str, str] = {"present": "mødt", "excused": "afbud", "no_show": "udeblevet"}
CALLED_OFF_BY: Mapping[str, str] = {"citizen": "borgeren", "mentor": "mentor", "other": "en anden"}
EXCUSES: Mapping[str, str] = {"illness": "sygdom", "other": "anden årsag"}
SHOWN: Mapping[str, str] = {
    "accepted": "vist for borgeren og godkendt",
    "shown_not_accepted": "vist for borgeren, ikke godkendt",
    "declined": "borgeren ønskede ikke at se notatet",
    "not_shown": "ikke vist for borgeren endnu",
    "withheld": "med en begrundelse ikke vist for borgeren",
}
CONFIRMED: Mapping[str, str] = {
    "signature": "med underskrift",
    "in_person": "mundtligt ved et møde",
    "phone": "i telefonen",
    "digital": "digitalt",
}
OBSERVATIONS: Mapping[str, str] = {
    "social_anxiety": "social angst",
    "relapse_or_progress": "tilbagefald eller fremgang",
    "lost_overview": "mistet overblik",
    "misunderstood_intention": "misforstået hensigt",
    "treatment_not_followed": "følger ikke behandling",
    "increased_motivation": "øget motivation",
    "own_view_of_labour_market": "eget syn på arbejdsmarkedet",
    "handling_illness": "håndtering af sygdom",
    "handling_everyday_life": "håndtering af hverdagen",
    "seeking_professionals": "opsøger fagpersoner",
    "using_own_network": "bruger sit eget netværk",
}
"""Of the kinds that come with the program; a municipality's own are shown as they are coded."""
CATEGORIES: Mapping[str, str] = {
    "personal_contact": "personlig kontakt",
    "transport_with_citizen": "transport sammen med borgeren",
    "other_professionals": "kontakt til andre fagpersoner",
    "administration": "administration",
    "own_travel": "mentors egen transport",
}
UNPAID: Mapping[str, str] = {
    "double": "mentor er ført to steder på samme tid",
    "category": "kategorien faktureres ikke",
    "no_refund": "kategorien giver ikke refusion den dag",
    "over_grant": "periodens bevilgede timer er brugt",
}
"""Why logged hours are not paid."""
STAGES: Mapping[str, str] = {
    "precontemplation": "førovervejelse",
    "contemplation": "overvejelse",
    "preparation": "forberedelse",
    "action": "handling",
    "maintenance": "vedligeholdelse",
    "relapse": "tilbagefald",
}
RESULTS: Mapping[str, str] = {
    "reached": "nået",
    "partly": "delvist nået",
    "not_reached": "ikke nået",
    "dropped": "ikke længere aktuelt",
}
