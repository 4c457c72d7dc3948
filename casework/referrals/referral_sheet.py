"""The referral as a sheet to fill in: sections of fields, prefilled with what was read, each with its fault.

The same table of fields makes the published PDF form and JSON; whoever types by hand keeps to the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from adapters.documents.danish import decimal_comma
from adapters.referral_reading.fields import FIELDS, SPAN, Field, ValueKind
from domain.errors import Problem

SECTIONS: Mapping[str, tuple[str, str]] = {
    "citizen": (
        "Borgeren",
        "Har borgeren navne- og adressebeskyttelse, så sæt kryds. Så skjules det overalt.",
    ),
    "": ("Bestillingen", "Hvad mentoren skal hjælpe med, og hvem der svarer på spørgsmål."),
    "grant": ("Bevillingen", "De tre kryds skal sættes, hvor ordningen kræver det."),
    "job_plan": (
        "Jobplanen",
        "Det i Min Plan, som mentoren skal arbejde efter. Lad delen stå tom, når den mangler.",
    ),
    "consent": (
        "Samtykket",
        "Hvad borgerens underskrevne samtykke siger. Lad delen stå tom, når det mangler.",
    ),
}
"""By the head of the fields' paths: a heading, and what one should know of the section."""
HINTS: Mapping[ValueKind, str] = {
    "cpr": "Ti cifre.",
    "phone": "Ét nummer.",
    "weekly_hours": "Fx 2,5.",
    "total_hours": "Fx 32,5.",
    "months": "Et helt antal måneder.",
    "lines": "Ét punkt på hver linje.",
}
_PREFIX = "felt."
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class SheetField:
    """One field: its path and kind, what people read, what stands in it (as it is typed), and its fault."""

    path: str
    kind: ValueKind
    label: str
    hint: str
    required: bool
    value: str
    fault: str

    @property
    def name(self) -> str:
        """How the field is called in a form."""
        return f"{_PREFIX}{self.path}"

    @property
    def is_day(self) -> bool:
        """Whether it is a day that a calendar can show: blank, or written as one."""
        return self.kind == "date" and (not self.value or _ISO_DATE.fullmatch(self.value) is not None)


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Fields that belong together, under a heading and with what one should know of them."""

    head: str
    title: str
    note: str
    fields: tuple[SheetField, ...]


def sheet(typed: Mapping[str, str], problems: Iterable[Problem] = ()) -> tuple[SheetSection, ...]:
    """The whole sheet, with what was `typed` by path and the problems beside their fields. Personal."""
    faults = {problem.field: _fault(problem) for problem in problems}
    return tuple(
        SheetSection(head, *words, tuple(_field(field, typed, faults) for field in _of(head)))
        for head, words in SECTIONS.items()
    )


def _fault(problem: Problem) -> str:
    """What is missing in a mail is asked for in the sender's words; on the sheet its field says enough."""
    return "skal udfyldes" if problem.wrong == "mangler" else f"{problem.wrong}: {problem.cure}"


def as_sheet_path(name: str) -> str:
    """The path of the field that is called so in a form; empty for what is none of the sheet's."""
    return name.removeprefix(_PREFIX) if name.startswith(_PREFIX) else ""


def elsewhere(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that have no field of the sheet, such as an attachment that cannot be opened."""
    known = {field.path for head in SECTIONS for field in _of(head)}
    return tuple(problem for problem in problems if problem.field not in known)


def as_typed(values: Mapping[str, object]) -> dict[str, str]:
    """What was read of a mail, as one would type it, by path. Personal."""
    return {path: _typed(value) for path, value in values.items()}


def _of(head: str) -> list[Field]:
    return [one for one in FIELDS if one.path != SPAN and one.path.rpartition(".")[0] == head]


def _field(field: Field, typed: Mapping[str, str], faults: Mapping[str, str]) -> SheetField:
    return SheetField(
        path=field.path,
        kind=field.kind,
        label=field.labels[0],
        hint=HINTS.get(field.kind, ""),
        required=field.required,
        value=typed.get(field.path, ""),
        fault=faults.get(field.path, ""),
    )


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return decimal_comma(value)
    if isinstance(value, tuple):
        return "\n".join(str(item) for item in value)
    return str(value)
