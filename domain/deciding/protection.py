"""A protected name and address with a last day: when it has passed a person is asked; nothing is revealed."""

from __future__ import annotations

from msgspec.structs import replace

from domain.course import Course
from domain.deciding.context import ONE_DAY, Context
from domain.deciding.matter import opened
from domain.events import MatterOpened
from domain.matters import MatterKind
from domain.referral import Citizen
from domain.timers import Timer, TimerKind, Unit, Why

ON_PROTECTION = (TimerKind.PROTECTION_END.value,)
"""The timer that hangs on the flag's last day."""


def timers(citizen: Citizen, ctx: Context) -> tuple[Timer, ...]:
    """The day after the flag's last one, where it has one."""
    if not citizen.protected or citizen.protected_until is None:
        return ()
    return (ctx.counted(TimerKind.PROTECTION_END, Why(citizen.protected_until + ONE_DAY, 0, Unit.DAYS)),)


def ask(course: Course, timer: Timer, ctx: Context) -> MatterOpened:
    """The flag has run out: somebody must ask the jobcentre. Only its answer by mail lifts it (outside)."""
    return replace(opened(course, MatterKind.PROTECTION, ctx), cleared=(timer.key,))
