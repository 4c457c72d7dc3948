"""Courses in every phase, a command of every kind, and a refusal that is looked at closely."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from domain import commands as c
from domain.calendar import local_day
from domain.course import Course
from domain.errors import Refused
from domain.events import GoalAnswer, GoalResult
from domain.lifecycle import Phase
from domain.programme import Programme
from tests.domain.readable import is_sentence
from tests.factories import (
    VIBORG,
    Play,
    Step,
    accept,
    appointment,
    at,
    attempt,
    beginning,
    match,
    meeting,
    referral,
    register,
    sign,
    update,
)

PAUSE = c.Pause(cause="illness", reason="Indlagt.")
CANCEL = c.Cancel(cause="moved", reason="Flyttet til en anden kommune.")
FIRST_MEETING = c.RecordFirstMeeting(held_on=local_day(at("2026-03-02 11:00")))
PHASE_OUT = c.StartPhaseOut(plan="Møderne bliver færre.")
REFUSED_EXTENSION = c.DecideExtension(
    granted=False,
    decider="D-0001",
    decider_role="caseworker",
    unit="Team Afklaring",
    channel="letter",
    decided_on=local_day(at("2026-02-26 10:00")),
)
AFTER_THE_GRANT = at("2026-06-02 09:00")
RETURNED = c.RecordFileReturn(
    returned_on=local_day(AFTER_THE_GRANT), how="secure_mail", document_sha256="f" * 64
)
APPROVED = c.ApproveErasure(
    decider="D-0001",
    decider_role="caseworker",
    unit="Team Afklaring",
    decided_on=local_day(AFTER_THE_GRANT),
    early=True,
)
ACCEPTED = (register(), at("2026-02-26 10:00"), accept())
MATCHED = (*ACCEPTED, match())
GOAL_SETTING = (*MATCHED, at("2026-03-02 12:00"), FIRST_MEETING)


def closing(goals: int = 3, **changes: Any) -> c.RecordClosing:
    """The closing report, with a result for each of so many goals."""
    results = tuple(GoalResult(f"g{number}", "reached") for number in range(1, goals + 1))
    fields = {"reason": "grant_ended", "outcome": "job", "results": results, "review": "Et godt forløb."}
    return c.RecordClosing(**{**fields, **changes})


IN_PHASE: dict[Phase, tuple[Step, ...]] = {
    Phase.RECEIVED: (register(),),
    Phase.INCOMPLETE: (register(referral(consent=None)),),
    Phase.ACCEPTED: ACCEPTED,
    Phase.MATCHED: MATCHED,
    Phase.CONTACTING: (*MATCHED, at("2026-02-27 10:00"), attempt("2026-02-27 09:00", reached=False)),
    Phase.GOAL_SETTING: GOAL_SETTING,
    Phase.ACTIVE: beginning(),
    Phase.PHASING_OUT: (*beginning(), PHASE_OUT),
    Phase.CLOSING: (*beginning(), AFTER_THE_GRANT),
    Phase.CLOSED: (*beginning(), AFTER_THE_GRANT, closing()),
    Phase.PAUSED: (*beginning(), PAUSE),
    Phase.CANCELLED: (register(), CANCEL),
}
"""How a course comes into each phase."""


def staged(*steps: Step, programme: Programme = VIBORG) -> Play:
    """A course that has been played so far and can be played on."""
    stage = Play(programme)
    for step in steps:
        stage.step(step)
    return stage


def in_phase(phase: Phase) -> Play:
    """A course in that phase."""
    return staged(*IN_PHASE[phase])


def course_of(stage: Play) -> Course:
    """The course of a stage on which one has begun."""
    assert stage.course is not None
    return stage.course


@contextmanager
def refused(rule: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """A command is refused by exactly that rule, in a sentence that can be shown to people."""
    with pytest.raises(Refused) as caught:
        yield caught
    assert caught.value.rule == rule
    assert is_sentence(caught.value.message), caught.value.message


def samples(stage: Play) -> dict[str, c.Command]:
    """One sensible command of each kind, for the course and the moment."""
    now, today = stage.now, local_day(stage.now)
    commands: tuple[c.Command, ...] = (
        *_beginning(now, today),
        *_of_goals(today),
        *_of_work(today),
        *_of_matters(now, today),
        *_of_consent(today),
        *_ending(),
        *_of_the_file(today),
        c.ReprojectDeadlines(),
        c.ReportMissedCheckIn(visit=1, mentor="amira", expected_at=now),
        *(c.ReportIncident(incident=1), c.RecordEvaluation(given_on=today, score=4)),
        *(c.MigrateProgramme(to_version="2026-2"), c.PassTime()),
    )
    return {type(command).__name__: command for command in commands}


def _beginning(now: datetime, today: date) -> tuple[c.Command, ...]:
    return (
        register(),
        c.CompleteReferral(referral=referral()),
        accept(),
        match(),
        c.PutOnWaitingList(reason="no_free_hours"),
        c.ReassignMentor(mentor="bo", handover="Møderne ligger bedst om formiddagen."),
        c.RecordContactAttempt(attempted_at=now, channel="phone", reached=True),
        c.RecordFirstMeeting(held_on=today),
        c.RecordSection85(from_on=today, section_85="same_person"),
        sign(f"{today}"),
    )


def _of_goals(today: date) -> tuple[c.Command, ...]:
    answers = tuple(GoalAnswer(f"g{n}", False, True, False, progress=7) for n in (1, 2, 3))
    step = c.NewStep(step="Ringe.", stage="preparation")
    return (
        c.AgreeGoals(goals=(c.NewGoal(text="Op klokken 8.", target_on=today),)),
        c.ReviseGoal(goal="g1", reason="Aftalt på mødet.", text="Op klokken 7."),
        c.DropGoal(goal="g1", reason="Ikke aktuelt."),
        c.AgreeChangePlan(agreed_on=today, with_citizen=True, steps=(step,)),
        c.SetRoles(weights={"vejleder": 100}, from_on=today),
        c.RecordSection85(from_on=today, section_85="same_person"),
        c.SetFocusAreas(areas=("netværk",), from_on=today, set_by="Jonas Kjær"),
        c.RecordFollowUp(held_on=today, answers=answers),
    )


def _of_work(today: date) -> tuple[c.Command, ...]:
    return (
        appointment("2027-01-04 10:00"),
        c.CancelAppointment(appointment="a2"),
        meeting(f"{today}", starts="00:10", ends="00:20"),
        c.QuickNote(minutes=5, note="Kommer lidt senere."),
        c.ShowLogEntry(entries=(1,), shown="accepted", shown_on=today),
        c.RecordMinutes(held_on=today, participants=("citizen", "mentor", "caseworker"), summary="Status."),
        c.ConfirmHours(entries=(1,), how="phone", confirmed_on=today),
        c.SendProgressReport(covers_to=today, summary="Det går fremad."),
    )


def _of_matters(now: datetime, today: date) -> tuple[c.Command, ...]:
    return (
        c.ReportDeviation(occurred_at=now, fact="Kom ikke i praktik."),
        c.AcknowledgeDeviation(matter="f1", by="D-0001"),
        c.AddExplanation(matter="f1", explanation="Bussen var aflyst."),
        c.RecordDeviationOutcome(matter="f1", result="explained"),
        c.WithdrawDeviation(matter="f1", reason="Meldt på den forkerte borger."),
        update(referral(caseworker="Birgit Holm")),
        c.MarkUpdateSeen(matter="n1"),
        c.RequestOtherMentor(wish="En, der bor tættere på."),
        c.AskForPlanChange(about="goals", why="Målene er nået."),
        c.FileComplaint(about="mentor", complaint="Han kommer for sent."),
        c.AnnounceStart(what="placement", starts_on=today),
        c.SettleMatter(matter="t1", outcome="hours_suffice"),
        c.EndEffort(matter="s1", reason="Mentors rolle understøtter ikke indsatsen."),
        c.OpenExtensionReview(),
        c.ProposeExtension(starts_on=today, ends_on=today, hours=Decimal(10)),
        REFUSED_EXTENSION,
    )


def _of_consent(today: date) -> tuple[c.Command, ...]:
    who: dict[str, Any] = {"recipient": "workplace", "kinds": ("considerations",)}
    return (
        c.WithdrawConsent(withdrawn_on=today),
        c.AgreeDisclosure(**who, from_on=today),
        c.EndDisclosure(disclosure="d1"),
        c.RecordDisclosure(**who, told_on=today, note="Korte dage."),
        c.ReviseConsiderations(considerations="Korte dage."),
    )


def _ending() -> tuple[c.Command, ...]:
    return (
        PHASE_OUT,
        c.WriteClosingParts(manages_alone="Rejser selv med bussen."),
        closing(),
        PAUSE,
        c.ChangePause(),
        c.DropPlannedPause(),
        c.Resume(),
        CANCEL,
        c.Reopen(reason="Det nye job holdt ikke."),
        c.ChangeCaseworker(caseworker="Birgit Holm"),
    )


def _of_the_file(today: date) -> tuple[c.Command, ...]:
    return (
        c.RecordAccessRequest(received_on=today, kinds=("file_access", "data_access"), channel="mail"),
        c.RecordAccessDraft(matter="i1", delivered_on=today, document_sha256="a" * 64),
        c.MarkThirdParty(marks=(c.NewMark(what="event", why="third_party", event=1),)),
        c.HoldErasure(reason="complaint"),
        c.LiftHold(),
        RETURNED,
        APPROVED,
        c.RecordErasure(keys=2, mails=1, letters=3, index_entries=1),
    )


LATER = (*beginning(), at("2026-04-20 12:00"))


def later(*steps: Step, hours: dict[str, Any] | None = None, **work: Any) -> Play:
    """A course on 20 April, with changed settings for the work and its hours where a test wants them."""
    changes = {
        "work": VIBORG.work.model_copy(update=work),
        "hours": VIBORG.hours.model_copy(update=hours or {}),
    }
    return staged(*LATER, *steps, programme=VIBORG.model_copy(update=changes))
