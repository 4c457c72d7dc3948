"""The list of runs tells the course's history: the weightiest of a step's events names its run."""

from __future__ import annotations

from datetime import date

import pytest

from casework.names.states import NAMES, FailureName, StateName, state_of
from domain.events import EVENT_TYPES, CourseClosed, PhaseOutStarted, TimerFired
from domain.notices import NoticeKind
from tests.factories import cancelled_course, course_with_deviation, full_course, incomplete_course


def fired(notice: NoticeKind) -> TimerFired:
    return TimerFired(
        kind="deviation",
        subject="f1",
        rung=0,
        deadline_on=date(2026, 4, 1),
        notice=notice.value,
        to=("jobcentre",),
        firing="x",
    )


def test_nothing_happened_is_said_so() -> None:
    assert state_of(()) is StateName.NOTHING_DUE


@pytest.mark.parametrize(
    ("notice", "name"),
    [
        (NoticeKind.REMINDER, StateName.REMINDER_RAISED),
        (NoticeKind.FIRST_CONTACT_OVERDUE, StateName.REMINDER_RAISED),
        (NoticeKind.APPOINTMENT_REMINDER, StateName.APPOINTMENT_REMINDED),
        (NoticeKind.DEVIATION_NEXT_RUNG, StateName.DEVIATION_ESCALATED),
    ],
)
def test_what_a_timer_does_depends_on_the_notice_it_rings(notice: NoticeKind, name: StateName) -> None:
    assert state_of([fired(notice)]) is name


def test_the_weightiest_of_several_events_tells() -> None:
    events = [fired(NoticeKind.REMINDER), PhaseOutStarted(ends_on=date(2026, 6, 1), cause="time")]
    assert state_of(events) is StateName.PHASE_OUT_STARTED
    assert state_of(reversed(events)) is StateName.PHASE_OUT_STARTED


def test_every_event_of_whole_courses_has_a_name_from_the_list() -> None:
    courses = (full_course(), course_with_deviation(), cancelled_course(), incomplete_course())
    histories = [history for _, history in courses]
    names = {state_of([recorded.event]) for history in histories for recorded in history}
    assert {StateName.COURSE_CLOSED, StateName.COURSE_CANCELLED, StateName.REFERRAL_INCOMPLETE} <= names


def test_only_real_events_are_named() -> None:
    assert set(NAMES) <= set(EVENT_TYPES.values())
    assert CourseClosed in NAMES


def test_a_good_end_and_a_bad_end_never_share_a_name() -> None:
    assert not {name.value for name in StateName} & {name.value for name in FailureName}
