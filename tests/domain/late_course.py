"""A course where everything is done late and some of it wrongly: every ladder climbs to its repetitions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from domain import commands as c
from domain.errors import Refused
from domain.events import Event, GoalAnswer
from domain.programme import Programme
from domain.referral import Referral
from tests.domain.staging import closing
from tests.factories import (
    CASEWORKER,
    CITIZEN,
    CONSENT,
    GRANT,
    KIRSTEN,
    Play,
    Step,
    accept,
    appointment,
    at,
    attempt,
    day,
    follow_up,
    goals,
    granted,
    match,
    meeting,
    referral,
    register,
    sign,
    update,
)

Told = tuple[str, str] | tuple[datetime, Event]
"""A refusal with its sentence, or an event with its instant."""
FROM, TO = day("2026-04-13"), day("2026-07-12")


def _with_grant(**changes: Any) -> Referral:
    return referral(grant=replace(GRANT, **{"starts_on": FROM, "ends_on": TO, **changes}))


def _decision(role: str) -> c.DecideExtension:
    decided = granted(day("2026-07-13"), day("2026-10-12"), at("2026-05-18 10:00"), hours=Decimal(2))
    return replace(decided, decider_role=role)


_ERASE = c.ApproveErasure(
    decider="D-0001", decider_role="caseworker", unit="Arkivet", decided_on=day("2030-11-04")
)
LATE: tuple[Step, ...] = (
    register(replace(_with_grant(), consent=None)),
    at("2026-03-27 10:00"),
    c.CompleteReferral(referral=_with_grant(decisive=False)),
    accept(),
    c.CompleteReferral(referral=_with_grant(starts_on=day("2019-12-02"), ends_on=day("2020-01-31"))),
    accept(),
    c.CompleteReferral(referral=_with_grant()),
    at("2026-04-10 10:00"),
    accept(),
    at("2026-04-27 10:00"),
    match(),
    c.OpenExtensionReview(),
    attempt("2026-04-27 09:00", reached=False),
    attempt("2026-04-27 09:10", reached=False),
    attempt("2026-04-27 09:20", reached=False),
    at("2026-05-18 10:00"),
    _decision("manager"),
    _decision("caseworker"),
    attempt("2026-05-18 09:00", reached=True),
    at("2026-06-17 10:00"),
    c.RecordFirstMeeting(held_on=day("2026-06-08")),
    at("2026-07-14 10:00"),
    sign("2026-07-06"),
    goals("Op klokken 8.", "I praktik.", target_on="2026-10-01"),
    appointment("2026-07-16 10:00"),
    at("2026-07-22 17:30"),
    c.ReportDeviation(occurred_at=at("2026-07-20 09:00"), fact="Kom ikke i praktik."),
    at("2026-07-29 12:00"),
    c.AcknowledgeDeviation(matter="f3", by="D-0001"),
    meeting("2026-07-29", observation_kinds=("not-there",)),
    meeting("2026-07-24", attendance="excused"),
    meeting("2026-07-29", attendance="no_show"),
    c.AcknowledgeDeviation(matter="f4", by="D-0001"),
    update(Referral(citizen=CITIZEN, caseworker="Birgit Holm")),
    at("2026-08-03 12:00"),
    c.Pause(cause="holiday", until=day("2026-08-07")),
    at("2026-08-17 12:00"),
    c.Resume(),
    c.MarkUpdateSeen(matter="n5"),
    attempt("2026-08-17 09:00", reached=False),
    attempt("2026-08-17 09:10", reached=False),
    at("2026-11-02 12:00"),
    closing(2, may_be_asked=True),
    c.RecordFileReturn(returned_on=day("2026-11-02"), how="handover", document_sha256="f" * 64),
    c.RecordAccessRequest(
        received_on=day("2026-11-02"), kinds=("file_access", "data_access"), channel="letter"
    ),
    at("2027-01-04 12:00"),
    (KIRSTEN, c.SettleMatter(matter="i9", outcome="given")),
    (KIRSTEN, c.SettleMatter(matter="d10", outcome="given")),
    at("2027-05-10 12:00"),
    at("2030-11-04 12:00"),
    _ERASE,
    at("2031-11-03 12:00"),
    _ERASE,
)


PROMPT: tuple[Step, ...] = (register(), accept(), match(), at("2026-03-12 12:00"))
"""The same beginning with a mentor at once, so that reminders meant for her reach her."""


BUSY: tuple[Step, ...] = (
    register(_with_grant(starts_on=day("2026-03-02"), ends_on=day("2026-05-31"), hours_total=Decimal(4))),
    accept(),
    match(),
    at("2026-03-03 10:00"),
    attempt("2026-03-03 09:00", reached=True),
    c.RecordFirstMeeting(held_on=day("2026-03-03")),
    c.RequestOtherMentor(wish="En, der bor tættere på."),
    c.AskForPlanChange(about="goals", why="Målene er nået."),
    c.AskForPlanChange(about="hours", why="Vi mødes for sjældent."),
    (KIRSTEN, c.SettleMatter(matter="o3", outcome="to_caseworker", note="Flere timer.")),
    c.FileComplaint(about="mentor", complaint="Han kommer for sent."),
    c.ReportIncident(incident=1),
    meeting("2026-03-03", starts="05:00", ends="08:15", category="administration", form="desk"),
    at("2026-03-23 12:00"),
    meeting("2026-03-23", starts="08:00", ends="09:00", category="administration", form="desk"),
    at("2026-03-27 12:00"),
)
"""A course where most of the hours go at once, nobody looks at the rest, and then they are used up."""


SILENT: tuple[Step, ...] = (register(), accept(), match(), at("2026-06-15 12:00"))
"""A course whose extension nobody decides before its grant ends."""


FOLLOWED: tuple[Step, ...] = (
    register(_with_grant(starts_on=day("2026-03-02"), ends_on=day("2026-06-01"))),
    accept(),
    match(),
    at("2026-03-06 10:00"),
    attempt("2026-03-03 09:00", reached=True),
    c.RecordFirstMeeting(held_on=day("2026-03-03")),
    sign("2026-03-06"),
    c.AgreeGoals(goals=(c.NewGoal(template="coping_without_support", target_on=day("2026-05-29")),)),
    c.RecordFollowUp(held_on=day("2026-03-06"), answers=(GoalAnswer("g1", False),)),
    follow_up("2026-03-06", {"g1": "maintenance"}),
    meeting("2026-03-06", "08:00", "09:00", category="administration", form="workplace"),
    c.SendProgressReport(covers_to=day("2026-03-06"), summary="Vi er begyndt."),
    at("2026-06-01 12:00"),
    at("2026-06-02 12:00"),
    closing(1),
)
"""A course where one goal was followed up once, half at first, and nothing has moved since."""


RUNNING_OUT: tuple[Step, ...] = (
    register(referral(consent=replace(CONSENT, expires_on=day("2026-04-15")))),
    accept(),
    match(),
    at("2026-04-20 12:00"),
)
"""A course whose consent runs out though everybody was reminded of it."""


STARTING: tuple[Step, ...] = (
    *PROMPT,
    c.AnnounceStart(what="job", starts_on=day("2026-03-17")),
    at("2026-03-23 12:00"),
)
"""Something begins, and nobody passes the considerations on."""


REOPENED: tuple[Step, ...] = (
    *FOLLOWED[:8],
    c.Cancel(cause="other", reason="Stoppet."),
    closing(1),
    at("2026-04-05 12:00"),
    c.Reopen(reason="En fejl."),
    at("2026-04-06 12:00"),
)
"""A course that is opened again on the very last day."""


HIDDEN: tuple[Step, ...] = (
    register(referral(citizen={"protected": True, "protected_until": day("2026-03-10")})),
    *PROMPT[1:3],
    at("2026-03-20 12:00"),
)
"""A protected name whose last day passes, and nobody asks."""


FOCUSED: tuple[Step, ...] = (
    *PROMPT,
    (CASEWORKER, c.SetFocusAreas(areas=("netværk",), from_on=day("2026-03-12"), to_on=day("2026-03-25"))),
    at("2026-04-24 12:00"),
)
"""A course whose focus areas have had their last day, and nobody sets new ones."""


WAITING: tuple[Step, ...] = (
    register(),
    accept(),
    c.PutOnWaitingList(reason="no_match", expected_on=day("2026-05-20")),
    at("2026-05-04 12:00"),
)
"""A citizen who waits for a mentor that is expected only long from now."""


def told(programme: Programme) -> list[Told]:
    """Everything that happens in these courses under a programme, refusals too."""
    return [entry for tell in stories(programme) for entry in tell()]


def stories(programme: Programme) -> list[Callable[[], list[Told]]]:
    """The same, each course told when it is called; one of them also where reports are approved."""
    alone = (REOPENED, HIDDEN, WAITING, FOCUSED)
    all_of_them = (LATE, PROMPT, BUSY, FOLLOWED, RUNNING_OUT, STARTING, SILENT, *alone)
    approving = programme.reports.model_copy(update={"approval": "coordinator"})
    approved = programme.model_copy(update={"reports": approving})
    played = [*((steps, programme) for steps in all_of_them), (FOLLOWED, approved)]
    return [partial(_told, steps, rules) for steps, rules in played]


def _told(steps: tuple[Step, ...], programme: Programme) -> list[Told]:
    stage = Play(programme)
    refusals: list[Told] = []
    for step in steps:
        try:
            stage.step(step)
        except Refused as refused:
            refusals.append((refused.rule, refused.message))
    return [*refusals, *((recorded.at, recorded.event) for recorded in stage.history)]
