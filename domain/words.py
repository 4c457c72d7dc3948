"""The Danish words for codes that the rules' own messages mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from domain.lifecycle import Phase
from domain.timers import TimerKind

PHASES: Mapping[Phase, str] = {
    Phase.RECEIVED: "modtaget",
    Phase.INCOMPLETE: "afventer manglende dele",
    Phase.ACCEPTED: "taget ind",
    Phase.MATCHED: "mentor fundet",
    Phase.CONTACTING: "første kontakt",
    Phase.GOAL_SETTING: "aftale og mål",
    Phase.ACTIVE: "i gang",
    Phase.PHASING_OUT: "udfasning",
    Phase.CLOSING: "afslutning",
    Phase.CLOSED: "afsluttet",
    Phase.PAUSED: "på pause",
    Phase.CANCELLED: "afbrudt",
}
PARTS: Mapping[str, str] = {"grant": "bevilling", "job_plan": "jobplan", "consent": "samtykkeerklæring"}
ASSERTIONS: Mapping[str, str] = {
    "employment_aim": "et klart beskæftigelsesrettet sigte",
    "decisive": "at støtten er afgørende for indsatsen",
    "phase_out": "at støtten tilrettelægges med henblik på udfasning",
}
LAWS: Mapping[str, str] = {
    "employment": "LAB",
    "section_83": "SEL § 83",
    "section_85": "SEL § 85",
    "section_99": "SEL § 99",
}
"""The employment act (lov om en aktiv beskæftigelsesindsats) and the Service Act (serviceloven)."""

SIGNERS: Mapping[str, str] = {
    "citizen": "borgeren",
    "jobcentre": "jobcenteret",
    "mentor": "mentor",
    "guardian": "værgen",
}
DECIDERS: Mapping[str, str] = {
    "caseworker": "sagsbehandler",
    "job_consultant": "jobkonsulent",
    "manager": "leder",
}

ACTORS: Mapping[str, str] = {
    "coordinator": "mentorkoordinatoren",
    "mentor": "mentor",
    "caseworker": "sagsbehandleren",
    "job_consultant": "jobkonsulenten",
    "manager": "lederen",
}
CLOSING_PARTS: Mapping[str, str] = {
    "manages_alone": "det, borgeren nu klarer selv",
    "coping": "det, støtten blev bevilget til, og som nu klares uden den",
    "handover": "overdragelsen",
    "considerations": "de skånehensyn, der er givet videre",
    "unresolved": "de behov, der ikke er løst",
    "citizen_evaluation": "borgerens egen vurdering",
}
OUTCOMES: Mapping[str, str] = {
    "hours_suffice": "timerne rækker",
    "plan_adjusted": "planen er lagt om",
    "extension_asked": "der er bedt om forlængelse",
    "mentor_changed": "borgeren har fået en anden mentor",
    "mentor_kept": "det er aftalt at fortsætte med samme mentor",
    "wish_withdrawn": "borgeren har trukket ønsket tilbage",
    "change_granted": "ændringen er imødekommet",
    "change_granted_in_part": "ændringen er delvist imødekommet",
    "change_not_granted": "ændringen er ikke imødekommet",
    "change_withdrawn": "ønsket er trukket tilbage",
    "to_caseworker": "sendt videre til sagsbehandleren, som afgør det",
    "followed_up": "koordinatoren har fulgt op",
    "complaint_upheld": "borgeren fik medhold",
    "complaint_partly_upheld": "borgeren fik delvist medhold",
    "complaint_not_upheld": "borgeren fik ikke medhold",
    "complaint_forwarded": "klagen er sendt videre til jobcenteret",
    "complaint_withdrawn": "borgeren har trukket klagen tilbage",
    "still_protected": "beskyttelsen gælder fortsat",
    "jobcentre_asked": "jobcenteret er spurgt",
    "lifted_by_jobcentre": "jobcenteret har ophævet den",
    "try_on": "der forsøges fortsat",
    "reached": "borgeren er truffet",
    "to_be_ended": "forløbet skal afsluttes",
    "passed_on": "skånehensyn er givet videre",
    "no_considerations": "der er ingen skånehensyn",
    "citizen_says_no": "borgeren ønsker det ikke",
    "did_not_start": "det blev ikke til noget",
    "goes_on": "indsatsen fortsætter, som den er",
    "other_effort": "der sættes ind på en anden måde",
    "mentor_role_changed": "mentors rolle er lagt om",
    "approved": "godkendt og sendt",
    "returned": "sendt tilbage til mentor",
    "given": "myndigheden har givet indsigt",
    "given_in_part": "myndigheden har givet indsigt i en del",
    "refused": "myndigheden har afslået",
    "withdrawn": "anmodningen er trukket tilbage",
    "in_job": "borgeren er i job",
    "in_education": "borgeren er i gang med en uddannelse",
    "in_activity": "borgeren er i praktik eller et andet tilbud",
    "in_nothing": "borgeren er ikke i gang med noget",
    "not_reached": "borgeren kunne ikke træffes",
    "declined": "borgeren vil ikke spørges",
    "not_asked": "der blev ikke spurgt",
}
"""What came of a matter."""


def hours_text(hours: Decimal) -> str:
    """Hours as Danes write them: `2,5`."""
    return f"{hours.normalize():f}".replace(".", ",")


def coded(words: Mapping[str, str]) -> str:
    """What can be chosen, as a message lists it: the words, and behind them the code that a file has; a page
    leaves the codes out (`ingen` where there is nothing).
    """
    return ", ".join(f"{text} [{code}]" for code, text in words.items()) or "ingen"


def listed(codes: Iterable[str], words: Mapping[str, str]) -> str:
    """The words for the codes as a Danish list: `bevilling, jobplan og samtykkeerklæring`."""
    *first, last = (words[code] for code in codes)
    return f"{', '.join(first)} og {last}" if first else last


DEVIATION_RESULTS: Mapping[str, str] = {
    "in_hand": "der er taget hånd om den",
    "explained": "den er forklaret",
    "new_agreement": "der er lavet en ny aftale",
    "plan_adjusted": "planen er lagt om",
    "jobcentre_goes_on": "jobcenteret følger selv op",
}
"""What came of a deviation."""
COUNTED_FROM: Mapping[TimerKind, str] = {
    TimerKind.COMPLETE_PARTS: "henvisningen kom",
    TimerKind.ACCEPTANCE: "henvisningen var fuldstændig",
    TimerKind.MATCHING: "forløbet blev taget ind, eller venter på en mentor",
    TimerKind.WAITING_REVIEW: "forløbet blev sat på venteliste",
    TimerKind.FIRST_CONTACT: "forløbet blev taget ind, eller der ventes en mentor",
    TimerKind.FIRST_MEETING: "første kontakt",
    TimerKind.GOAL_SETTING: "første møde",
    TimerKind.FOLLOW_UP: "seneste opfølgning, eller da målene var på plads",
    TimerKind.PROGRESS_REPORT: "seneste rapport, eller da målene var på plads",
    TimerKind.THREE_PARTY_MEETING: "seneste trepartsmøde, eller da målene var på plads",
    TimerKind.PROGRESS_WINDOW: "seneste fremgang, eller da målene var på plads",
    TimerKind.APPOINTMENT: "aftalens dag",
    TimerKind.DEVIATION: "fravigelsen blev meldt",
    TimerKind.UPDATE: "mailen blev taget ind",
    TimerKind.EXTENSION_REVIEW: "bevillingens sidste dag",
    TimerKind.EXTENSION_PROPOSAL: "vurderingen af forlængelse blev åbnet",
    TimerKind.EXTENSION_DECISION: "bevillingens sidste dag",
    TimerKind.UNDECIDED: "støtten blev standset",
    TimerKind.PHASE_OUT: "bevillingens sidste dag",
    TimerKind.GRANT_END: "bevillingens sidste dag",
    TimerKind.CLOSING_REPORT: "støttens sidste dag",
    TimerKind.RESUME: "pausens sidste dag",
    TimerKind.CONSENT_EXPIRY: "samtykkets sidste dag",
    TimerKind.HANDING_ON: "den dag, det begynder, eller skånehensyn blev ændret",
    TimerKind.NO_CONTACT: "det sidste forgæves forsøg",
    TimerKind.PAUSE_START: "pausens første dag",
    TimerKind.PROTECTION: "den dag, oplysningen skulle bekræftes",
    TimerKind.PROTECTION_END: "dagen efter oplysningens sidste dag",
    TimerKind.CONSENT_END: "dagen efter samtykkets sidste dag",
    TimerKind.FOCUS_REVIEW: "fokusområdernes sidste dag",
    TimerKind.FILE_ACCESS: "anmodningen kom",
    TimerKind.DATA_ACCESS: "anmodningen kom",
    TimerKind.AFTERMATH: "forløbet blev afsluttet",
}
"""What the day is that a deadline is counted from."""
