"""Danish names for those who take part in a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

PARTICIPANTS: Mapping[str, str] = {
    "citizen": "borgeren",
    "mentor": "mentor",
    "caseworker": "sagsbehandleren",
    "job_consultant": "jobkonsulenten",
    "coordinator": "mentorkoordinatoren",
    "workplace": "arbejdspladsen",
    "school": "uddannelsesstedet",
    "health": "sundhedsvæsenet",
    "relative": "en pårørende",
    "interpreter": "tolken",
    "other": "en anden",
}


def participants(codes: Sequence[str]) -> list[str]:
    """The names of those who took part."""
    return [PARTICIPANTS[code] for code in codes]
