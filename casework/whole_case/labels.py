"""The Danish names of everything personal in an event, as a person reads them in the printed file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from adapters.documents.danish import decimal_comma
from adapters.templates import date_words
from casework import names
from casework.history.task_matrix import InWords
from casework.names.minutes import PARTICIPANTS
from casework.names.orders import SECTION_85
from casework.referrals.news import ENCLOSURES

LABELS: Mapping[str, str] = {
    "absent_because": "Hvorfor borgeren ikke var med",
    "activities": "Aktiviteter",
    "address": "Adresse",
    "agreements": "Aftaler",
    "aim": "Mål",
    "answers": "Svar om målene",
    "areas": "Fokusområder",
    "assessment": "Mentors vurdering",
    "baseline": "Ved start",
    "beyond_normal": "Ud over det sædvanlige",
    "by_on": "Senest",
    "caseworker": "Sagsbehandler",
    "caseworker_contact": "Kontakt til sagsbehandler",
    "cause": "Årsag",
    "citizen": "Borger",
    "citizen_comment": "Borgerens kommentar",
    "citizen_evaluation": "Borgerens egne ord om forløbet",
    "citizen_explanation": "Borgerens forklaring",
    "citizen_words": "Borgerens egne ord",
    "comment": "Kommentar",
    "consent": "Samtykke",
    "considerations": "Skånehensyn",
    "contact": "Kontakt",
    "coping": "Det klarer borgeren uden støtte",
    "cpr": "CPR-nummer",
    "data_types": "Oplysninger, samtykket gælder",
    "dated_on": "Dateret",
    "decided_by": "Afgjort af",
    "decisive": "Afgørende for indsatsen",
    "effort_sufficient": "Er indsatsen tilstrækkelig?",
    "email": "E-mail",
    "employment_aim": "Klart beskæftigelsessigte",
    "enclosures": "Bilag",
    "ends_on": "Til",
    "excuse": "Grund til afbud",
    "expires_on": "Udløber",
    "explanation": "Forklaring",
    "fact": "Hvad der skete",
    "focus_areas": "Fokusområder",
    "given_on": "Givet",
    "goal": "Mål",
    "grant": "Bevilling",
    "granted_on": "Bevilget",
    "granter": "Bevilget af",
    "granter_role": "Bevilgers rolle",
    "handover": "Overdragelse",
    "hours_per_week": "Timer pr. uge",
    "hours_total": "Timer i alt",
    "id": "Nummer",
    "in_activity": "Nuværende aktivitet",
    "indicator": "Tegn på at det lykkes",
    "interpreter": "Tolk",
    "job_plan": "Jobplan",
    "kind": "Slags",
    "language": "Sprog",
    "legal_basis": "Lovgrundlag",
    "manages_alone": "Det klarer borgeren selv",
    "match_group": "Matchgruppe",
    "mentor_form": "Mentorform",
    "months_unemployed": "Måneder uden arbejde",
    "more": "Øvrige svar",
    "more_needed": "Er der brug for mere?",
    "motivation_work": "Arbejdet med motivation",
    "name": "Navn",
    "need": "Behov",
    "next_follow_up_on": "Næste opfølgning",
    "next_steps": "Næste skridt",
    "note": "Notat",
    "observation": "Iagttagelse",
    "observation_kinds": "Slags iagttagelse",
    "older_plan": "Ældre jobplan",
    "outcome": "Udfald",
    "person": "Person i jobcenteret",
    "phase_out": "Tilrettelagt med udfasning",
    "phase_out_plan": "Plan for udfasning",
    "phone": "Telefon",
    "place": "Sted",
    "placement": "Praktik",
    "plan": "Plan",
    "plan_item": "Punkt i jobplanen",
    "progress": "Fremgang",
    "protected": "Navne- og adressebeskyttelse",
    "protected_until": "Beskyttet til",
    "purpose": "Formål",
    "reached": "Nået",
    "reason": "Begrundelse",
    "recipients": "Må udveksles med",
    "recommendation": "Anbefaling",
    "referral": "Henvisning",
    "remark": "Bemærkning",
    "result": "Resultat",
    "results": "Resultat for hvert mål",
    "review": "Gennemgang af forløbet",
    "risks": "Risici",
    "section_85": "Afgrænsning til § 85",
    "section_85_by": "Støtte efter § 85 gives af",
    "section_85_goal": "Mål for støtten efter § 85",
    "set_by": "Fastsat af",
    "special_reasons": "Særlige grunde",
    "stage": "Trin i forandringscirklen",
    "starts_on": "Fra",
    "step": "Skridt",
    "steps": "Skridt",
    "summary": "Sammenfatning",
    "supports_staying": "Støtte til at blive i et tilbud",
    "target": "Aftalt mål",
    "target_group": "Målgruppe",
    "task_reason": "Begrundelse for opgaven",
    "tasks": "Opgaver",
    "text": "Mål",
    "texts": "Mål",
    "track": "Særligt spor",
    "track_on": "Sporets dato",
    "unit": "Enhed",
    "unresolved": "Uløste behov",
    "who": "Hvem",
    "why": "Hvorfor",
    "wish": "Ønske",
    "withdrawn_on": "Trukket tilbage",
    "words": "Udeladte ord",
}
"""By the field's name in the event; the same word means the same wherever it stands."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "cause": names.PAUSE_CAUSES,
    "kind": ENCLOSURES,
    "result": names.RESULTS,
    "stage": names.STAGES,
    "who": PARTICIPANTS,
    "section_85": SECTION_85,
    "mentor_form": {"individual": "individuel", "workplace": "på arbejdspladsen"},
}
"""What a code is called, for the fields that hold one."""
NOT_NAMED = "Oplysning"
NOTHING = "–"

