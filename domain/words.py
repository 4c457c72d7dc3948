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
ASSERTIONS: Mapping[str, str] = {
    "employment_aim": "et klart beskæftigelsesrettet sigte",
    "decisive": "at støtten er afgørende for indsatsen",
    "phase_out": "at støtten tilrettelægges med henblik på udfasning",
}
LAWS: Mapping[str, str] = {
    "employment": "beskæftigelsesloven (LAB)",
    "section_83": "servicelovens § 83",
    "section_85": "servicelovens § 85",
    "section_99": "servicelovens § 99",
}
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


def listed(codes: Iterable[str], words: Mapping[str, str]) -> str:
    """The words for the codes as a Danish list: `bevilling, jobplan og samtykkeerklæring`."""
    *first, last = (words[code] for code in codes)
    return f"{', '.join(first)} og {last}" if first else last
