"""The fields of the corps's documents and of a profile, as a form has them and as they are entered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from domain.corps.documents import Document
from portal.visitor import Visitor


class Widget(StrEnum):
    """How a field is filled in; `lines` and `terms` are lists, one to a line or parted by commas."""

    DAY = "day"
    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    TERMS = "terms"
    NUMBER = "number"
    CHOICE = "choice"


class CorpsField(NamedTuple):
    """A field: its label, how it is filled in, and what one should know."""

    label: str
    widget: Widget
    hint: str = ""


_REVIEWED = CorpsField("Sidst gennemgået", Widget.DAY)
_STEP = "Ét trin på hver linje."
DOCUMENT_FIELDS: Mapping[Document, Mapping[str, CorpsField]] = {
    Document.CRISIS_PLAN: {
        "reviewed_on": _REVIEWED,
        "applies_when": CorpsField("Gælder, når", Widget.TEXT),
        "call_first": CorpsField("Ring først til", Widget.LINES, "Én på hver linje, med nummer."),
        "steps": CorpsField("Sådan gør du", Widget.LINES, _STEP),
        "afterwards": CorpsField("Bagefter", Widget.TEXT),
    },
    Document.CONTACT_LIST: {"reviewed_on": _REVIEWED},
    Document.INTAKE_PLAN: {
        "reviewed_on": _REVIEWED,
        "decided_by": CorpsField("Afgøres af", Widget.LINE),
        "steps": CorpsField("Sådan gør vi", Widget.LINES, _STEP),
        "goes_first": CorpsField("Går forud", Widget.LINES, "Ét punkt på hver linje."),
    },
}
PROFILE_FIELDS: Mapping[str, CorpsField] = {
    "hours_per_week": CorpsField("Timer om ugen til borgere", Widget.NUMBER, "Fx 20 eller 18,5."),
    "max_courses": CorpsField("Højst så mange forløb", Widget.NUMBER, "Kan udelades."),
    "starts_on": CorpsField("Begynder", Widget.DAY),
    "leaves_on": CorpsField("Stopper", Widget.DAY, "Tom, når hun bliver. Derefter kan hun ikke få forløb."),
    "competences": CorpsField("Kan", Widget.TERMS, "Med komma imellem, fx misbrug, struktur."),
    "target_groups": CorpsField("Målgrupper", Widget.TERMS, "Med komma imellem."),
    "languages": CorpsField("Sprog", Widget.TERMS, "Med komma imellem, fx dansk, arabisk."),
    "places": CorpsField("Steder", Widget.TERMS, "Med komma imellem."),
    "wishes": CorpsField("Ønsker", Widget.TERMS, "Med komma imellem."),
    "gender": CorpsField("Køn", Widget.CHOICE, "Kun hvor det kan betyde noget for et match."),
    "age_band": CorpsField("Alder", Widget.CHOICE, "Kun hvor det kan betyde noget for et match."),
    "outside_contact": CorpsField("Kontakt uden for aftalt tid", Widget.CHOICE),
}
PROFILE_LABELS: Mapping[str, str] = {name: one.label for name, one in PROFILE_FIELDS.items()} | {
    "outside_channels": "Hvordan uden for aftalt tid"
}
MOST_DIGITS = 4
CONTACT = ("kind", "name", "phone", "email", "hours")


def as_shown(content: Mapping[str, Any], fields: Mapping[str, CorpsField]) -> dict[str, str]:
    """What is entered, as one would type it."""
    return {name: _shown(content.get(name), field.widget) for name, field in fields.items()}


def _shown(value: Any, widget: Widget) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ("\n" if widget is Widget.LINES else ", ").join(value)
    return str(value).replace(".", ",") if widget is Widget.NUMBER else str(value)


def as_sent(visit: Visitor, fields: Mapping[str, CorpsField]) -> dict[str, Any]:
    """What was typed, as it is entered; what was left blank is left out."""
    typed = {name: visit.text(name) for name in fields}
    return {name: _sent(text, fields[name].widget) for name, text in typed.items() if text}


def _sent(text: str, widget: Widget) -> Any:
    if widget is Widget.LINES:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if widget is Widget.TERMS:
        return [term.strip() for term in text.split(",") if term.strip()]
    return text.replace(",", ".") if widget is Widget.NUMBER else text


def contacts_sent(visit: Visitor) -> list[dict[str, str]]:
    """The rows of the contact list in which anything was typed but a kind."""
    numbers = sorted(
        {int(name.split(".")[1]) for name in visit.form if name.startswith("contacts.") and _is_row(name)}
    )
    rows = [{part: visit.text(f"contacts.{number}.{part}") for part in CONTACT} for number in numbers]
    return [row for row in rows if any(row[part] for part in CONTACT[1:])]


def _is_row(name: str) -> bool:
    parts = name.split(".")
    return (
        len(parts) == len(("contacts", "0", "kind")) and parts[1].isdecimal() and len(parts[1]) < MOST_DIGITS
    )