WRITTEN_IF_SO = frozenset({"supports_staying"})
"""What nobody was asked about unless it is so: a no was never said."""
GOALS = frozenset({"goal", "id", "parent"})
"""The fields that hold a goal's own number, `g1`."""

Line = tuple[str, str]
"""A label and its text; without a text it is a heading over the lines that follow."""


def label(name: str) -> str:
    """The Danish name of a field."""
    return LABELS.get(name, NOT_NAMED)


def lines(name: str, value: Any, in_words: InWords) -> Iterator[Line]:
    """A value as label and text; what is empty says nothing. A group of fields comes with a heading, several
    groups of the same kind with a line each.
    """
    if value is None or value in ("", (), {}) or (name in WRITTEN_IF_SO and not value):
        return
    if _is_group(value):
        yield from _group(value, in_words)
    elif isinstance(value, tuple) and not isinstance(value[0], str):
        for part in value:
            yield label(name), _in_one(part, in_words) if _is_group(part) else _text(name, part, in_words)
    else:
        yield label(name), _text(name, value, in_words)


def _is_group(value: Any) -> bool:
    return isinstance(value, Struct) or is_dataclass(value)


def _group(value: Any, in_words: InWords) -> Iterator[Line]:
    """First what stands alone, then the groups within, each under its heading."""
    members = [(name, getattr(value, name)) for name in _members(value)]
    for name, part in members:
        if not _is_group(part):
            yield from lines(name, part, in_words)
    for name, part in members:
        if _is_group(part):
            yield label(name), ""
            yield from lines(name, part, in_words)


def _in_one(value: Any, in_words: InWords) -> str:
    said = (line for name in _members(value) for line in lines(name, getattr(value, name), in_words))
    return "; ".join(f"{heading.rstrip('?').lower()}: {text.rstrip('.')}" for heading, text in said)


def _members(value: Any) -> tuple[str, ...]:
    found = value.__struct_fields__ if isinstance(value, Struct) else [item.name for item in fields(value)]
    return tuple(found)


def _text(name: str, value: Any, in_words: InWords) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_text(name, part, in_words)}" for key, part in value.items())
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, Decimal):
        return decimal_comma(value)
    if isinstance(value, tuple):
        return "; ".join(_text(name, part, in_words) for part in value if part) or NOTHING
    return _word(name, str(value), in_words)


def _word(name: str, text: str, in_words: InWords) -> str:
    """A code as the programme or we call it; whatever else is written stays as it is."""
    if name in GOALS:
        return text.removeprefix("g")
    if name == "tasks":
        return in_words.tasks((text,))[0]
    if name == "observation_kinds":
        return in_words.observations((text,))[0]
    if name == "track":
        return in_words.track(text)
    return in_words.group(text) if name == "target_group" else WORDS.get(name, {}).get(text, text)
