"""The phases, who is waited for and told, what has to be done, matters and notices."""

from __future__ import annotations

from collections.abc import Mapping

from domain import words
from domain.lifecycle import Phase
from domain.notices import Basis, NoticeKind
from domain.timers import TimerKind
from models.mails import Fate

PHASES: Mapping[Phase, str] = words.PHASES
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
    TimerKind.WAITING_REVIEW: "der skal ses på, om borgeren fortsat kan vente på en mentor",
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
    TimerKind.PLAN_CHANGE: "mentors ønske om en ændring af planen skal besvares",
    TimerKind.PLAN_DECISION: "sagsbehandleren skal svare på en ønsket ændring af planen",
    TimerKind.COMPLAINT: "borgerens klage skal besvares",
    TimerKind.INCIDENT: "der skal følges op på en hændelse med mentor",
    TimerKind.REPORT_APPROVAL: "en progressionsrapport skal godkendes",
    TimerKind.NO_PROGRESS: "indsatsen skal ses efter sammen med sagsbehandleren",
    TimerKind.EXTENSION_REVIEW: "forlængelse skal overvejes",
    TimerKind.EXTENSION_PROPOSAL: "jobcenteret skal have et forslag om forlængelse eller ej",
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
    TimerKind.FOCUS_REVIEW: "sagsbehandleren skal vurdere fokusområderne igen og sætte de nye",
    TimerKind.FILE_ACCESS: "anmodningen om aktindsigt skal være besvaret",
    TimerKind.DATA_ACCESS: "anmodningen om indsigt skal være besvaret",
    TimerKind.AFTERMATH: "borgeren skal spørges, hvordan det går efter forløbet",
}
"""What has to be done by a timer's deadline, without a word about the citizen."""
MATTERS: Mapping[str, str] = {
    "deviation": "fravigelse",
    "extension": "vurdering af forlængelse",
    "update": "nyt fra jobcenteret",
    "hours_used": "de fleste timer er brugt",
    "other_mentor": "ønske om en anden mentor",
    "plan_change": "mentors ønske om en ændring af planen",
    "plan_decision": "ændring af planen til sagsbehandlerens afgørelse",
    "complaint": "klage",
    "incident": "hændelse med mentor",
    "protection": "en oplysning skal bekræftes",
    "no_contact": "borgeren kan ikke træffes",
    "handing_on": "noget skal gives videre ved start",
    "no_progress": "ingen fremgang i en periode",
    "report_approval": "progressionsrapport til godkendelse",
    "file_access": "anmodning om aktindsigt",
    "data_access": "anmodning om indsigt efter artikel 15",
    "aftermath": "spørgsmål til borgeren efter forløbet",
}
MATTER_STATUS: Mapping[str, str] = {
    "open": "åben",
    "proposed": "der er lavet et forslag",
    "closed": "afsluttet",
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
    NoticeKind.PLAN_CHANGE_ASKED: "orientering om en ønsket ændring af planen",
    NoticeKind.PLAN_CHANGE_ANSWERED: "besked om svar på et ønske om planen",
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
BASES: Mapping[str, str] = {
    Basis.CONSENT: "borgerens samtykke",
    Basis.LAW: "bevillingen og loven",
    Basis.OWN: "borgerens ret til egne oplysninger",
    Basis.WORK: "udførelsen af arbejdet",
}
"""What a letter rested on."""
FATES: Mapping[str, str] = {
    Fate.COURSE: "et forløb",
    Fate.JOINED: "en del af et forløb",
    Fate.DUPLICATE: "en kopi af",
    Fate.QUARANTINED: "karantæne: et menneske skal se på den",
    Fate.REJECTED: "afvist",
    Fate.IGNORED: "intet at gøre",
    "": "ikke afgjort endnu",
}
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
MIGRATION_CAUSES: Mapping[str, str] = {
    "grant": "bevillingen hører under den",
    "renewal": "den nye periode er bevilget under den",
    "running": "den også gælder for løbende forløb",
    "coordinator": "det er besluttet for forløbet",
}
