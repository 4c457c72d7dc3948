"""Attempts in vain: what is asked of the jobcentre, who answers it, and when a course ends unreached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import commands as c
from domain.events import ContactAttempted
from domain.lifecycle import Phase
from domain.timers import TimerKind
from tests.domain.staging import MATCHED, PHASE_OUT, closing, course_of, refused, staged
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
    meeting,
)

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
