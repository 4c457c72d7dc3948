"""The courses of a golden file: short ones, in which every type of event occurs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from domain import commands as c
from domain.calendar import Calendar
from tests.domain.staging import APPROVED, CANCEL, PAUSE, RETURNED, closing, staged
from tests.factories import (
    CALENDAR,
    CIRCLE,
    CONSENT,
    JOB_PLAN,
    KIRSTEN,
    START,
    Play,
    Step,
    accept,
    appointment,
    at,
    attempt,
    beginning,
    day,
    deviation,
    follow_up,
    goals,
    granted,
    match,
    meeting,
    referral,
    register,
    sign,
    together,
    update,
)


def played() -> Iterator[Play]:
    """Short courses in which every type of event occurs."""
    yield staged(*beginning(), *together(), programme=CIRCLE)
    yield _signed()
    yield _moved()
    yield _erased()
    yield staged(*beginning(), *TURNED)
    yield staged(*TOLD)
    yield _whole()


def _signed() -> Play:
    """An extension that waits for a second signature."""
    two = CIRCLE.grants.model_copy(update={"signatures": 2})
    steps = (*beginning(), c.OpenExtensionReview())
    stage = staged(*steps, programme=CIRCLE.model_copy(update={"grants": two}))
    stage.step(granted(day("2026-06-01"), day("2026-08-31"), stage.now))
    return stage


def _moved() -> Play:
    """Deadlines that moved with the working days, and a course that went over to another version."""
    stage = staged(register())
    stage.calendar = Calendar({day("2026-03-02"): "lukkedag"}, CALENDAR.opens, CALENDAR.closes)
    stage.step(c.ReprojectDeadlines())
    stage.step(c.MigrateProgramme(to_version="2026-2"))
    return stage


def _erased() -> Play:
    """A course that was stopped, and its file to the end."""
    stage = staged(register(), CANCEL)
    stage.now = at("2026-06-02 09:00")
    for step in FILE:
        stage.step(step)
    return stage


def _whole() -> Play:
    """A course from an incomplete referral to its closing report."""
    stage = Play()
    for moment, steps in SCRIPT:
        stage.now = moment
        for step in steps:
            stage.step(step)
    return stage


TURNED: tuple[Step, ...] = (
    c.Pause(cause="holiday", from_on=day("2026-03-20"), until=day("2026-03-27")),
    c.DropPlannedPause(),
    PAUSE,
    c.ChangePause(until=day("2026-03-27")),
    c.Resume(),
    c.ChangeCaseworker(caseworker="Birgit Holm"),
    CANCEL,
    closing(),
    c.Reopen(reason="Flytningen blev ikke til noget."),
)
"""Pauses, a new caseworker, an early end, and a course that opens again."""
TOLD: tuple[Step, ...] = (
    register(referral(consent=replace(CONSENT, expires_on=day("2026-02-27")))),
    accept(),
    match(),
    at("2026-03-02 09:00"),
    c.AgreeDisclosure(recipient="workplace", kinds=("considerations",), from_on=day("2026-03-02")),
    c.AnnounceStart(what="placement", starts_on=day("2026-03-04")),
    c.RecordDisclosure(
        recipient="workplace", kinds=("considerations",), told_on=day("2026-03-02"), note="Pauser."
    ),
    c.ReviseConsiderations(considerations="Korte dage."),
    c.EndDisclosure(disclosure="d1"),
    c.WithdrawConsent(withdrawn_on=day("2026-03-02"), note="Sagt i telefonen."),
)
"""What outsiders were told, and a consent that ran out and was withdrawn."""
FILE: tuple[Step, ...] = (
    c.RecordAccessRequest(
        received_on=day("2026-06-02"), kinds=("file_access", "data_access"), channel="letter", wish="Alt."
    ),
    c.RecordAccessDraft(matter="i1", delivered_on=day("2026-06-02"), document_sha256="a" * 64),
    (KIRSTEN, c.SettleMatter(matter="i1", outcome="given")),
    (KIRSTEN, c.SettleMatter(matter="d2", outcome="withdrawn")),
    c.MarkThirdParty(marks=(c.NewMark(what="words", why="safety", words="naboen"),)),
    c.MarkThirdParty(put_back=("u1",)),
    c.HoldErasure(reason="court"),
    c.LiftHold(),
    RETURNED,
    APPROVED,
    c.RecordErasure(keys=2, mails=1, letters=3, index_entries=1),
)
LATER_MAIL = update(
    referral(
        caseworker="Birgit Holm",
        job_plan=replace(JOB_PLAN, dated_on=day("2026-02-01"), aim="Et fleksjob."),
    ),
    withdrawn=day("2026-04-01"),
)
NOT_BACK = c.ReportMissedCheckIn(visit=1, mentor="bo", expected_at=at("2026-04-01 14:00"))
SCRIPT: tuple[tuple[datetime, tuple[c.Command, ...]], ...] = (
    (START, (register(referral(consent=None)), c.CompleteReferral(mail_id="mail-2", referral=referral()))),
    (
        START + timedelta(hours=2),
        (
            accept(),
            c.PutOnWaitingList(reason="language"),
            match(),
            attempt("2026-02-26 10:00", reached=False),
        ),
    ),
    (at("2026-02-27 10:00"), (attempt("2026-02-27 09:30", reached=True), appointment("2026-03-02 10:00"))),
    (at("2026-03-02 10:00"), (c.PassTime(), c.RecordFirstMeeting(held_on=day("2026-03-02")))),
    (at("2026-03-02 12:00"), (meeting("2026-03-02", appointment="a1", observation="Godt humør."),)),
    (
        at("2026-03-03 12:00"),
        (appointment("2026-03-10 10:00"), c.CancelAppointment(appointment="a2", cause="illness")),
    ),
    (at("2026-03-04 12:00"), (sign("2026-03-04"), goals("En hverdag.", "Op klokken 8."))),
    (at("2026-03-11 12:00"), (follow_up("2026-03-11", {"g1": "action", "g2": "relapse"}, ("g1",)), PAUSE)),
    (at("2026-03-18 12:00"), (c.Resume(), c.ReassignMentor(mentor="bo", handover="Ring om formiddagen."))),
    (at("2026-04-01 09:00"), (c.RecordSection85(from_on=day("2026-04-01"), section_85="no"),)),
    (at("2026-04-02 09:00"), (LATER_MAIL, c.MarkUpdateSeen(matter="n1"), NOT_BACK)),
    (
        at("2026-04-16 09:00"),
        (deviation(), c.AcknowledgeDeviation(matter="f2", by="D-0001", outcome="Aftalt.")),
    ),
    (
        at("2026-04-16 10:00"),
        (
            c.AddExplanation(matter="f2", explanation="Bussen var aflyst."),
            c.RecordDeviationOutcome(matter="f2", result="explained", note="Kvittering for bussen er set."),
            c.WithdrawDeviation(matter="f2", reason="Turen var aflyst for alle."),
        ),
    ),
    (
        at("2026-04-17 22:30"),
        (
            meeting("2026-04-16", "08:00", "22:00"),
            meeting("2026-04-17", "08:00", "22:00"),
            c.ShowLogEntry(
                entries=(1, 2), shown="withheld", shown_on=day("2026-04-17"), reason="Nævner en anden."
            ),
            c.ConfirmHours(entries=(1,), how="signature", confirmed_on=day("2026-04-17")),
            c.SettleMatter(matter="t3", outcome="plan_adjusted", note="Hver anden uge."),
        ),
    ),
    (
        at("2026-04-20 09:00"),
        (
            c.SendProgressReport(covers_to=day("2026-04-19"), summary="Det går fremad."),
            c.OpenExtensionReview(),
            c.ProposeExtension(
                starts_on=day("2026-06-01"), ends_on=day("2026-06-14"), hours=Decimal(5), need="Praktik."
            ),
            granted(day("2026-06-01"), day("2026-06-14"), at("2026-04-20 09:00")),
            c.StartPhaseOut(plan="Hver anden uge."),
            c.WriteClosingParts(manages_alone="Tager selv bussen.", unresolved="Søvnen."),
        ),
    ),
    (
        at("2026-06-15 08:00"),
        (c.PassTime(), closing(2), c.RecordEvaluation(given_on=day("2026-06-15"), score=5)),
    ),
)
