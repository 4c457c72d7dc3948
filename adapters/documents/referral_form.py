"""The fillable form *Henvisning til mentor*: every field of a referral, named as the domain names it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from adapters.documents.form_fields import FormField, fillable
from adapters.referral_reading.fields import FIELDS, SPAN, Field, ValueKind

EDITION = date(2026, 1, 1)
"""The day the form carries as its own, so that the same edition is always the same bytes."""

MULTILINE: frozenset[ValueKind] = frozenset({"text", "lines"})
_HINTS: dict[ValueKind, str] = {
    "cpr": "Skriv ti cifre.",
    "phone": "Skriv ét nummer.",
    "date": "Skriv dag.måned.år.",
    "weekly_hours": "Skriv fx 2,5 timer.",
    "total_hours": "Skriv fx 32,5 timer.",
    "yes_no": "Sæt kryds for ja.",
    "months": "Skriv et helt tal måneder.",
    "mentor_form": "Skriv individuel eller virksomhedsmentor.",
    "lines": "Skriv semikolon mellem punkterne.",
}
SECTIONS = (
    (
        "citizen",
        "Borgeren",
        "Har borgeren navne- og adressebeskyttelse, så sæt kryds. Så skjules det overalt.",
    ),
    ("", "Bestillingen", "Hvad mentoren skal hjælpe med, og hvem der svarer på spørgsmål."),
    ("grant", "Bevillingen", "De tre kryds skal sættes, hvor ordningen kræver det."),
    ("job_plan", "Jobplanen", "Det i Min Plan, som mentoren skal arbejde efter."),
    (
        "consent",
        "Samtykket",
        "Skriv, hvad borgerens underskrevne samtykke siger. Vedhæft det, eller opbevar det i jobcentret.",
    ),
)


def referral_form(values: Mapping[str, str] | None = None) -> bytes:
    """The form as PDF, blank or with `values` by field path (`Ja` ticks a box). Raises DocumentFailed."""
    given = values or {}
    fields = [field for field in FIELDS if field.path != SPAN]
    sections = [
        {"title": title, "note": note, "names": [field.path for field in fields if _head(field) == head]}
        for head, title, note in SECTIONS
    ]
    order = [name for section in sections for name in section["names"]]
    boxes = [_box(field, given.get(field.path, "")) for field in fields]
    boxes.sort(key=lambda box: order.index(box.name))
    return fillable("referral_form", {"sections": sections}, boxes, dated_on=EDITION)


def _head(field: Field) -> str:
    return field.path.rpartition(".")[0]


def _box(field: Field, value: str) -> FormField:
    must = " (skal udfyldes)" if field.required else ""
    hint = _HINTS.get(field.kind, "")
    return FormField(
        name=field.path,
        label=field.labels[0],
        help=f"{field.labels[0]}{must}. {hint}".strip(),
        multiline=field.kind in MULTILINE,
        check_box=field.kind == "yes_no",
        required=field.required,
        value=value,
    )
