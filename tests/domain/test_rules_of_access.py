"""The citizen asks to see her file: forwarded at once, two clocks, and the authority's answer ends them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain import commands as c
from domain.events import AccessDraftDelivered, AccessRequested, MatterOpened, TimerFired
from domain.explain import explain
from domain.history import of_type
from domain.intents import intents
from domain.lifecycle import Phase
from domain.notices import Basis, NoticeKind, basis
from domain.timers import Unit, Why, count
from tests.domain.staging import CANCEL, course_of, in_phase, later, refused, staged
from tests.factories import CALENDAR, KIRSTEN, at, day, deviation, register

BOTH = c.RecordAccessRequest(
    received_on=day("2026-04-20"), kinds=("file_access", "data_access"), channel="mail", wish="Alt."
)


@pytest.mark.requirement("outside.access_request")
def test_the_two_clocks_run_apart_from_the_day_the_request_came() -> None:
    """outside: aktindsigt 7 working days and the regulation's one month run apart."""
    stage = later(BOTH)
    deadlines = {timer.kind: timer for timer in course_of(stage).timers if timer.subject in {"i1", "d2"}}
    assert deadlines["file_access"].deadline_on == day("2026-04-29")
    assert deadlines["data_access"].deadline_on == day("2026-05-20")
    assert "7 arbejdsdage efter 20. april 2026" in explain(deadlines["file_access"], CALENDAR)
    assert "1 måned efter 20. april 2026" in explain(deadlines["data_access"], CALENDAR)
    (forwarded,) = [event for _, event in of_type(stage.history, AccessRequested)]
    assert forwarded.answer_by == (day("2026-04-29"), day("2026-05-20"))


@pytest.mark.parametrize(
    ("received", "answer_by"),
    [
        ("2026-01-31", "2026-03-02"),
        ("2026-03-05", "2026-04-07"),
        ("2026-03-31", "2026-04-30"),
        ("2026-11-24", "2026-12-28"),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_and_moves_past_closed_days(
    received: str, answer_by: str
) -> None:
    """outside: a month is a month, whatever its length; 28 February 2026 is a Saturday."""
    assert count(Why(day(received), 1, Unit.MONTHS), CALENDAR) == day(answer_by)


@pytest.mark.requirement("outside.access_request")
def test_the_authority_is_told_at_once_and_on_the_law() -> None:
    """outside: a supplier forwards an access request the same day, also in the evening."""
    evening = at("2026-04-20 21:30")
    stage = later(evening, BOTH)
    (forwarded,) = [event for _, event in of_type(stage.history, AccessRequested)]
    told = intents(forwarded, course_of(stage), evening, CALENDAR)
    assert {(one.kind, one.to, one.not_before) for one in told} == {
        (NoticeKind.ACCESS_REQUESTED, "jobcentre", evening),
        (NoticeKind.ACCESS_REQUESTED, "coordinator", evening),
    }
    assert basis(NoticeKind.ACCESS_REQUESTED, "jobcentre") is Basis.LAW


def test_one_kind_alone_starts_one_clock() -> None:
    """outside: the two rights are asked for one by one or together."""
    stage = later(replace(BOTH, kinds=("data_access",)))
    (matter,) = course_of(stage).open_matters()
    assert (matter.kind, course_of(stage).waiting_on) == ("data_access", "coordinator")


def test_what_runs_already_is_not_begun_again_but_the_other_kind_is() -> None:
    stage = later(replace(BOTH, kinds=("file_access",)))
    stage.step(BOTH)
    assert [matter.id for matter in course_of(stage).open_matters()] == ["i1", "d2"]
    with refused("access-already-open"):
        stage.step(BOTH)


def test_a_request_cannot_have_come_tomorrow() -> None:
    with refused("not-in-the-future"):
        later(c.RecordAccessRequest(received_on=day("2026-04-21"), kinds=("file_access",), channel="mail"))


def test_a_draft_is_recorded_on_an_open_request_and_the_clock_runs_on() -> None:
    """outside: the supplier delivers a draft; the decision is the authority's."""
    draft = c.RecordAccessDraft(matter="i1", delivered_on=day("2026-04-20"), document_sha256="a" * 64)
    stage = later(BOTH, draft)
    assert len(list(of_type(stage.history, AccessDraftDelivered))) == 1
    assert len(course_of(stage).open_matters()) == 2
    missed = later(deviation())
    for without, matter in ((stage, "i9"), (missed, "f1")):
        with refused("unknown-access"):
            without.step(replace(draft, matter=matter))


def test_the_authority_s_answer_ends_its_clock_and_no_other() -> None:
    """outside: closed with the authority's answer, each right by itself."""
    stage = later(BOTH)
    stage.act(c.SettleMatter(matter="i1", outcome="given_in_part"), KIRSTEN)
    assert [matter.kind for matter in course_of(stage).open_matters()] == ["data_access"]
    assert [timer.subject for timer in course_of(stage).timers if timer.kind == "data_access"] == ["d2"]


def test_unanswered_it_climbs_to_the_jobcentre_and_never_stops() -> None:
    """outside: nobody may forget the citizen's request."""
    stage = later(BOTH, at("2026-05-29 12:00"))
    fired = [event for _, event in of_type(stage.history, TimerFired) if event.kind == "file_access"]
    assert [event.deadline_on for event in fired] == [day("2026-04-29")] * len(fired)
    assert fired[0].to == ("coordinator",)
    assert fired[-1].to == ("coordinator", "jobcentre")
    assert len(fired) > 10


@pytest.mark.parametrize("phase", sorted(Phase))
def test_a_request_can_come_in_every_phase_also_when_the_course_has_ended(phase: Phase) -> None:
    """outside: the right lasts as long as the file is kept."""
    stage = in_phase(phase)
    today: date = stage.now.date()
    stage.step(c.RecordAccessRequest(received_on=today, kinds=("file_access",), channel="letter"))
    course = course_of(stage)
    assert course.phase is phase
    assert course.waiting_on in {"coordinator", "jobcentre"}
    assert course.next_due_at is not None


def test_a_request_outlives_the_end_of_the_course_with_its_clock() -> None:
    """outside: closing the course answers nobody's request."""
    asked = c.RecordAccessRequest(received_on=day("2026-02-26"), kinds=("file_access",), channel="mail")
    stage = staged(register(), asked, CANCEL)
    course = course_of(stage)
    assert [matter.id for matter in course.open_matters()] == ["i1"]
    assert [timer.kind for timer in course.timers] == ["file_access"]
    stage.step(at("2026-03-11 12:00"))
    assert any(event.kind == "file_access" for _, event in of_type(stage.history, TimerFired))
    assert len(list(of_type(stage.history, MatterOpened))) == 1
