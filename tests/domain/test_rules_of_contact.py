"""First contact, agreement and goals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import commands as c
from domain.events import ContactAttempted
from domain.lifecycle import Phase
from domain.timers import TimerKind
from tests.domain.staging import GOAL_SETTING, MATCHED, PHASE_OUT, closing, course_of, refused, staged
from tests.factories import (
    CASEWORKER,
    KIRSTEN,
    VIBORG,
    Play,
    Step,
    at,
    attempt,
    beginning,
    day,
    events_of,
    goals,
    meeting,
    sign,
)

PERIODIC = {TimerKind.FOLLOW_UP, TimerKind.PROGRESS_REPORT, TimerKind.THREE_PARTY_MEETING}


def tried(times: int, limit: int = 3) -> Play:
    """A course with so many attempts in vain, in a programme that tells after `limit`."""
    contact = VIBORG.contact.model_copy(update={"failed_attempts": limit})
    calls = (attempt("2026-02-26 09:10", reached=False) for _ in range(times))
    return staged(*MATCHED, *calls, programme=VIBORG.model_copy(update={"contact": contact}))


@pytest.mark.parametrize("limit", [1, 3])
@pytest.mark.requirement("local.first_contact")
def test_the_jobcentre_is_told_once_when_the_attempts_are_used(limit: int) -> None:
    told = [recorded.event for recorded in events_of(tried(5, limit).history, "ContactAttempted")]
    flags = [event.tell_jobcentre for event in told if isinstance(event, ContactAttempted)]
    assert flags == [number == limit for number in range(1, 6)]


@pytest.mark.requirement("local.first_contact")
def test_attempts_in_vain_leave_the_deadline_of_first_contact_running() -> None:
    assert course_of(tried(5)).timer(TimerKind.FIRST_CONTACT) is not None
    assert course_of(tried(5)).contact.failed == 5


@pytest.mark.requirement("S2.supplier_contacts")
def test_the_citizen_was_reached_so_the_first_meeting_is_due_and_counted_from_that_danish_day() -> None:
    late = c.RecordContactAttempt(attempted_at=at("2026-03-03 00:30"), channel="phone", reached=True)
    stage = staged(*MATCHED, at("2026-03-03 09:00"), late)
    course = course_of(stage)
    assert course.contact.first_on == day("2026-03-03")
    assert course.timer(TimerKind.FIRST_CONTACT) is None
    due = course.timer(TimerKind.FIRST_MEETING)
    assert due is not None
    assert due.why.base_on == day("2026-03-03")
    stage.step(attempt("2026-03-03 08:30", reached=True))
    assert course_of(stage).timer(TimerKind.FIRST_MEETING) == due


def test_what_has_not_happened_yet_cannot_be_recorded() -> None:
    stage = staged(*MATCHED)
    with refused("not-in-the-future"):
        stage.step(attempt("2026-02-27 09:00", reached=True))
    with refused("not-in-the-future"):
        stage.step(c.RecordFirstMeeting(held_on=day("2026-02-27")))
    stage = staged(*GOAL_SETTING)
    with refused("not-in-the-future"):
        stage.step(sign("2026-03-03"))


@pytest.mark.requirement("S4.agreement")
def test_the_agreement_needs_those_signatures_the_programme_names() -> None:
    stage = staged(*GOAL_SETTING)
    with refused("signatures"):
        stage.step(sign("2026-03-02", signed_by=("citizen", "mentor")))
    work = VIBORG.work.model_copy(update={"signers": ("citizen", "mentor")})
    stage = staged(*GOAL_SETTING, programme=VIBORG.model_copy(update={"work": work}))
    stage.step(sign("2026-03-02", signed_by=("citizen", "mentor")))
    assert course_of(stage).agreement_on == day("2026-03-02")


@pytest.mark.requirement("S0.realistic_goals")
def test_a_sub_goal_needs_a_goal_that_exists() -> None:
    stage = staged(*GOAL_SETTING)
    orphan = c.NewGoal(text="Op klokken 8.", target_on=day("2026-05-01"), parent="g9")
    with refused("parent-goal"):
        stage.step(c.AgreeGoals(goals=(orphan,)))
    stage.step(goals("En hverdag", "Op klokken 8"))
    assert [(goal.id, goal.parent) for goal in course_of(stage).goals] == [("g1", ""), ("g2", "g1")]
    stage.step(c.AgreeGoals(goals=(c.NewGoal(text="I praktik.", target_on=day("2026-05-01"), parent="g2"),)))
    assert course_of(stage).goals[-1].id == "g3"


@pytest.mark.parametrize("order", [("sign", "goals"), ("goals", "sign")])
def test_agreement_and_goals_in_either_order_begin_the_periodic_work_once(order: tuple[str, str]) -> None:
    steps = {"sign": sign("2026-03-02"), "goals": goals("Op klokken 8.")}
    stage = staged(*GOAL_SETTING, steps[order[0]])
    assert course_of(stage).phase is Phase.GOAL_SETTING
    stage.step(steps[order[1]])
    course = course_of(stage)
    assert course.phase is Phase.ACTIVE
    assert {timer.kind for timer in course.timers} >= PERIODIC
    assert course.timer(TimerKind.GOAL_SETTING) is None
    stage.step(at("2026-03-10 09:00"))
    stage.step(sign("2026-03-10"))
    stage.step(goals("Ud at gå."))
    assert course_of(stage).timers == course.timers


def test_agreement_and_goals_can_be_settled_although_phase_out_has_begun() -> None:
    stage = staged(*GOAL_SETTING, PHASE_OUT, goals("Op klokken 8."), sign("2026-03-02"))
    course = course_of(stage)
    assert course.phase is Phase.PHASING_OUT
    assert {timer.kind for timer in course.timers} >= PERIODIC
    assert course.timer(TimerKind.GOAL_SETTING) is None


def test_the_beginning_of_the_story_has_an_agreement_of_its_day() -> None:
    assert course_of(staged(*beginning())).agreement_on == day("2026-03-12")


TRIED = tuple(attempt("2026-02-26 09:10", reached=False) for _ in range(3))
ASKED = (*MATCHED, *TRIED)


def asked(stage: Play) -> list[str]:
    """The open questions of what to do about a citizen who cannot be reached."""
    return [matter.id for matter in course_of(stage).open_matters("no_contact")]


@pytest.mark.requirement("local.first_contact")
def test_attempts_in_vain_are_a_matter_that_climbs_until_somebody_has_said_what_then() -> None:
    stage = staged(*MATCHED, *TRIED[:2])
    assert asked(stage) == []
    stage.step(TRIED[2])
    assert (asked(stage), course_of(stage).waiting_on) == (["b1"], "jobcentre")
    stage.step(at("2026-03-12 12:00"))
    assert course_of(stage).open_matters("no_contact")[0].rung == 2
    stage.step((KIRSTEN, c.SettleMatter(matter="b1", outcome="try_on", note="Prøv hjemmebesøg.")))
    assert asked(stage) == []
    for _ in range(2):
        stage.step(TRIED[0])
    assert asked(stage) == []
    stage.step(TRIED[0])
    assert asked(stage) == ["b2"]


@pytest.mark.parametrize(
    "step",
    [
        attempt("2026-02-26 10:00", reached=True),
        c.RecordFirstMeeting(held_on=day("2026-02-26")),
        c.Cancel(cause="moved", reason="Er flyttet, siger jobcenteret."),
    ],
)
def test_a_citizen_who_is_reached_or_a_course_that_is_ended_answers_it_by_itself(step: c.Command) -> None:
    stage = staged(*ASKED, step)
    assert asked(stage) == []
    assert not [timer for timer in course_of(stage).timers if timer.kind is TimerKind.NO_CONTACT]


SAID = c.SettleMatter(matter="b1", outcome="to_be_ended", note="Jonas Kjær, i telefonen 26. februar.")
GIVE_UP = c.Cancel(cause="no_contact", reason="Kan ikke træffes.")


@pytest.mark.requirement("outside.who_decided", "local.first_contact")
def test_a_course_ends_unreached_when_the_citizen_was_tried_and_the_jobcentre_says_so() -> None:
    """outside: the authority decides; local: after the programme's attempts."""
    with refused("not-tried-enough"):
        staged(*MATCHED, *TRIED[:2], (CASEWORKER, GIVE_UP))
    with refused("jobcentre-gives-up"):
        staged(*ASKED, GIVE_UP)
    with refused("jobcentre-gives-up"):
        staged(*ASKED, (KIRSTEN, replace(SAID, outcome="try_on")), GIVE_UP)
    with refused("ended-by-whom"):
        staged(*ASKED, (KIRSTEN, replace(SAID, note="")))
    for given_up in ((KIRSTEN, SAID), (CASEWORKER, replace(SAID, note=""))):
        assert course_of(staged(*ASKED, given_up, GIVE_UP)).phase is Phase.CANCELLED
    assert course_of(staged(*ASKED, (CASEWORKER, GIVE_UP))).phase is Phase.CANCELLED


