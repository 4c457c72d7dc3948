"""A mentor asks for a change of the plan; who may change it answers, or does it, which is an answer too."""

from __future__ import annotations

from domain.commands import AskForPlanChange, PlanChange
from domain.course import Course
from domain.deciding import matter
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import Event, MatterSettled
from domain.matters import ANSWERED, MatterKind

DONE = "change_granted"


def ask(course: Course, command: AskForPlanChange, ctx: Context) -> tuple[Event, ...]:
    """The coordinator answers within the programme's deadline (local); one request about each thing is open
    at a time.
    """
    if any(one.cause == command.about for kind in ANSWERED for one in course.open_matters(kind)):
        raise Refused(
            "plan-change-asked", "Der er allerede bedt om den ændring, og der er ikke svaret på det endnu."
        )
    asked = {"cause": command.about, "note": command.why, "asked_by": str(ctx.actor)}
    return (matter.opened(course, MatterKind.PLAN_CHANGE, ctx, **asked),)


def answered_by_doing(course: Course, about: PlanChange, ctx: Context) -> tuple[MatterSettled, ...]:
    """What was asked for has been done: the open request about it is granted, whoever it waited for."""
    return tuple(
        MatterSettled(
            matter=one.id,
            kind=one.kind,
            outcome=DONE,
            settled_on=ctx.today,
            cleared=(f"{one.kind}:{one.id}",),
        )
        for one in course.open_matters()
        if one.kind in ANSWERED and one.cause == about
    )
