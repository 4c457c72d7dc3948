"""The fields of a referral and the Danish labels they are recognised by: one table for all who need it.

`labels` are understood anywhere. `local` labels are too common for that ("Dato"): they are understood
only in a paper that is known to be that part. The first label is the one we print and recommend.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

Part = Literal["grant", "job_plan", "consent"]
PARTS: tuple[Part, ...] = get_args(Part)

PART_NAMES: dict[str, str] = {"grant": "bevilling", "job_plan": "jobplan", "consent": "samtykke"}

ValueKind = Literal[
    "cpr",
    "phone",
    "date",
    "span",
    "weekly_hours",
    "total_hours",
    "yes_no",
    "months",
    "mentor_form",
    "line",
    "text",
    "lines",
]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its path in the domain's referral, how its value is read, and its labels."""

    path: str
    kind: ValueKind
    labels: tuple[str, ...]
    local: tuple[str, ...] = ()
    required: bool = False

    @property
    def part(self) -> Part | None:
        """The part the field belongs to, or None if it is about the citizen or the referral itself."""
        return _part_of(self.path)


@cache
def _part_of(path: str) -> Part | None:
    head = path.partition(".")[0]
    return next((part for part in PARTS if part == head), None)


SPAN = "grant.period"
"""Not a field of the domain: one label that gives the first and the last day at once."""

WITHDRAWN_ON = "consent.withdrawn_on"
"""The one field of the consent that says it no longer holds; it may come alone, in a later mail."""

