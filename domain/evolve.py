"""How an event changes a course: pure, total, and the same for every version of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from domain import events as e
from domain.course import Course
from domain.course_parts import NOTHING_SAID
from domain.evolving import beginning, case_file, consent, disclosing, ending, goals, log_book, matters, work
from domain.lifecycle import FINAL, Phase
from domain.timers import OUTLIVING, Timer

Changes = dict[str, Any]


def evolve(course: Course | None, event: e.Event) -> Course:
    """The course after the event. Only a ReferralReceived begins a course."""
    if isinstance(event, e.ReferralReceived):
        return _begin(event)
    if course is None:
        raise ValueError("a course begins with ReferralReceived")
    changes = _EVOLVERS[type(event)](course, event)
    if event.to_phase is not None:
        changes["phase"] = event.to_phase
    if event.timers or event.cleared:
        changes["timers"] = _timers(course.timers, event)
    if event.to_phase in FINAL:
        changes["timers"] = tuple(timer for timer in course.timers if timer.kind in OUTLIVING)
    changes["seq"] = course.seq + 1
    return course.changed(changes)


def fold(events: Iterable[e.Event], course: Course | None = None) -> Course:
    """The course that a whole history leads to, or `course` after further events. Raises ValueError if
    there is neither.
    """
    for event in events:
        course = evolve(course, event)
    if course is None:
        raise ValueError("a course has at least one event")
    return course


def _begin(event: e.ReferralReceived) -> Course:
    return Course(
        ref=event.ref,
        seq=1,
        controller=event.controller,
        partner=event.partner,
        programme=event.programme,
        programme_version=event.programme_version,
        phase=event.to_phase or Phase.RECEIVED,
        received_at=event.received_at,
        missing=event.missing,
        grant=event.grant,
        consent=consent.given(NOTHING_SAID, event),
        order=event.order,
        timers=event.timers,
    )


def _timers(timers: tuple[Timer, ...], event: e.Event) -> tuple[Timer, ...]:
    """Most timers have no subject: their kind is their key, and a round asks for it very often."""
    gone = {*event.cleared, *[timer.key for timer in event.timers]}
    kept = [timer for timer in timers if (timer.key if timer.subject else timer.kind) not in gone]
    return (*kept, *event.timers)


def _nothing_more(_course: Course, _event: e.Event) -> Changes:
    """What only those who read the history need is not kept in the snapshot."""
    return {}


def _migrated(_course: Course, event: e.ProgrammeMigrated) -> Changes:
    return {"programme_version": event.to_version}


_EVOLVERS: dict[type[e.Event], Callable[[Course, Any], Changes]] = {
    e.ReferralCompleted: beginning.completed,
    e.ReferralAccepted: beginning.accepted,
    e.MentorMatched: work.matched,
    e.MentorReassigned: work.reassigned,
    e.ContactAttempted: beginning.attempted,
    e.PlacedOnWaitingList: work.waiting,
    e.CheckInMissed: _nothing_more,
    e.FirstMeetingHeld: work.first_met,
    e.Section85Recorded: beginning.boundary_recorded,
    e.AgreementSigned: beginning.signed,
    e.AppointmentPlanned: work.planned,
    e.AppointmentCancelled: work.called_off,
    e.MeetingRecorded: log_book.entered,
    e.LogEntryShown: _nothing_more,
    e.ConsentWithdrawn: consent.withdrawn,
    e.ConsentExpired: _nothing_more,
    e.ConsiderationsRevised: disclosing.revised,
    e.DisclosureAgreed: disclosing.agreed,
    e.DisclosureEnded: disclosing.ended,
    e.DisclosureRecorded: disclosing.recorded,
    e.HoursConfirmed: _nothing_more,
    e.DeviationReported: matters.deviated,
    e.DeviationAcknowledged: matters.closed,
    e.DeviationExplained: _nothing_more,
    e.DeviationOutcomeRecorded: _nothing_more,
    e.DeviationWithdrawn: matters.withdrawn,
    e.MinutesRecorded: work.minuted,
    e.ProgressReportSent: work.reported,
    e.ExtensionReviewOpened: matters.reviewed,
    e.ExtensionProposed: matters.proposed,
    e.ExtensionSigned: matters.signed_for,
    e.ExtensionDecided: matters.decided,
    e.ReferralUpdated: matters.updated,
    e.UpdateSeen: matters.closed,
    e.MatterOpened: matters.opened,
    e.MatterSettled: matters.settled,
    e.EffortEnded: matters.closed,
    e.PhaseOutStarted: ending.phased_out,
    e.SupportEnded: ending.ended,
    e.ClosingPartsWritten: ending.closing_written,
    e.CourseClosed: ending.closed,
    e.CitizenEvaluated: _nothing_more,
    e.StoppedEarly: _nothing_more,
    e.CaseworkerChanged: _nothing_more,
    e.CourseReopened: ending.reopened,
    e.CoursePaused: ending.paused,
    e.PausePlanned: ending.pause_planned,
    e.PlannedPauseDropped: ending.pause_dropped,
    e.PauseChanged: ending.pause_changed,
    e.CourseResumed: ending.resumed,
    e.DeadlinesMoved: _nothing_more,
    e.CourseCancelled: ending.cancelled,
    e.ProgrammeMigrated: _migrated,
    e.TimerFired: matters.fired,
    **goals.GOAL_EVOLVERS,
    **case_file.FILE_EVOLVERS,
}
