"""How random lives of a course begin: under which programme, how far along, and at what time of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from msgspec import Struct, structs

from domain import commands as c
from domain.calendar import COPENHAGEN, local
from domain.programme import Programme
from domain.timers import TimerKind
from tests.domain.five import INSTALLED, KEYS, group_of, taken
from tests.factories import (
    CIRCLE,
    CONSENT,
    GRANT,
    VIBORG,
    Step,
    at,
    attempt,
    day,
    match,
    meeting,
    referral,
    register,
    sign,
)

SHORT = VIBORG.model_copy(
    update={
        "grants": VIBORG.grants.model_copy(update={"steps": VIBORG.grants.steps[:1]}),
        "work": VIBORG.work.model_copy(update={"no_show_is_deviation": False}),
    }
)
"""One step of the ladder, and a no-show is no deviation."""
CAREFUL = CIRCLE.model_copy(
    update={
        "goals": CIRCLE.goals.model_copy(update={"change_plan": "none", "scale": 10}),
        "reports": CIRCLE.reports.model_copy(update={"approval": "coordinator"}),
    }
)
"""With roles, and with reports that wait for approval."""
STRICT = VIBORG.model_copy(
    update={
        "grants": VIBORG.grants.model_copy(update={"signatures": 2, "steps": VIBORG.grants.steps[1:]}),
        "hours": VIBORG.hours.model_copy(
            update={"over_week": "refuse", "when_used_up": "refuse_further", "warning_percent": 50}
        ),
        "contact": VIBORG.contact.model_copy(update={"then": "tell"}),
    }
)
"""Two signatures, a ladder that soon has its special steps, and no hour beyond what was granted."""
OURS = {"short": SHORT, "careful": CAREFUL, "strict": STRICT}
PROGRAMMES = (*KEYS, *OURS)
"""The five programmes, and three of ours for what none of them does."""
BEGINNINGS = ("received", "incomplete", "matched", "consent for a while", "active", "few hours", "long grant")
SEASONS = {
    "spring": 0,
    "before the clocks go back": 7 * 31,
    "over the end of the year": 7 * 42,
    "leap day": 7 * 104,
}
"""So many days later than the stories of 2026 a life begins; the weekdays stay."""
SPRING_GRANT = replace(GRANT, ends_on=day("2026-05-24"))
"""Three months at the most, at whatever time of the year."""


def programme_of(key: str, season: str) -> Programme:
    """The programme in the version that is in force in that season."""
    begins = GRANT.starts_on + timedelta(days=SEASONS[season])
    return OURS.get(key) or INSTALLED.on(key, begins)


def other_version(programme: Programme) -> Programme:
    """A later version in which every deadline of some length is longer, and phase-out begins sooner."""
    longer = {
        kind: deadline.model_copy(update={str(deadline.unit): deadline.amount + 1})
        for kind, deadline in programme.deadlines.items()
        if deadline.amount > 0 and kind is not TimerKind.GRANT_END
    }
    sooner = programme.deadlines[TimerKind.PHASE_OUT].model_copy(update={"weeks": -6})
    deadlines = {**programme.deadlines, **longer, TimerKind.PHASE_OUT: sooner}
    return programme.model_copy(update={"version": "later", "deadlines": deadlines})


def beginning_of(begun: str, programme: Programme, season: str) -> tuple[Step, ...]:
    """The first steps of a life, in that season."""
    steps = _beginnings(programme)[begun]
    return tuple(later(step, timedelta(days=SEASONS[season])) for step in steps)


def _beginnings(programme: Programme) -> dict[str, Sequence[Step]]:
    given = referral(target_group=group_of(programme.key), grant=SPRING_GRANT)
    rest = _as_far_as_goals(programme)
    short_consent = replace(CONSENT, expires_on=day("2026-04-15"))
    long_grant = replace(SPRING_GRANT, ends_on=day("2026-12-31"))
    few_hours = replace(SPRING_GRANT, hours_total=Decimal(6))
    return {
        "received": (register(given),),
        "incomplete": (register(replace(given, job_plan=None)),),
        "matched": (register(given), taken(), match()),
        "consent for a while": (register(replace(given, consent=short_consent)), *rest),
        "active": (register(given), *rest),
        "few hours": (register(replace(given, grant=few_hours)), *rest),
        "long grant": (register(replace(given, grant=long_grant)),),
    }


def _as_far_as_goals(programme: Programme) -> tuple[Step, ...]:
    aim = "job" if programme.goals.final_aim else ""
    step = c.NewStep(step="Ringe.", stage="preparation")
    plan = c.AgreeChangePlan(agreed_on=day("2026-03-12"), with_citizen=True, steps=(step,))
    goal = c.NewGoal(text="Op klokken 8.", target_on=day("2026-05-20"), aim=aim)
    under = c.NewGoal(text="En praktik.", target_on=day("2026-05-20"), parent="g1")
    return (
        at("2026-02-26 10:05"),
        taken(),
        match(),
        at("2026-03-03 16:10"),
        attempt("2026-03-03 16:00", reached=True),
        at("2026-03-05 12:30"),
        c.RecordFirstMeeting(held_on=day("2026-03-05")),
        meeting("2026-03-05"),
        at("2026-03-12 12:00"),
        sign("2026-03-12", roles=tuple(programme.roles)[:2]),
        c.AgreeGoals(goals=(goal, under)),
        *((plan,) if programme.goals.circle else ()),
    )


def later(value: Any, by: timedelta) -> Any:
    """The same with every day and every instant that much later; a Danish clock shows the same time."""
    if isinstance(value, datetime):
        moved = local(value).replace(tzinfo=None) + by
        return moved.replace(tzinfo=COPENHAGEN).astimezone(UTC)
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(later(item, by) for item in value)
    if isinstance(value, Struct):
        return structs.replace(
            value, **{name: later(getattr(value, name), by) for name in value.__struct_fields__}
        )
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: later(getattr(value, one.name), by) for one in fields(value)})
    return value
