"""Danish names for everything the rules call by a code, as people at the office say them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain import disclosure, words
from domain.lifecycle import Phase
from domain.notices import NoticeKind
from domain.programme import Programme
from domain.timers import TimerKind
from domain.values import Actor, Role
from models.mails import Fate

PHASES: Mapping[Phase, str] = words.PHASES
SIGNERS: Mapping[str, str] = words.SIGNERS
ROLES: Mapping[str, str] = {
    Role.COORDINATOR: "mentorkoordinator",
    Role.MENTOR: "mentor",
    Role.CASEWORKER: "sagsbehandler",
    Role.JOB_CONSULTANT: "jobkonsulent",
    Role.MANAGER: "leder",
    Role.OPERATOR: "driften",
    Role.MAILROOM: "postmodtagelsen",
    Role.CLOCK: "uret",
}
FATES: Mapping[str, str] = {
    Fate.COURSE: "et forløb",
    Fate.JOINED: "en del af et forløb",
    Fate.DUPLICATE: "en kopi af",
    Fate.QUARANTINED: "karantæne: et menneske skal se på den",
    Fate.REJECTED: "afvist",
    Fate.IGNORED: "intet at gøre",
    "": "ikke afgjort endnu",
}
WAITING_ON: Mapping[str, str] = {
    "coordinator": "mentorkoordinatoren",
    "mentor": "mentor",
    "jobcentre": "jobcenteret",
    "": "ingen",
}
RECIPIENTS: Mapping[str, str] = {
    "jobcentre": "jobcenteret",
    "citizen": "borgeren",
    "mentor": "mentor",
    "coordinator": "mentorkoordinatoren",
}
DUTIES: Mapping[str, str] = {
    TimerKind.COMPLETE_PARTS: "henvisningens manglende dele skal være her",
    TimerKind.ACCEPTANCE: "henvisningen skal vurderes",
    TimerKind.MATCHING: "der skal findes en mentor",
    TimerKind.FIRST_CONTACT: "første kontakt skal være taget",
    TimerKind.FIRST_MEETING: "første møde skal være holdt",
    TimerKind.GOAL_SETTING: "aftale og mål skal være på plads",
    TimerKind.FOLLOW_UP: "der skal følges op",
    TimerKind.PROGRESS_REPORT: "progressionsrapporten skal sendes",
    TimerKind.THREE_PARTY_MEETING: "der skal holdes trepartsmøde",
    TimerKind.PROGRESS_WINDOW: "et mål skal være rykket frem",
    TimerKind.APPOINTMENT: "aftalen skal føres i logbogen",
    TimerKind.DEVIATION: "jobcenterets kvittering afventes",
    TimerKind.UPDATE: "nyt fra jobcenteret skal ses",
    TimerKind.HOURS_USED: "der skal ses på de timer, der er tilbage",
    TimerKind.OTHER_MENTOR: "borgerens ønske om en anden mentor skal besvares",
    TimerKind.COMPLAINT: "borgerens klage skal besvares",
    TimerKind.REPORT_APPROVAL: "en progressionsrapport skal godkendes",
    TimerKind.NO_PROGRESS: "indsatsen skal ses efter sammen med sagsbehandleren",
    TimerKind.EXTENSION_REVIEW: "forlængelse skal overvejes",
    TimerKind.EXTENSION_DECISION: "jobcenteret skal have taget stilling til forlængelse",
    TimerKind.UNDECIDED: "støtten er standset, til forlængelse er afgjort eller forløbet afsluttet",
    TimerKind.PHASE_OUT: "udfasningen skal begynde",
    TimerKind.GRANT_END: "bevillingen udløber",
    TimerKind.CLOSING_REPORT: "den afsluttende rapport skal være skrevet",
    TimerKind.RESUME: "der skal tages stilling til pausen",
    TimerKind.CONSENT_EXPIRY: "der skal indhentes et nyt samtykke, hvis der fortsat er brug for det",
    TimerKind.HANDING_ON: "det, der er aftalt, skal gives videre ved start",
    TimerKind.NO_CONTACT: "der skal svares på, hvad der sker, når borgeren ikke kan træffes",
    TimerKind.PAUSE_START: "den planlagte pause begynder",
    TimerKind.PROTECTION: "en oplysning på sagen skal bekræftes hos jobcenteret",
    TimerKind.PROTECTION_END: "en oplysning på sagen skal bekræftes",
    TimerKind.CONSENT_END: "samtykket udløber",
    TimerKind.FILE_ACCESS: "anmodningen om aktindsigt skal være besvaret",
    TimerKind.DATA_ACCESS: "anmodningen om indsigt skal være besvaret",
}
"""What has to be done by a timer's deadline, without a word about the citizen."""

