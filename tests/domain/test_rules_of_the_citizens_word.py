"""A wish for another mentor and a complaint are answered by a person, in time, and never get lost."""

from __future__ import annotations

import pytest

from domain import commands as c
from domain.calendar import local_day
from domain.events import MatterOpened, sealed_fields
from domain.intents import intents
from domain.matters import MatterKind
from domain.notices import NoticeKind
from domain.timers import TimerKind
from tests.domain.staging import CANCEL, MATCHED, closing, course_of, refused, staged
from tests.factories import AMIRA, CALENDAR, KIRSTEN, Play, Step, at, beginning

WISH = c.RequestOtherMentor(wish="En, der bor tættere på.")
COMPLAINT = c.FileComplaint(about="mentor", complaint="Han kommer for sent.")
MONDAY = at("2026-03-16 10:00")


def after(*commands: c.Command) -> Play:
    """An active course on a Monday, and what the citizen says."""
    return staged(*beginning(), MONDAY, *commands)


def kinds(stage: Play) -> list[MatterKind]:
    return [matter.kind for matter in course_of(stage).open_matters()]


@pytest.mark.requirement("local.other_mentor")
def test_a_wish_for_another_mentor_is_the_coordinators_to_answer() -> None:
    """outside: the citizen asks for another mentor; the coordinator hears of it the same day and again."""
    stage = after(WISH)
    (matter,) = course_of(stage).open_matters()
    assert (matter.kind, course_of(stage).waiting_on) == (MatterKind.OTHER_MENTOR, "coordinator")
    timer = next(one for one in course_of(stage).timers if one.kind is TimerKind.OTHER_MENTOR)
    assert (local_day(timer.due_at), timer.deadline_on.isoformat()) == (local_day(MONDAY), "2026-03-23")
    with refused("wish-open"):
        stage.step(WISH)
    with refused("not-yours-to-settle"):
        stage.step((AMIRA, c.SettleMatter(matter=matter.id, outcome="mentor_kept")))
    stage.step((KIRSTEN, c.SettleMatter(matter=matter.id, outcome="mentor_kept", note="De har talt sammen.")))
    assert kinds(stage) == []
    stage.step(WISH)


@pytest.mark.requirement("local.other_mentor")
def test_a_change_of_mentor_answers_the_wish() -> None:
    """local: nobody has to say twice that the citizen got another mentor."""
    stage = after(WISH, COMPLAINT, c.ReassignMentor(mentor="bo", handover="Ring om formiddagen."))
    assert kinds(stage) == [MatterKind.COMPLAINT]
    assert not [one for one in course_of(stage).timers if one.kind is TimerKind.OTHER_MENTOR]


@pytest.mark.parametrize(
    ("said", "cause", "words"), [(WISH, "", WISH.wish), (COMPLAINT, "mentor", COMPLAINT.complaint)]
)
def test_what_the_citizen_said_is_kept_word_for_word(said: c.Command, cause: str, words: str) -> None:
    event = after(said).history[-1].event
    assert isinstance(event, MatterOpened)
    assert (event.cause, event.note) == (cause, words)


@pytest.mark.requirement("outside.complaint")
def test_a_complaint_tells_the_citizen_by_letter_and_nobody_else() -> None:
    """outside: complaint guidance; what the citizen says is sealed and goes to nobody by itself."""
    stage = after(COMPLAINT)
    told = intents(stage.history[-1].event, course_of(stage), MONDAY, CALENDAR)
    assert [(one.kind, one.to) for one in told] == [(NoticeKind.COMPLAINT_RECEIVED, "citizen")]
    assert "note" in sealed_fields(MatterOpened)
    wish = after(WISH)
    assert intents(wish.history[-1].event, course_of(wish), MONDAY, CALENDAR) == ()


@pytest.mark.requirement("outside.complaint")
@pytest.mark.parametrize(
    ("stage", "step"),
    [
        ((*beginning(), at("2026-05-29 10:00"), COMPLAINT, at("2026-06-02 09:00")), closing()),
        ((*MATCHED, COMPLAINT), CANCEL),
    ],
)
def test_no_course_ends_with_a_complaint_nobody_has_answered(
    stage: tuple[Step, ...], step: c.Command
) -> None:
    """local: a complaint is answered before the course is closed or cancelled."""
    played = staged(*stage)
    (matter,) = course_of(played).open_matters(MatterKind.COMPLAINT)
    with refused("complaint-open"):
        played.step((KIRSTEN, step))
    played.step((KIRSTEN, c.SettleMatter(matter=matter.id, outcome="complaint_not_upheld")))
    played.step((KIRSTEN, step))
    assert not course_of(played).is_open


def test_a_complaint_outlives_the_support_and_a_wish_does_not() -> None:
    stage = staged(*beginning(), at("2026-05-29 10:00"), WISH, COMPLAINT, at("2026-06-02 09:00"))
    assert MatterKind.COMPLAINT in kinds(stage)
    assert MatterKind.OTHER_MENTOR not in kinds(stage)
