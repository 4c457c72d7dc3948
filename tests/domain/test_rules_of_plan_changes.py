"""A mentor asks for a change of the plan: she is answered in time, by the one whose it is to decide."""

from __future__ import annotations

import pytest

from domain import commands as c
from domain.course_parts import Matter
from domain.events import MatterOpened, MatterSettled, sealed_fields
from domain.intents import intents
from domain.matters import RULES, MatterKind
from domain.notices import NoticeKind
from domain.timers import TimerKind
from tests.domain.staging import course_of, refused, staged
from tests.factories import AMIRA, CALENDAR, CASEWORKER, KIRSTEN, Play, at, beginning, day

MONDAY = at("2026-03-16 10:00")
HOURS = c.AskForPlanChange(about="hours", why="Vi når ikke det aftalte på to timer.")
GOALS = c.AskForPlanChange(about="goals", why="Det første mål er blevet for let.")
ASKED = pytest.mark.requirement("local.plan_change")


def asked(*commands: c.Command) -> Play:
    """An active course on a Monday, and what the mentor asks for."""
    return staged(*beginning(), MONDAY, *((AMIRA, one) for one in commands))


def settle(matter: str, outcome: str, note: str = "") -> c.SettleMatter:
    return c.SettleMatter(matter=matter, outcome=outcome, note=note)


def the_last(stage: Play) -> Matter:
    return course_of(stage).matters[-1]


@ASKED
def test_the_coordinator_is_told_the_same_day_and_owes_an_answer_in_three() -> None:
    stage = asked(HOURS)
    matter = the_last(stage)
    assert (matter.kind, matter.cause, course_of(stage).waiting_on) == (
        MatterKind.PLAN_CHANGE,
        "hours",
        "coordinator",
    )
    timer = next(one for one in course_of(stage).timers if one.kind is TimerKind.PLAN_CHANGE)
    assert timer.deadline_on == day("2026-03-19")
    assert stage.history[-1].event.note == HOURS.why
    assert "note" in sealed_fields(MatterOpened)


@ASKED
def test_one_request_about_each_thing_is_open_at_a_time() -> None:
    stage = asked(HOURS)
    with refused("plan-change-asked"):
        stage.step((AMIRA, HOURS))
    stage.step((AMIRA, GOALS))
    matter = course_of(stage).open_matters(MatterKind.PLAN_CHANGE)[0]
    stage.step((KIRSTEN, settle(matter.id, "to_caseworker", "To timer mere om ugen.")))
    with refused("plan-change-asked"):
        stage.step((AMIRA, HOURS))


@ASKED
def test_the_answer_and_its_day_stay_with_what_was_asked() -> None:
    stage = asked(GOALS)
    with refused("not-yours-to-settle"):
        stage.step((AMIRA, settle(the_last(stage).id, "change_granted")))
    stage.step((KIRSTEN, settle(the_last(stage).id, "change_granted")))
    answered = the_last(stage)
    assert (answered.status, answered.outcome, answered.settled_on) == (
        "closed",
        "change_granted",
        day("2026-03-16"),
    )


@ASKED
@pytest.mark.parametrize("outcome", ["change_granted_in_part", "change_not_granted"])
def test_what_is_not_wholly_granted_is_answered_with_a_reason(outcome: str) -> None:
    stage = asked(GOALS)
    with refused("answer-why"):
        stage.step((KIRSTEN, settle(the_last(stage).id, outcome)))
    stage.step((KIRSTEN, settle(the_last(stage).id, outcome, "Borgeren ønsker det ikke.")))
    assert the_last(stage).outcome == outcome


@ASKED
def test_what_is_the_caseworkers_to_decide_goes_on_to_her_in_the_coordinators_words() -> None:
    """S3: the caseworker sets focus areas and reassesses; hours beyond the grant are the authority's."""
    stage = asked(HOURS)
    with refused("answer-why"):
        stage.step((KIRSTEN, settle(the_last(stage).id, "to_caseworker")))
    stage.step((KIRSTEN, settle(the_last(stage).id, "to_caseworker", "To timer mere om ugen.")))
    event = stage.history[-1].event
    assert isinstance(event, MatterOpened)
    assert (event.kind, event.cause, event.note) == (
        MatterKind.PLAN_DECISION,
        "hours",
        "To timer mere om ugen.",
    )
    assert course_of(stage).waiting_on == "jobcentre"
    told = intents(event, course_of(stage), MONDAY, CALENDAR)
    assert [(one.kind, one.to) for one in told] == [(NoticeKind.PLAN_CHANGE_ASKED, "jobcentre")]
    stage.step((CASEWORKER, settle(the_last(stage).id, "change_granted")))
    assert course_of(stage).open_matters() == ()


