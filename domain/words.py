"""The Danish words for codes that the rules' own messages mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from domain.lifecycle import Phase

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
OUTCOMES: Mapping[str, str] = {
    "hours_suffice": "timerne rækker",
    "plan_adjusted": "planen er lagt om",
    "extension_asked": "der er bedt om forlængelse",
    "goes_on": "indsatsen fortsætter, som den er",
    "other_effort": "der sættes ind på en anden måde",
    "mentor_role_changed": "mentors rolle er lagt om",
}
"""What came of a matter."""


def listed(codes: Iterable[str], words: Mapping[str, str]) -> str:
    """The words for the codes as a Danish list: `bevilling, jobplan og samtykkeerklæring`."""
    *first, last = (words[code] for code in codes)
    return f"{', '.join(first)} og {last}" if first else last