PARTS: Mapping[str, str] = {
    "grant": "bevillingen",
    "job_plan": "jobplanen (Min Plan)",
    "consent": "borgerens underskrevne samtykkeerklæring",
}
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
WAITING_REASONS: Mapping[str, str] = {
    "no_free_hours": "ingen mentor har ledige timer lige nu",
    "no_match": "ingen ledig mentor har de kompetencer, opgaven kræver",
    "language": "ingen ledig mentor taler sproget, og en tolk er ikke på plads",
    "place": "ingen ledig mentor arbejder i området",
    "absence": "den mentor, der passer bedst, er fraværende",
}
COMPLAINTS: Mapping[str, str] = {
    "mentor": "din mentor",
    "course": "dit forløb",
    "treatment": "den måde, du er blevet behandlet på",
    "decision": "en afgørelse fra jobcenteret",
}
"""What a complaint is about, as the citizen reads it."""
REVIEW_CAUSES: Mapping[str, str] = {
    "time": "bevillingen nærmer sig sin slutdato",
    "hours": "de bevilgede timer er brugt",
    "request": "der er bedt om det",
}
PHASE_OUT_CAUSES: Mapping[str, str] = {
    "time": "bevillingen nærmer sig sin slutdato",
    "hours": "de bevilgede timer er brugt",
    "refused": "der er afslag på en ny periode",
    "agreed": "det er aftalt",
}
PAUSE_CAUSES: Mapping[str, str] = {
    "illness": "sygdom",
    "hospital": "indlæggelse",
    "holiday": "ferie",
    "other": "anden årsag",
    "": "anden årsag",
}
CANCEL_CAUSES: Mapping[str, str] = {
    "not_eligible": "betingelserne er ikke opfyldt",
    "withdrawn": "henvisningen er trukket tilbage",
    "moved": "borgeren er flyttet",
    "no_contact": "det er ikke lykkedes at få kontakt",
    "consent_withdrawn": "samtykket er trukket tilbage",
    "caseworker": "jobcenteret har bedt om det",
    "other": "anden årsag",
}
CLOSING_REASONS: Mapping[str, str] = {
    "goals_reached": "målene er nået",
    "grant_ended": "bevillingen er udløbet",
    "job": "borgeren er kommet i job",
    "education": "borgeren er begyndt på en uddannelse",
    "moved": "borgeren er flyttet",
    "withdrew": "borgeren ønskede ikke at fortsætte",
    "other": "anden årsag",
}
OUTCOMES: Mapping[str, str] = {
    "job": "job",
    "education": "uddannelse",
    "placement": "virksomhedspraktik",
    "activity": "et andet tilbud",
    "other_support": "anden støtte",
    "none": "ingen ny aktivitet",
}
OUTCOME_SENTENCES: Mapping[str, str] = {
    "job": "Borgeren er kommet i job.",
    "education": "Borgeren er begyndt på en uddannelse.",
    "placement": "Borgeren er i virksomhedspraktik.",
    "activity": "Borgeren er i et andet tilbud.",
    "other_support": "Borgeren får anden støtte.",
    "none": "Borgeren er ikke begyndt på noget nyt.",
}
DECISION_CHANNELS: Mapping[str, str] = {
    "deployment_form": "formularen",
    "cli": "kommandolinjen",
    "portal": "portalen",
    "letter": "brev",
    "signed_mail": "sikker mail",
}
MIGRATION_CAUSES: Mapping[str, str] = {
    "grant": "bevillingen hører under den",
    "renewal": "den nye periode er bevilget under den",
    "running": "den også gælder for løbende forløb",
    "coordinator": "det er besluttet for forløbet",
}
OUTSIDERS: Mapping[str, str] = disclosure.OUTSIDERS
MATTERS: Mapping[str, str] = {
    "deviation": "fravigelse",
    "extension": "vurdering af forlængelse",
    "update": "nyt fra jobcenteret",
    "hours_used": "de fleste timer er brugt",
    "other_mentor": "ønske om en anden mentor",
    "complaint": "klage",
    "protection": "en oplysning skal bekræftes",
    "no_contact": "borgeren kan ikke træffes",
    "handing_on": "noget skal gives videre ved start",
    "no_progress": "ingen fremgang i en periode",
    "report_approval": "progressionsrapport til godkendelse",
    "file_access": "anmodning om aktindsigt",
    "data_access": "anmodning om indsigt efter artikel 15",
}
HOLD_REASONS: Mapping[str, str] = {
    "complaint": "en klage er ikke afgjort",
    "court": "en retssag er ikke slut",
    "audit": "revisionen har brug for den",
    "authority": "kommunen har bedt om det",
}
RETURNED_BY: Mapping[str, str] = {
    "secure_mail": "med sikker mail",
    "handover": "som samlet overdragelse",
    "in_person": "afleveret personligt",
}
WHY_LEFT_OUT: Mapping[str, str] = {
    "third_party": "oplysninger om andre",
    "safety": "hensynet til nogens sikkerhed",
    "authority": "myndighedens egne fortrolige forhold",
}
MATTER_STATUS: Mapping[str, str] = {
    "open": "åben",
    "proposed": "der er lavet et forslag",
    "closed": "afsluttet",
}
REPORTS: Mapping[str, str] = {
    "child": "underretning om et barn",
    "crime": "oplysning betroet en leder",
    "waiting": "på vej",
    "sent": "afleveret",
    "returned": "ikke kommet frem: ring",
    "phoned": "der er ringet",
    "decided": "lederen har taget stilling",
}
"""Reportable matters, for the one who holds the receipt alone."""
PASSED_TO: Mapping[str, str] = {
    "nobody": "gives ikke videre",
    "police": "gives til politiet",
    "jobcentre": "gives til jobcenteret",
    "municipality": "gives til kommunen",
}
NOTICES: Mapping[str, str] = {
    NoticeKind.REFERRAL_RECEIVED: "bekræftelse af henvisning",
    NoticeKind.PARTS_MISSING: "besked om manglende dele",
    NoticeKind.COURSE_ASSIGNED: "besked om nyt forløb",
    NoticeKind.MENTOR_ASSIGNED: "besked om mentor",
    NoticeKind.WAITING_LIST: "besked om venteliste",
    NoticeKind.FIRST_CONTACT_DUE: "påmindelse om første kontakt",
    NoticeKind.FIRST_CONTACT_OVERDUE: "besked om overskredet første kontakt",
    NoticeKind.CONTACT_FAILED: "besked om forgæves kontaktforsøg",
    NoticeKind.APPOINTMENT_REMINDER: "påmindelse om aftale",
    NoticeKind.REMINDER: "påmindelse",
    NoticeKind.DEVIATION: "orientering om fravigelse",
    NoticeKind.DEVIATION_NEXT_RUNG: "rykker om fravigelse",
    NoticeKind.DEVIATION_EXPLAINED: "borgerens forklaring på en fravigelse",
    NoticeKind.DEVIATION_WITHDRAWN: "en fravigelse er trukket tilbage",
    NoticeKind.MEETING_MINUTES: "referat af trepartsmøde",
    NoticeKind.NO_PROGRESS: "orientering om manglende fremgang",
    NoticeKind.PROGRESS_REPORT: "progressionsrapport",
    NoticeKind.EXTENSION_REVIEW_OPENED: "besked om vurdering af forlængelse",
    NoticeKind.EXTENSION_REMINDER: "påmindelse om forlængelse",
    NoticeKind.EXTENSION_DECIDED: "besked om afgørelse af forlængelse",
    NoticeKind.PHASE_OUT_STARTED: "besked om udfasning",
    NoticeKind.CLOSING_REPORT: "afsluttende rapport",
    NoticeKind.COMPLAINT_RECEIVED: "brev om modtaget klage",
    NoticeKind.COURSE_CANCELLED: "besked om stoppet forløb",
    NoticeKind.ACCESS_REQUESTED: "besked om anmodning om indsigt",
    NoticeKind.COURSE_REOPENED: "besked om genåbnet forløb",
    NoticeKind.CONSENT_ENDED: "besked om, at samtykket ikke gælder mere",
    NoticeKind.DELIVERY_HELD: "besked om tilbageholdt post",
    NoticeKind.CHECK_IN_MISSED: "besked om mentor, der ikke er tilbage",
}
"""For our own eyes only (timeline, lists): a subject never uses these."""


