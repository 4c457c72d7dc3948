"""`decide`: the single way from a command to events. It checks the process table, then asks the rule.

`advance` is the same, and also gives the course as it then stands: no event is folded twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from domain import commands as c
from domain.calendar import Calendar
from domain.corps.documents import Document
from domain.course import Course
from domain.days import impossible_days
from domain.deciding import (
    acceptance,
    access,
    case_file,
    citizens_word,
    consent,
    contact,
    deviation,
    disclosure,
    ending,
    extension,
    extension_review,
    focus,
    follow_up,
    goals,
    intake,
    log_book,
    matter,
    meeting,
    migrating,
    minutes,
    no_progress,
    passing,
    pausing,
    plan_change,
    reporting,
    reprojecting,
    roles,
    safety,
    section_85,
    turning,
    updating,
    waiting,
    work,
)
from domain.deciding.context import NO_DOCUMENTS, Context, Decision
from domain.errors import Refused, refuse_all
from domain.events import Event
from domain.evolve import fold
from domain.lifecycle import allowed
from domain.programme import Programme
from domain.values import Actor
from domain.who import not_theirs
from domain.words import PHASES

Rule = Callable[[Course, Any, Context], tuple[Event, ...] | Decision]

RULES: dict[type[c.Command], Rule] = {
    c.CompleteReferral: intake.complete,
    c.AcceptReferral: acceptance.accept,
    c.MatchMentor: intake.match,
    c.PutOnWaitingList: waiting.put_on_waiting_list,
    c.ReassignMentor: intake.reassign,
    c.RecordContactAttempt: contact.attempt,
    c.RecordFirstMeeting: contact.first_meeting,
    c.SignAgreement: contact.sign,
    c.AgreeGoals: goals.agree_goals,
    c.ReviseGoal: goals.revise,
    c.DropGoal: goals.drop,
    c.AgreeChangePlan: goals.agree_change_plan,
    c.SetFocusAreas: focus.set_areas,
    c.RecordSection85: section_85.record,
    c.SetRoles: roles.set_roles,
    c.PlanAppointment: work.plan,
    c.CancelAppointment: work.call_off,
    c.RecordMeeting: meeting.meet,
    c.RecordMinutes: minutes.record,
    c.RecordFollowUp: follow_up.follow_up,
    c.QuickNote: log_book.quick_note,
    c.ShowLogEntry: log_book.show,
    c.ConfirmHours: log_book.confirm,
    c.ReportDeviation: deviation.report,
    c.AcknowledgeDeviation: deviation.acknowledge,
    c.AddExplanation: deviation.explain,
    c.RecordDeviationOutcome: deviation.conclude,
    c.WithdrawDeviation: deviation.withdraw,
    c.SendProgressReport: reporting.report,
    c.OpenExtensionReview: extension_review.open_review,
    c.ProposeExtension: extension.propose,
    c.DecideExtension: extension.decide_extension,
    c.UpdateReferral: updating.update,
    c.MarkUpdateSeen: updating.seen,
    c.RequestOtherMentor: citizens_word.wish,
    c.AskForPlanChange: plan_change.ask,
    c.FileComplaint: citizens_word.complain,
    c.ReportIncident: safety.happened,
    c.ReportMissedCheckIn: safety.missed,
    c.WithdrawConsent: consent.withdraw,
    c.AgreeDisclosure: disclosure.agree,
    c.EndDisclosure: disclosure.end,
    c.RecordDisclosure: disclosure.record,
    c.ReviseConsiderations: disclosure.revise,
    c.AnnounceStart: disclosure.announce,
    c.SettleMatter: matter.settle,
    c.EndEffort: no_progress.end_effort,
    c.StartPhaseOut: ending.start_phase_out,
    c.WriteClosingParts: ending.write_parts,
    c.RecordClosing: ending.close,
    c.RecordEvaluation: citizens_word.evaluate,
    c.RecordAccessRequest: access.request,
    c.RecordAccessDraft: access.draft,
    c.MarkThirdParty: case_file.mark,
    c.HoldErasure: case_file.hold,
    c.LiftHold: case_file.lift,
    c.RecordFileReturn: case_file.returned,
    c.ApproveErasure: case_file.approve,
    c.RecordErasure: case_file.erased,
    c.Pause: pausing.pause,
    c.Resume: pausing.resume,
    c.ChangePause: pausing.change,
    c.DropPlannedPause: pausing.drop,
    c.Cancel: ending.cancel,
    c.Reopen: turning.reopen,
    c.ChangeCaseworker: turning.change_caseworker,
    c.ReprojectDeadlines: reprojecting.move_deadlines,
    c.MigrateProgramme: migrating.migrate,
    c.PassTime: passing.pass_time,
}


def decide(
    course: Course | None,
    command: c.Command,
    now: datetime,
    programme: Programme,
    calendar: Calendar,
    *,
    actor: Actor,
    was: Programme | None = None,
    documents: frozenset[Document] = NO_DOCUMENTS,
) -> tuple[Event, ...]:
    """The events a command leads to at the instant `now` (UTC). Raises Refused with the rule and its cure.

    Pure: the same arguments always give the same events. An empty tuple means that nothing happened. `was`
    is the version of the programme that the course leaves, where the command moves it to `programme`.
    `documents` are the corps's standing documents that exist: a programme's gate stays shut without them.
    """
    return advance(
        course, command, now, programme, calendar, actor=actor, was=was, documents=documents
    ).events


def advance(
    course: Course | None,
    command: c.Command,
    now: datetime,
    programme: Programme,
    calendar: Calendar,
    *,
    actor: Actor,
    was: Programme | None = None,
    documents: frozenset[Document] = NO_DOCUMENTS,
) -> Decision:
    """What `decide` gives, and the course that its events lead to. Raises Refused."""
    name = type(command).__name__
    phase = course.phase if course else None
    if not allowed(name, phase):
        if course and isinstance(command, c.PassTime):
            return Decision((), course)
        where = f"i fasen »{PHASES[phase]}«" if phase else "før henvisningen er registreret"
        raise Refused("phase", f"{name} kan ikke bruges {where}. Se forløbet med: mentor course show.")
    if course and course.file.erased_on and not isinstance(command, c.PassTime):
        raise Refused("erased", "Sagen er slettet. Intet kan skrives på den mere.")
    context = Context(now, programme, calendar, actor, was)
    context = Context(now, programme, calendar, actor, was, documents)
    refuse_all((*not_theirs(name, actor), *impossible_days(course, command, context.today)))
    decided = _decided(course, command, context)
    return decided if isinstance(decided, Decision) else Decision(decided, fold(decided, course))


def _decided(course: Course | None, command: c.Command, context: Context) -> tuple[Event, ...] | Decision:
    if isinstance(command, c.RegisterReferral):
        return intake.register(command, context)
    assert course is not None  # the table allows only RegisterReferral without one  # noqa: S101
    return RULES[type(command)](course, command, context)
