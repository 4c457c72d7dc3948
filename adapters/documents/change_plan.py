"""The change plan (forandringsplan) that citizen and mentor made together, as the paper both keep."""

from __future__ import annotations

from datetime import date

from pydantic.dataclasses import dataclass

from adapters.documents.danish import long_date
from adapters.documents.people import citizen_line
from adapters.documents.statements import FROZEN, Stage, Statement, viewed
from adapters.documents.typesetting import RenderedDocument, typeset
from domain.values import CourseRef


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class ChangePlan:
    """One version of the plan, agreed on a Danish calendar day; its steps by the stage of the circle they
    belong to, in the order of the circle. `citizen_name` is None where name and address are protected.
    """

    ref: CourseRef
    programme: str
    mentor: str
    citizen_name: str | None
    version: int
    agreed_on: date
    dated_on: date
    steps: tuple[tuple[Stage, tuple[Statement, ...]], ...]
    citizen_words: tuple[Statement, ...]


def render_change_plan(plan: ChangePlan) -> RenderedDocument:
    """Set the plan in Danish as PDF/A-2a and PDF/UA-1. Raises DocumentFailed if typst cannot."""
    return typeset("change_plan", _view(plan), dated_on=plan.dated_on)


def _view(plan: ChangePlan) -> dict[str, object]:
    return {
        "ref": plan.ref,
        "facts": [
            ["Borger", citizen_line(plan.citizen_name)],
            ["Indsats", plan.programme],
            ["Mentor", plan.mentor],
            ["Aftalt", long_date(plan.agreed_on)],
            ["Version", str(plan.version)],
        ],
        "stages": [{"stage": stage.capitalize(), "steps": viewed(steps)} for stage, steps in plan.steps],
        "citizen_words": viewed(plan.citizen_words),
    }
