"""Progress reports: the placement section, and approval by somebody who did not write it."""

from __future__ import annotations

from typing import Any

import pytest

from domain import commands as c
from domain.calendar import local_day
from domain.events import ProgressReportSent
from domain.intents import intents
from domain.matters import MatterKind
from domain.timers import TimerKind
from domain.values import Actor, Role
from tests.domain.staging import AFTER_THE_GRANT, LATER, course_of, refused, staged
from tests.factories import CALENDAR, KIRSTEN, VIBORG, Play, at, beginning, day, meeting

LENE = Actor(Role.COORDINATOR, "lene")
REPORT = c.SendProgressReport(covers_to=day("2026-04-19"), summary="Det går fremad.")
APPROVE = c.SettleMatter(matter="g1", outcome="approved")
RETURN = c.SettleMatter(matter="g1", outcome="returned", note="Skriv om praktikken.")


def under(*steps: Any, **rules: Any) -> Play:
    """The course on 20 April under changed rules for reports."""
    reports = VIBORG.reports.model_copy(update=rules)
    return staged(*LATER, *steps, programme=VIBORG.model_copy(update={"reports": reports}))


def told(stage: Play) -> list[tuple[str, str]]:
    """Who is told what by the last event."""
    found = intents(stage.history[-1].event, course_of(stage), stage.now, CALENDAR)
    return [(intent.kind.value, intent.to) for intent in found]


@pytest.mark.requirement("S0.progress_report")
def test_where_the_citizen_is_in_placement_the_report_tells_of_it() -> None:
    """S0: progress report, also on placement."""
    at_work = meeting("2026-04-17", form="workplace")
    stage = under(at_work, placement_section=True)
    with refused("placement-untold"):
        stage.step(REPORT)
    stage.step(c.SendProgressReport(covers_to=day("2026-04-19"), summary="Fint.", placement="Møder stabilt."))
    for on in ("2026-03-02", "2026-04-19"):
        with refused("placement-untold") as told_of:
            under(meeting(on, "06:00", "07:00", form="workplace"), placement_section=True).step(REPORT)
    assert "arbejdspladsen med den 19. april 2026." in told_of.value.message
    under(placement_section=True).step(REPORT)
    under(at_work).step(REPORT)
    away = meeting("2026-04-17", form="workplace", attendance="excused")
    under(away, placement_section=True).step(REPORT)


def test_without_approval_it_is_sent_at_once() -> None:
    stage = under(REPORT)
    assert told(stage) == [("progress_report", "jobcentre"), ("progress_report", "citizen")]
    assert course_of(stage).open_matters() == ()


def test_a_report_waits_for_a_coordinator_who_did_not_write_it() -> None:
    """local: approval before sending where the programme wants it."""
    stage = under((KIRSTEN, REPORT), approval="coordinator")
    draft = stage.history[-2].event
    assert isinstance(draft, ProgressReportSent)
    assert (draft.awaits, course_of(stage).progress.reports, told(stage)) == ("g1", 0, [])
    with refused("report-waiting"):
        stage.step(REPORT)
    with refused("own-report"):
        stage.step((KIRSTEN, APPROVE))
    stage.step((LENE, APPROVE))
    assert told(stage) == [("progress_report", "jobcentre"), ("progress_report", "citizen")]
    progress = course_of(stage).progress
    assert (progress.reports, progress.reported_to, progress.draft_to) == (1, day("2026-04-19"), None)


def test_it_reminds_the_coordinator_the_same_day_and_on() -> None:
    stage = under(REPORT, at("2026-04-21 12:00"), approval="coordinator")
    assert course_of(stage).open_matters(MatterKind.REPORT_APPROVAL)[0].rung == 1
    assert course_of(stage).waiting_on == "coordinator"


def test_a_report_that_is_sent_back_is_written_again_the_next_working_day() -> None:
    stage = under(REPORT, approval="coordinator")
    with refused("returned-why"):
        stage.step((LENE, c.SettleMatter(matter="g1", outcome="returned")))
    stage.step((LENE, RETURN))
    course = course_of(stage)
    timer = course.timer(TimerKind.PROGRESS_REPORT)
    assert timer is not None
    assert (timer.deadline_on, course.progress.reports, told(stage)) == (day("2026-04-21"), 0, [])
    stage.step(REPORT)
    stage.step((LENE, c.SettleMatter(matter="g2", outcome="approved")))
    assert course_of(stage).progress.reports == 1


def test_a_report_that_waits_when_the_support_ends_can_still_be_approved() -> None:
    stage = under(at("2026-05-29 12:00"), approval="coordinator")
    stage.step(c.SendProgressReport(covers_to=local_day(stage.now), summary="Det sidste."))
    stage.step(AFTER_THE_GRANT)
    [waiting] = course_of(stage).open_matters(MatterKind.REPORT_APPROVAL)
    stage.step((LENE, c.SettleMatter(matter=waiting.id, outcome="returned", note="Ret tallene.")))
    assert course_of(stage).timer(TimerKind.PROGRESS_REPORT) is None


@pytest.mark.requirement("local.follow_up", "local.report", "local.no_progress", "local.closing")
def test_the_periodic_work_and_the_closing_report_come_when_the_local_defaults_say() -> None:
    """local: follow-up every 2 weeks, report every 8, no-progress window 8 weeks, closing report 5 days."""
    stage = staged(*beginning())
    due = {timer.kind: timer.deadline_on for timer in course_of(stage).timers}
    assert due[TimerKind.FOLLOW_UP] == day("2026-03-26")
    assert due[TimerKind.PROGRESS_REPORT] == due[TimerKind.PROGRESS_WINDOW] == day("2026-05-07")
    stage.step(AFTER_THE_GRANT)
    closing = course_of(stage).timer(TimerKind.CLOSING_REPORT)
    assert closing is not None
    assert (closing.why.base_on, closing.deadline_on) == (day("2026-05-31"), day("2026-06-08"))
