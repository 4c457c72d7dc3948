"""The closing report (afsluttende rapport): the whole course, each statement with its events."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from adapters.documents.danish import decimal_comma, long_date
from adapters.documents.goals import Goal, goals_view, reached
from adapters.documents.hours import HoursGranted, HoursUsed, drawn, hours_view, total
from adapters.documents.matters import (
    Attendance,
    Deviation,
    Extension,
    attendance_view,
    deviations_view,
    extensions_view,
    kept,
)
from adapters.documents.people import citizen_line
from adapters.documents.statements import FROZEN, Statement, viewed
from adapters.documents.timeline import Phase, phases_view
from adapters.documents.typesetting import RenderedDocument, typeset
from domain.values import CourseRef


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class ClosingReport:
    """Everything the report says. `citizen_name` is None where name and address are protected.

    Dates are Danish calendar days. `head` is the hash at the end of the course's event chain and
    `events` the number of events it covers.
    """

    ref: CourseRef
    programme: str
    controller: str
    supplier: str
    mentor: str
    coordinator: str
    citizen_name: str | None
    starts_on: date
    ends_on: date
    dated_on: date
    reason: Statement
    outcome: Statement
    review: tuple[Statement, ...]
    tasks: tuple[Statement, ...] = ()
    goals: tuple[Goal, ...]
    hours_granted: tuple[HoursGranted, ...]
    hours_used: tuple[HoursUsed, ...]
    attendance: tuple[Attendance, ...]
    deviations: tuple[Deviation, ...]
    extensions: tuple[Extension, ...]
    phases: tuple[Phase, ...]
    manages_alone: tuple[Statement, ...]
    roles: tuple[Statement, ...] = ()
    coping: tuple[Statement, ...] = ()
    hand_over: tuple[Statement, ...]
    considerations: tuple[Statement, ...] = ()
    unresolved_needs: tuple[Statement, ...]
    citizen_evaluation: tuple[Statement, ...]
    head: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    events: Annotated[int, Field(ge=1)]


def render_closing_report(report: ClosingReport) -> RenderedDocument:
    """Set the report in Danish as PDF/A-2a and PDF/UA-1. Raises DocumentFailed if typst cannot."""
    return typeset("closing_report", _view(report), dated_on=report.dated_on)


def _view(report: ClosingReport) -> dict[str, object]:
    return {
        "ref": report.ref,
        "facts": _facts(report),
        "figures": _figures(report),
        "reason": viewed([report.reason]),
        "outcome": viewed([report.outcome]),
        "review": viewed(report.review),
        "tasks": viewed(report.tasks),
        "phases": phases_view(report.phases),
        "goals": goals_view(report.goals, report.ends_on),
        "hours": hours_view(report.hours_granted, report.hours_used),
        "attendance": attendance_view(report.attendance),
        "deviations": deviations_view(report.deviations),
        "extensions": extensions_view(report.extensions),
        "manages_alone": viewed(report.manages_alone),
        "roles": viewed(report.roles),
        "coping": viewed(report.coping),
        "hand_over": viewed(report.hand_over),
        "considerations": viewed(report.considerations),
        "unresolved_needs": viewed(report.unresolved_needs),
        "citizen_evaluation": viewed(report.citizen_evaluation),
        "chain": {"head": " ".join(re.findall("." * 8, report.head)), "events": report.events},
    }


def _facts(report: ClosingReport) -> list[list[str]]:
    return [
        ["Borger", citizen_line(report.citizen_name)],
        ["Periode", f"{long_date(report.starts_on)} – {long_date(report.ends_on)}"],
        ["Indsats", report.programme],
        ["Myndighed", report.controller],
        ["Leverandør", report.supplier],
        ["Mentor", report.mentor],
        ["Mentorkoordinator", report.coordinator],
        ["Rapportens dato", long_date(report.dated_on)],
    ]


def _figures(report: ClosingReport) -> list[list[str]]:
    used, granted = drawn(report.hours_used), total(report.hours_granted)
    return [
        [reached(report.goals), "mål er nået"],
        [kept(report.attendance), "aftaler blev holdt"],
        [f"{decimal_comma(used)} af {decimal_comma(granted)}", "bevilgede timer er brugt"],
    ]