def test_who_was_reached_after_all_is_not_given_up() -> None:
    reached = attempt("2026-02-26 10:00", reached=True)
    with refused("not-tried-enough"):
        staged(*ASKED, (KIRSTEN, SAID), reached, (CASEWORKER, GIVE_UP))
    assert course_of(staged(*ASKED, reached)).contact.failed == 0
    met = staged(*ASKED, (KIRSTEN, SAID), c.RecordFirstMeeting(held_on=day("2026-02-26")))
    assert (course_of(met).contact.failed, course_of(met).contact.given_up) == (0, False)


LATELY = tuple(attempt("2026-03-12 11:00", reached=False) for _ in range(3))


def in_support(*steps: Step, **contact: int) -> Play:
    """An active course on 12 March at noon, where the citizen was then tried."""
    rules = VIBORG.contact.model_copy(update=contact)
    return staged(*beginning(), *steps, programme=VIBORG.model_copy(update={"contact": rules}))


@pytest.mark.requirement("local.no_contact_in_support")
@pytest.mark.parametrize("limit", [2, 3])
def test_attempts_in_vain_during_the_support_are_told_and_ask_what_then(limit: int) -> None:
    """local: after so many in a row the jobcentre is told, and the matter climbs until it is answered."""
    stage = in_support(*LATELY[: limit - 1], support_attempts=limit)
    assert asked(stage) == []
    stage.step(LATELY[0])
    assert asked(stage) == ["b1"]
    attempted = stage.history[-2].event
    assert isinstance(attempted, ContactAttempted)
    assert (attempted.tell_jobcentre, attempted.failed) == (True, limit)
    course = course_of(stage)
    assert (course.phase, course.waiting_on) == (Phase.ACTIVE, "jobcentre")
    assert TimerKind.NO_CONTACT in {timer.kind for timer in course.timers}


