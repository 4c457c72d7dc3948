"""The progress report (progressionsrapport) to the jobcentre: one period, goal by goal."""

from __future__ import annotations

from datetime import date

from pydantic.dataclasses import dataclass

from adapters.documents.danish import decimal_comma, long_date
from adapters.documents.hours import HoursGranted, HoursUsed, hours_view
from adapters.documents.matters import Attendance, attendance_view
from adapters.documents.people import citizen_line
from adapters.documents.statements import FROZEN, Events, Statement, numbers, viewed
from adapters.documents.typesetting import RenderedDocument, typeset
from domain.values import CourseRef, Hours


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class GoalProgress:
    """One goal at the end of the period: where it stands (`standing`: status, stage, mark), and each of the
    programme's questions with its answer.
    """

    number: str
    text: str
    event: Events
    answers: tuple[tuple[str, Statement], ...]
    standing: tuple[Statement, ...] = ()


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class ProgressReport:
    """One period of a course, both days included (Danish calendar days).

    `draft`: it waits for approval; `approved_by` is who approved one that waited.
    `citizen_name` is None where name and address are protected; `placement` is empty where the
    citizen was in no placement; `hours_granted` are the grants that the period touches, and
    `hours_used` what was used of them up to its last day; `hours_in_period` is used in the period alone.
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
    tasks: tuple[Statement, ...] = ()
    goals: tuple[GoalProgress, ...]
    hours_granted: tuple[HoursGranted, ...]
    hours_used: tuple[HoursUsed, ...]
    hours_in_period: Hours
    attendance: tuple[Attendance, ...]
    placement: tuple[Statement, ...] = ()
    sufficiency: tuple[Statement, ...]
    recommendation: tuple[Statement, ...]
    citizen_comment: tuple[Statement, ...]
    draft: bool = False
    approved_by: str = ""
    roles: tuple[Statement, ...] = ()
    focus: tuple[Statement, ...] = ()
    motivation: tuple[Statement, ...] = ()


def render_progress_report(report: ProgressReport) -> RenderedDocument:
    """Set the report in Danish as PDF/A-2a and PDF/UA-1. Raises DocumentFailed if typst cannot."""
    return typeset("progress_report", _view(report), dated_on=report.dated_on)


def _view(report: ProgressReport) -> dict[str, object]:
    return {
        "ref": report.ref,
        "period": f"{long_date(report.starts_on)} – {long_date(report.ends_on)}",
        "kicker": "Udkast, ikke godkendt endnu" if report.draft else "Mentorforløb",
        "facts": _facts(report),
        "goals": [_goal_view(goal) for goal in report.goals],
        "tasks": viewed(report.tasks),
        "hours": hours_view(report.hours_granted, report.hours_used, _used_when(report)),
        "in_period": decimal_comma(report.hours_in_period),
        "attendance": attendance_view(report.attendance),
        "roles": viewed(report.roles),
        "focus": viewed(report.focus),
        "motivation": viewed(report.motivation),
        "placement": viewed(report.placement),
        "sufficiency": viewed(report.sufficiency),
        "recommendation": viewed(report.recommendation),
        "citizen_comment": viewed(report.citizen_comment),
    }


def _used_when(report: ProgressReport) -> str:
    """Granted and used hours can be compared only over the same days, from the first day of those grants."""
    since = min((row.starts_on for row in report.hours_granted), default=report.starts_on)
    return f"Brugt fra {long_date(since)} til {long_date(report.ends_on)}"


def _facts(report: ProgressReport) -> list[list[str]]:
    return [
        ["Borger", citizen_line(report.citizen_name)],
        ["Indsats", report.programme],
        ["Myndighed", report.controller],
        ["Leverandør", report.supplier],
        ["Mentor", report.mentor],
        ["Mentorkoordinator", report.coordinator],
        ["Rapportens dato", long_date(report.dated_on)],
        *([["Godkendt af", report.approved_by]] if report.approved_by else []),
    ]


def _goal_view(goal: GoalProgress) -> dict[str, object]:
    return {
        "number": goal.number,
        "text": goal.text,
        "events": numbers(goal.event),
        "standing": viewed(goal.standing),
        "answers": [{"question": question, "answer": viewed([said])} for question, said in goal.answers],
    }
