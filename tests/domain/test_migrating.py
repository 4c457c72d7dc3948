"""A course that goes over to another version: open deadlines move, grants and what has fired do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.calendar import danish_calendar
from domain import commands as c
from domain.calendar import local_day
from domain.decide import advance
from domain.events import ProgrammeMigrated
from domain.lifecycle import Phase
from domain.programme import Programme, Step
from domain.timers import TimerKind
from tests.domain.staging import course_of, refused, staged
from tests.domain.test_versions import JULY, RENEWING, version
from tests.factories import CLOCK, KIRSTEN, VIBORG, Play, at, beginning, day, follow_up


def gone_over(stage: Play, to: Programme, was: Programme = VIBORG) -> tuple[Play, ProgrammeMigrated]:
    """The stage after its course went over to another version, and the event."""
    command = c.MigrateProgramme(to_version=to.version)
    calendar = danish_calendar(to)
    decided = advance(stage.course, command, stage.now, to, calendar, actor=KIRSTEN, was=was)
    (event,) = decided.events
    assert isinstance(event, ProgrammeMigrated)
    stage.programme, stage.calendar, stage.course = to, calendar, decided.course
    return stage, event


SLOWER = VIBORG.deadlines[TimerKind.FOLLOW_UP].model_copy(update={"weeks": 4})
NEW = version("2026-7", JULY, deadlines={**VIBORG.deadlines, TimerKind.FOLLOW_UP: SLOWER})
MOVES = pytest.mark.requirement("local.counted_again")


@MOVES
def test_open_deadlines_move_and_granted_periods_and_their_end_never_do() -> None:
    """local: a programme change re-projects open deadlines; outside: the grant's end never moves."""
    stage = staged(*beginning())
    before = course_of(stage)
    after, event = gone_over(stage, NEW)
    course = course_of(after)
    assert [(one.timer, str(one.before), str(one.after)) for one in event.moved] == [
        ("follow_up", "2026-03-26", "2026-04-09")
    ]
    assert course.programme_version == "2026-7"
    assert course.periods == before.periods
    assert course.timer(TimerKind.GRANT_END) == before.timer(TimerKind.GRANT_END)


@MOVES
def test_a_paused_course_goes_over_and_keeps_the_days_it_stood_still() -> None:
    """local: internal deadlines shift with a pause, also where the rules change during it."""
    plain, _ = gone_over(staged(*beginning()), NEW)
    paused = staged(*beginning(), c.Pause(cause="illness"))
    stage, _ = gone_over(paused, NEW)
    assert course_of(stage).phase is Phase.PAUSED
    for play in (plain, stage):
        play.until(at("2026-03-19 12:00"))
    stage.step(c.Resume())
    before, after = (course_of(play).timer(TimerKind.FOLLOW_UP) for play in (plain, stage))
    assert before is not None
    assert after is not None
    assert (after.deadline_on - before.deadline_on).days >= 5
    assert after.why.rests != ()


@MOVES
def test_a_rung_that_has_fired_never_fires_again_under_the_new_version() -> None:
    """local: exactly-once rungs, whatever the rules are changed to."""
    stage = staged(*beginning(), at("2026-03-27 12:00"))
    fired = [one.event.firing for one in stage.history if hasattr(one.event, "firing")]
    stage, _ = gone_over(stage, NEW)
    stage.until(at("2026-06-10 12:00"))
    firings = [one.event.firing for one in stage.history if hasattr(one.event, "firing")]
    assert fired
    assert len(firings) == len(set(firings))
    follow_ups = [one for one in firings if one.startswith("follow_up@")]
    assert len({one.rpartition("#")[2] for one in follow_ups}) == len(follow_ups)


@MOVES
def test_a_deadline_that_people_were_reminded_of_never_comes_earlier() -> None:
    """local: exactly-once rungs: the next follow-up may fall due on the very day that was told before."""
    quick = version("2026-8", JULY)
    stage, _ = gone_over(staged(*beginning()), NEW)
    stage.until(at("2026-04-09 12:00"))
    stage, event = gone_over(stage, quick, was=NEW)
    assert [one.timer for one in event.moved if one.timer == "follow_up"] == []
    stage.step(follow_up("2026-03-26", dict.fromkeys(("g1", "g2", "g3"), "action")))
    stage.until(at("2026-05-20 12:00"))
    firings = [one.event.firing for one in stage.history if hasattr(one.event, "firing")]
    assert len(firings) == len(set(firings))
    assert sum(one.startswith("follow_up@2026-04-09#0") for one in firings) == 1


@MOVES
def test_what_is_done_since_brings_no_day_back_that_was_told_before() -> None:
    """local: exactly-once rungs, where a version that was left comes back."""
    quick = version("2026-8", JULY)
    marks = dict.fromkeys(("g1", "g2", "g3"), "action")
    stage, _ = gone_over(staged(*beginning()), NEW)
    stage.until(at("2026-04-10 12:00"))
    stage.step(follow_up("2026-03-26", marks))
    stage, _ = gone_over(stage, quick, was=NEW)
    follow = course_of(stage).timer(TimerKind.FOLLOW_UP)
    assert follow is not None
    assert follow.deadline_on == day("2026-04-23")
    stage.until(at("2026-06-10 12:00"))
    firings = [one.event.firing for one in stage.history if hasattr(one.event, "firing")]
    assert len(firings) == len(set(firings))


@MOVES
def test_a_longer_ladder_brings_the_review_that_the_old_one_had_no_step_for() -> None:
    """outside: rules that allow a further period hold for the courses that go over to them."""
    short = version("2026-1", day("2020-01-01"), steps=(Step(months=3),))
    stage = staged(*beginning(), programme=short)
    assert course_of(stage).timer(TimerKind.EXTENSION_REVIEW) is None
    stage, _ = gone_over(stage, NEW, was=short)
    assert course_of(stage).timer(TimerKind.EXTENSION_REVIEW) is not None


@MOVES
def test_a_shorter_ladder_opens_no_review_and_refuses_what_has_no_step_any_more() -> None:
    """S1: the ladder's position is enforced, by the version the course has."""
    short = version("2026-7", JULY, steps=(Step(months=3),))
    stage, event = gone_over(staged(*beginning()), short)
    assert event.cleared == ("extension_review",)
    assert course_of(stage).timer(TimerKind.EXTENSION_REVIEW) is None
    asked_for, _ = gone_over(staged(*beginning(), c.OpenExtensionReview()), short)
    with refused("ladder-used"):
        asked_for.step(replace(RENEWING, decided_on=local_day(asked_for.now)))


@MOVES
def test_a_review_that_is_open_already_is_not_opened_twice_by_a_longer_ladder() -> None:
    """local: one matter for one question."""
    short = version("2026-1", day("2020-01-01"), steps=VIBORG.grants.steps[:2])
    open_review = staged(*beginning(), c.OpenExtensionReview(), programme=short)
    stage, _ = gone_over(open_review, NEW, was=short)
    assert course_of(stage).timer(TimerKind.EXTENSION_REVIEW) is None


def test_a_course_does_not_go_over_to_the_version_it_has() -> None:
    """local: nothing is recorded that changes nothing."""
    stage = staged(*beginning())
    with refused("same-version"):
        stage.act(c.MigrateProgramme(to_version="2026-1"), CLOCK)
