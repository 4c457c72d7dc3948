"""The end of the support: what hangs on it stops, and the closing report is due."""

from __future__ import annotations

from datetime import date

from domain.course import Course
from domain.deciding.context import Context
from domain.events import SupportEnded
from domain.lifecycle import Phase
from domain.matters import ENDED_WITH_SUPPORT, MatterKind
from domain.timers import TimerKind

KEPT_AFTER_END = frozenset(MatterKind) - ENDED_WITH_SUPPORT | {
    TimerKind.CLOSING_REPORT,
    TimerKind.PROTECTION_END,
}
"""Names of timers: a matter's timer is called what the matter is."""


def ended(course: Course, on: date, ctx: Context) -> SupportEnded:
    """The support's last day was `on`; the closing report is counted from it (S0)."""
    return SupportEnded(
        ended_on=on,
        to_phase=Phase.CLOSING,
        timers=(ctx.timer(TimerKind.CLOSING_REPORT, on),),
        cleared=tuple(timer.key for timer in course.timers if timer.kind not in KEPT_AFTER_END),
    )