def test_attempts_of_the_first_contact_do_not_count_when_the_support_has_begun() -> None:
    stage = staged(*ASKED, c.RecordFirstMeeting(held_on=day("2026-02-26")), TRIED[0])
    assert (course_of(stage).contact.failed, course_of(stage).contact.attempts) == (1, 4)
    assert asked(stage) == []


@pytest.mark.requirement("local.no_contact_in_support")
@pytest.mark.parametrize(
    ("entry", "answers"),
    [
        (meeting("2026-03-12", "11:10", "11:30"), True),
        (c.QuickNote(minutes=5, note="Ringede selv.", began_at=at("2026-03-12 11:30")), True),
        (meeting("2026-03-11"), False),
        (meeting("2026-03-12", "11:10", "11:30", form="desk"), False),
        (meeting("2026-03-12", "11:10", "11:30", attendance="no_show"), False),
    ],
)
def test_talking_to_the_citizen_answers_it_and_an_entry_without_her_or_of_before_does_not(
    entry: c.Command, answers: bool
) -> None:
    stage = in_support(*LATELY, entry)
    assert asked(stage) == ([] if answers else ["b1"])
    assert course_of(stage).contact.failed == (0 if answers else 3)


def test_being_reached_during_the_support_sets_no_deadline_of_first_contact() -> None:
    stage = in_support(*LATELY, attempt("2026-03-12 11:30", reached=True))
    assert asked(stage) == []
    assert course_of(stage).timer(TimerKind.FIRST_MEETING) is None
    assert course_of(stage).phase is Phase.ACTIVE


@pytest.mark.requirement("local.no_contact_in_support", "S0.closing_report")
def test_support_that_ends_since_nobody_reached_the_citizen_is_closed_with_its_true_reason() -> None:
    with refused("jobcentre-gives-up"):
        in_support(*LATELY, GIVE_UP)
    stage = in_support(*LATELY, (KIRSTEN, SAID), GIVE_UP)
    assert course_of(stage).phase is Phase.CLOSING
    stage.step(closing(reason="no_contact", outcome="none"))
    assert course_of(stage).phase is Phase.CLOSED
    assert not events_of(stage.history, "DeviationReported")
    with refused("not-tried-enough"):
        in_support(PHASE_OUT, closing(reason="no_contact"))


def test_a_programme_may_leave_it_at_telling_the_jobcentre() -> None:
    contact = VIBORG.contact.model_copy(update={"then": "tell"})
    stage = staged(*ASKED, programme=VIBORG.model_copy(update={"contact": contact}))
    assert asked(stage) == []
    assert getattr(stage.history[-1].event, "tell_jobcentre", None) is True
    stage.step(GIVE_UP)
    assert course_of(stage).phase is Phase.CANCELLED