def told_of(stage: Play) -> list[tuple[str, str]]:
    """To whom the last event is told, and as what."""
    event = stage.history[-1].event
    return [(one.kind, one.to) for one in intents(event, course_of(stage), stage.now, CALENDAR)]


THE_ANSWER = [(NoticeKind.PLAN_CHANGE_ANSWERED, "mentor")]


@ASKED
@pytest.mark.parametrize("outcome", RULES[MatterKind.PLAN_DECISION].outcomes)
def test_the_mentor_is_told_that_there_is_an_answer_whatever_it_is(outcome: str) -> None:
    stage = asked(GOALS)
    stage.step((KIRSTEN, settle(the_last(stage).id, outcome, "Aftalt på mødet.")))
    assert told_of(stage) == THE_ANSWER


@ASKED
def test_a_request_that_is_passed_on_is_told_of_when_the_caseworker_has_answered() -> None:
    stage = asked(HOURS)
    stage.step((KIRSTEN, settle(the_last(stage).id, "to_caseworker", "To timer mere om ugen.")))
    settled = next(one.event for one in stage.history if isinstance(one.event, MatterSettled))
    assert intents(settled, course_of(stage), MONDAY, CALENDAR) == ()
    assert the_last(stage).asked_by == str(AMIRA)
    stage.step((CASEWORKER, settle(the_last(stage).id, "change_granted")))
    assert told_of(stage) == THE_ANSWER


@ASKED
def test_the_answer_is_told_in_office_hours() -> None:
    stage = asked(GOALS)
    stage.step((KIRSTEN, settle(the_last(stage).id, "change_granted")))
    (told,) = intents(stage.history[-1].event, course_of(stage), at("2026-03-16 22:00"), CALENDAR)
    assert (told.urgent, told.not_before) == (False, CALENDAR.within_office_hours(at("2026-03-16 22:00")))
    assert told.not_before > at("2026-03-17 00:00")


@ASKED
def test_a_new_mentor_is_not_told_of_what_the_one_before_asked_for() -> None:
    stage = asked(c.AskForPlanChange(about="mentor", why="Vi har svært ved at tale sammen."))
    stage.step((KIRSTEN, c.ReassignMentor(mentor="bo", handover="Ring om formiddagen.")))
    assert told_of(stage) == []


@ASKED
def test_goals_mentor_and_pause_are_not_passed_on() -> None:
    stage = asked(GOALS)
    with refused("ours-to-change"):
        stage.step((KIRSTEN, settle(the_last(stage).id, "to_caseworker", "Se på målene.")))


@ASKED
def test_a_coordinator_who_notes_the_caseworkers_answer_says_whose_it_is() -> None:
    stage = asked(HOURS)
    stage.step((KIRSTEN, settle(the_last(stage).id, "to_caseworker", "To timer mere om ugen.")))
    with refused("answered-by-whom"):
        stage.step((KIRSTEN, settle(the_last(stage).id, "change_granted")))
    stage.step((KIRSTEN, settle(the_last(stage).id, "change_granted", "Birgit Holm pr. telefon 16. marts.")))
    assert the_last(stage).status == "closed"


@ASKED
@pytest.mark.parametrize(
    ("about", "done"),
    [
        ("mentor", (KIRSTEN, c.ReassignMentor(mentor="bo", handover="Ring om formiddagen."))),
        ("pause", (KIRSTEN, c.Pause(cause="holiday", until=day("2026-03-27")))),
        (
            "pause",
            (KIRSTEN, c.Pause(cause="holiday", from_on=day("2026-03-18"), until=day("2026-03-27"))),
        ),
        ("focus", (CASEWORKER, c.SetFocusAreas(from_on=day("2026-03-16"), areas=("Struktur",)))),
    ],
)
def test_what_was_asked_for_is_answered_by_doing_it(about: c.PlanChange, done: object) -> None:
    stage = asked(c.AskForPlanChange(about=about, why="Det går ikke, som det er."), GOALS)
    stage.step(done)
    event = stage.history[-1].event
    assert isinstance(event, MatterSettled)
    assert (event.outcome, event.settled_on) == ("change_granted", day("2026-03-16"))
    assert [one.cause for one in course_of(stage).open_matters()] == ["goals"]


@ASKED
def test_a_request_ends_with_the_support() -> None:
    stage = staged(*beginning(), at("2026-05-29 10:00"), (AMIRA, GOALS), at("2026-06-02 09:00"))
    assert MatterKind.PLAN_CHANGE not in {one.kind for one in course_of(stage).open_matters()}