def parts(codes: Sequence[str]) -> list[str]:
    """The names of a referral's parts."""
    return [PARTS[code] for code in codes]


def signers(codes: Sequence[str]) -> list[str]:
    """The names of those who signed."""
    return [SIGNERS[code] for code in codes]


def told(kinds: Sequence[str]) -> str:
    """What an outsider may know or was told: `fremmøde og skånehensyn`."""
    return words.listed(kinds, disclosure.TOLD)


def recipients(codes: Sequence[str]) -> list[str]:
    """The names of a notice's recipients."""
    return [RECIPIENTS[code] for code in codes]


def decider(role: str) -> str:
    """Who decides: a role, or the jobcentre where its grant names none."""
    return "jobcenteret" if role == "jobcentre" else ROLES[role]


def decided_by(role: str, reference: str, channel: str) -> str:
    """`sagsbehandler D-0001`, or `jobcenteret i mail P-2026-0007`."""
    return f"{decider(role)} {'i mail ' if channel == 'signed_mail' else ''}{reference}"


def category_name(code: str, programme: Programme | None = None) -> str:
    """The name of a category of hours as the programme calls it; without one, its own codes are shown with
    their words apart.
    """
    own = programme.hours.category(code) if programme else None
    return own.name if own else CATEGORIES.get(code, code.replace("_", " "))


def observations(codes: Sequence[str], programme: Programme | None = None) -> list[str]:
    """The names of kinds of observation, as the programme calls them; without one as for categories."""
    kinds = programme.log_book.observation_kinds if programme else ()
    own = {kind.code: kind.name for kind in kinds}
    return [own.get(code, OBSERVATIONS.get(code, code.replace("_", " "))) for code in codes]


def actor_name(actor: Actor) -> str:
    """`mentor amira`, `sagsbehandler D-0001`, or just `uret` for those who are no persons."""
    alone = {Role.CLOCK, Role.MAILROOM, Role.OPERATOR}
    return ROLES[actor.role] if actor.role in alone else f"{ROLES[actor.role]} {actor.id}"