FIELDS: tuple[Field, ...] = (
    Field("citizen.cpr", "cpr", ("CPR-nummer", "CPR-nr.", "CPR", "Personnummer"), required=True),
    Field("citizen.name", "line", ("Navn", "Borgers navn", "Borgerens navn", "Borger"), required=True),
    Field("citizen.address", "line", ("Borgers adresse", "Borgerens adresse")),
    Field("citizen.phone", "phone", ("Borgers telefon", "Borgerens telefon", "Telefon til borger")),
    Field("citizen.email", "line", ("Borgers e-mail", "Borgerens e-mail", "E-mail til borger")),
    Field(
        "citizen.protected",
        "yes_no",
        (
            "Navne- og adressebeskyttelse",
            "Adressebeskyttelse",
            "Beskyttet adresse",
            "Beskyttet navn og adresse",
        ),
    ),
    Field("citizen.protected_until", "date", ("Beskyttet til", "Adressebeskyttelse til")),
    Field("citizen.language", "line", ("Sprog", "Modersmål")),
    Field("citizen.interpreter", "yes_no", ("Tolk", "Brug for tolk", "Behov for tolk")),
    Field("unit", "line", ("Enhed", "Afdeling")),
    Field("caseworker", "line", ("Sagsbehandler", "Koordinerende sagsbehandler")),
    Field("caseworker_contact", "line", ("Kontakt til sagsbehandler", "Sagsbehandlers kontakt")),
    Field("target_group", "line", ("Målgruppe",)),
    Field("match_group", "line", ("Matchgruppe", "Visitationsgruppe")),
    Field(
        "months_unemployed",
        "months",
        ("Ledighed i måneder", "Ledighed", "Måneder uden arbejde", "Ledig i måneder"),
    ),
    Field("in_activity", "line", ("Nuværende aktivitet", "Igangværende aktivitet")),
    Field("tasks", "lines", ("Opgaver", "Mentorens opgaver", "Bestilte opgaver")),
    Field("focus_areas", "lines", ("Fokusområder",)),
    Field("considerations", "text", ("Skånehensyn", "Særlige hensyn")),
    Field("risks", "text", ("Risici", "Opmærksomhed ved besøg")),
    Field("grant.legal_basis", "line", ("Lovgrundlag", "Hjemmel", "Bevilget efter"), required=True),
    Field("grant.track", "line", ("Særligt spor", "Spor")),
    Field("grant.granter", "line", ("Bevilget af", "Bevilgende medarbejder"), required=True),
    Field("grant.granter_role", "line", ("Bevilgers rolle", "Bevilgerens rolle")),
    Field(
        "grant.granted_on",
        "date",
        ("Bevilget den", "Bevillingsdato", "Afgørelsesdato"),
        ("Dato",),
        required=True,
    ),
    Field("grant.starts_on", "date", ("Bevilget fra", "Bevilling fra", "Startdato"), ("Fra",), required=True),
    Field("grant.ends_on", "date", ("Bevilget til", "Bevilling til", "Slutdato"), ("Til",), required=True),
    Field(SPAN, "span", ("Bevillingsperiode", "Bevilget periode"), ("Periode",)),
    Field("grant.hours_per_week", "weekly_hours", ("Timer pr. uge", "Timer om ugen", "Ugentlige timer")),
    Field(
        "grant.hours_total",
        "total_hours",
        ("Timer i alt", "Samlet timetal", "Bevilgede timer i alt"),
        required=True,
    ),
    Field("grant.mentor_form", "mentor_form", ("Mentorform", "Mentortype")),
    Field(
        "grant.employment_aim", "yes_no", ("Klart beskæftigelsessigte", "Klart beskæftigelsesmæssigt sigte")
    ),
    Field("grant.decisive", "yes_no", ("Afgørende for indsatsen", "Støtten er afgørende for indsatsen")),
    Field(
        "grant.phase_out", "yes_no", ("Tilrettelagt med udfasning", "Støtten er tilrettelagt med udfasning")
    ),
    Field("grant.reason", "text", ("Begrundelse for bevillingen",), ("Begrundelse",)),
    Field(
        "job_plan.dated_on",
        "date",
        ("Jobplan dateret", "Jobplanens dato", "Min Plan dateret"),
        ("Dato",),
        required=True,
    ),
    Field("job_plan.aim", "text", ("Jobplanens mål", "Beskæftigelsesmål"), ("Mål",), required=True),
    Field("job_plan.activities", "lines", ("Aktiviteter i jobplanen",), ("Aktiviteter",)),
    Field("job_plan.agreements", "lines", ("Aftaler i jobplanen",), ("Aftaler",)),
    Field("job_plan.next_follow_up_on", "date", ("Næste opfølgning", "Næste samtale")),
    Field(
        "consent.purpose", "text", ("Samtykkets formål", "Formål med samtykket"), ("Formål",), required=True
    ),
    Field(
        "consent.data_types",
        "lines",
        ("Samtykket omfatter", "Oplysninger omfattet af samtykket"),
        ("Oplysninger",),
    ),
    Field("consent.recipients", "lines", ("Må udveksles med", "Modtagere af oplysninger"), ("Modtagere",)),
    Field(
        "consent.given_on",
        "date",
        ("Samtykke givet", "Samtykke givet den"),
        ("Dato", "Underskrevet den"),
        required=True,
    ),
    Field("consent.expires_on", "date", ("Samtykke gælder til", "Samtykket gælder til"), ("Gælder til",)),
    Field(
        WITHDRAWN_ON,
        "date",
        (
            "Samtykke trukket tilbage",
            "Samtykket er trukket tilbage",
            "Samtykke tilbagekaldt",
            "Tilbagetrækning af samtykke",
        ),
        ("Trukket tilbage",),
    ),
)

BY_PATH: dict[str, Field] = {field.path: field for field in FIELDS}


_REMARK, _MARK = re.compile(r"\([^)]*\)"), re.compile(r"[-–.*]")


def normalised(label: str) -> str:
    """A label as it is compared: case, hyphens, dots, bracketed remarks and spacing do not matter."""
    return " ".join(_MARK.sub(" ", _REMARK.sub(" ", label)).casefold().split())


def field_for(label: str, part: Part | None = None) -> Field | None:
    """The field a label (or the name of a form field) means in a paper of `part`, or None."""
    name = normalised(label)
    return _local(part).get(name) or _anywhere().get(name) or BY_PATH.get(label.strip().casefold())


@cache
def _anywhere() -> dict[str, Field]:
    return {normalised(label): field for field in FIELDS for label in field.labels}


@cache
def _local(part: Part | None) -> dict[str, Field]:
    if part is None:
        return {}
    return {normalised(label): field for field in FIELDS if field.part == part for label in field.local}
