"""Phase-out, the end of the support, closing, and the pauses on the way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from domain import events as e
from domain.course import Course
from domain.course_parts import NOT_PAUSED, Pause
from domain.evolving.case_file import ended_file
from domain.evolving.matters import without
from domain.lifecycle import Phase
from domain.matters import ENDED_WITH_COURSE, ENDED_WITH_SUPPORT, MatterKind
from domain.timers import Rest

Changes = dict[str, Any]
ONE_DAY = timedelta(days=1)


def phased_out(course: Course, _event: e.PhaseOutStarted) -> Changes:
    """A paused course goes on in phase-out."""
    if course.phase is not Phase.PAUSED:
        return {}
    return {"pause": replace(course.pause, phase_before=Phase.PHASING_OUT)}


def ended(course: Course, event: e.SupportEnded) -> Changes:
    """What hangs on the support is settled and a pause is over; an open deviation still has to be met, and
    an extension that nobody decided still has to be decided.
    """
    settled = ENDED_WITH_SUPPORT - {MatterKind.EXTENSION} if event.undecided else ENDED_WITH_SUPPORT
    return {
        "ended_on": event.ended_on,
        "matters": without(course, settled),
        "appointments": (),
        **_not_paused(course, event.ended_on + ONE_DAY),
    }


def closed(course: Course, event: e.CourseClosed) -> Changes:
    """What hung on the course is settled, and the time of its file begins."""
    matters = without(course, ENDED_WITH_COURSE)
    return {"appointments": (), "matters": matters, **ended_file(course, event.closed_on)}


def reopened(course: Course, _event: e.CourseReopened) -> Changes:
    """As if it had not been closed; what was settled then stays settled, and its end is told anew."""
    return {"ended_on": None, "closed_on": None, "written": replace(course.written, closing=())}


def closing_written(course: Course, event: e.ClosingPartsWritten) -> Changes:
    """Which parts there are; their words only the history has."""
    parts = tuple(dict.fromkeys((*course.written.closing, *event.parts)))
    return {"written": replace(course.written, closing=parts)}


def pause_planned(course: Course, event: e.PausePlanned) -> Changes:
    """The last day is kept for when it begins; its first day is the timer's."""
    return {"pause": replace(course.pause, until=event.until)}


def pause_dropped(course: Course, _event: e.PlannedPauseDropped) -> Changes:
    """The planned pause does not come."""
    return {"pause": replace(course.pause, until=None)}


def paused(course: Course, event: e.CoursePaused) -> Changes:
    """The day it began and its last one, and the phase the work goes on in."""
    began = {"began_on": event.paused_on, "last_on": event.until, "phase_before": course.phase}
    return {"pause": replace(course.pause, **began)}


def pause_changed(course: Course, event: e.PauseChanged) -> Changes:
    """It ends on another day, or nobody knows when."""
    return {"pause": replace(course.pause, last_on=event.until)}


def resumed(course: Course, event: e.CourseResumed) -> Changes:
    """The pause is over."""
    return _not_paused(course, event.resumed_on)


def _not_paused(course: Course, from_on: date) -> Changes:
    """No pause from that day on; the whole days that one took are remembered, since no hours lie in them."""
    pause = course.pause
    whole = pause.began_on is not None and from_on > pause.began_on + ONE_DAY
    rest = (Rest(pause.began_on, from_on),) if pause.began_on and whole else ()
    past = (*pause.past, *rest)
    return {"pause": Pause(until=pause.until, past=past) if pause.until or past else NOT_PAUSED}


def cancelled(course: Course, event: e.CourseCancelled) -> Changes:
    """As closed, before its end."""
    matters = without(course, ENDED_WITH_COURSE)
    ended = {"ended_on": event.cancelled_on, **ended_file(course, event.cancelled_on)}
    return {**ended, "appointments": (), "matters": matters, **_not_paused(course, event.cancelled_on)}
