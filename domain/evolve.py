"""How an event changes a course: pure, total, and the same for every version of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from typing import Any

from msgspec.structs import replace

from domain import beginning, consent, disclosing
from domain import events as e
from domain.case_file import FILE_EVOLVERS, ended_file
from domain.course import Course, Matter
from domain.goal_changes import GOAL_EVOLVERS
from domain.lifecycle import FINAL, Phase
from domain.logbook import entered
from domain.matters import ENDED_WITH_COURSE, ENDED_WITH_SUPPORT, MatterKind
from domain.timers import OUTLIVING, Timer

Changes = dict[str, Any]
ALL_MATTERS = frozenset(MatterKind)
_NOT_WAITING: Changes = {"waiting": "", "waiting_since": None, "mentor_expected_on": None}
_NOT_PAUSED: Changes = {"paused_on": None, "phase_before_pause": None}


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
        consent_withdrawn_on=event.consent_withdrawn_on,
        consent_expires_on=event.consent_expires_on,
        order=event.order,
        timers=event.timers,
    )


def _timers(timers: tuple[Timer, ...], event: e.Event) -> tuple[Timer, ...]:
    gone = {*event.cleared, *[timer.key for timer in event.timers]}
    return (*[timer for timer in timers if timer.key not in gone], *event.timers)


def _mentor(_course: Course, event: e.MentorMatched | e.MentorReassigned) -> Changes:
    return {"mentor": event.mentor, "cover": event.cover, **_NOT_WAITING}


def _nothing(_course: Course, _event: e.Event) -> Changes:
    return {}


def _waiting(course: Course, event: e.PlacedOnWaitingList) -> Changes:
    return {
        "waiting": event.reason,
        "waiting_since": course.waiting_since or event.placed_on,
        "mentor_expected_on": event.expected_on,
    }


def _first_meeting(_course: Course, event: e.FirstMeetingHeld) -> Changes:
    return {"first_meeting_on": event.held_on}


def _planned(course: Course, event: e.AppointmentPlanned) -> Changes:
    kept = tuple(item for item in course.appointments if item[0] != event.replaces)
    return {
        "appointments": (*kept, (event.appointment, event.at)),
        "appointments_made": course.appointments_made + 1,
    }


def _called_off(course: Course, event: e.AppointmentCancelled) -> Changes:
    return {"appointments": tuple(item for item in course.appointments if item[0] != event.appointment)}


def _nothing_more(_course: Course, _event: e.Event) -> Changes:
    """What only those who read the history need is not kept in the snapshot."""
    return {}


def _minuted(_course: Course, event: e.MinutesRecorded) -> Changes:
    return {"minutes": event.number}


def _reported(_course: Course, event: e.ProgressReportSent) -> Changes:
    if event.awaits:
        return {"report_draft_to": event.covers_to}
    return {"reports": event.number, "last_report_on": event.covers_to}


def _deviation(course: Course, event: e.DeviationReported) -> Changes:
    return _open(course, Matter(event.matter, MatterKind.DEVIATION, event.discovered_at, entry=event.entry))


def _withdrawn(course: Course, event: e.DeviationWithdrawn) -> Changes:
    return _change_matter(course, event.matter, status="closed", withdrawn=True)


def _review(course: Course, event: e.ExtensionReviewOpened) -> Changes:
    """A review looks at the hours that are left, so nobody need look at them apart."""
    looked_at = course.changed({"matters": _settled(course, {MatterKind.HOURS_USED})})
    return _open(
        looked_at, Matter(event.matter, MatterKind.EXTENSION, event.opened_at, special=event.special)
    )


def _updated(course: Course, event: e.ReferralUpdated) -> Changes:
    kind = MatterKind.UPDATE
    matter = Matter(event.matter, kind, event.opened_at, changed=event.changed, mail_id=event.mail_id)
    return {
        **_open(course, matter),
        **consent.updated(course, event),
        "grant": event.grant or course.grant,
        "order": event.order or course.order,
    }


def _matter_opened(course: Course, event: e.MatterOpened) -> Changes:
    return _open(course, Matter(event.matter, event.kind, event.opened_at, cause=event.cause))


def _open(course: Course, matter: Matter) -> Changes:
    return {"matters": (*course.matters, matter), "matters_opened": course.matters_opened + 1}


def _settled_matter(course: Course, event: e.MatterSettled) -> Changes:
    changes = _closed_matter(course, event)
    if event.kind is not MatterKind.REPORT_APPROVAL:
        return changes
    if event.outcome == "approved":
        changes |= {"reports": course.reports + 1, "last_report_on": course.report_draft_to}
    return {**changes, "report_draft_to": None}


def _closed_matter(course: Course, event: e.UpdateSeen | e.MatterSettled | e.EffortEnded) -> Changes:
    return _change_matter(course, event.matter, status="closed")


def _change_matter(course: Course, matter_id: str, **changes: Any) -> Changes:
    matters = tuple(
        replace(matter, **changes) if matter.id == matter_id else matter for matter in course.matters
    )
    return {"matters": matters}


def _acknowledged(course: Course, event: e.DeviationAcknowledged) -> Changes:
    return _change_matter(course, event.matter, status="closed")


def _signed_for(course: Course, event: e.ExtensionSigned) -> Changes:
    matter = course.matter(event.matter)
    kept = matter.signatures if matter and event.number > 1 else ()
    return _change_matter(course, event.matter, signatures=(*kept, event.signature))


def _proposed(course: Course, event: e.ExtensionProposed) -> Changes:
    return _change_matter(course, event.matter, status="proposed", reasoned=event.reasoned)


def _decided(course: Course, event: e.ExtensionDecided) -> Changes:
    changes = _change_matter(course, event.matter, status="closed")
    if event.period is None:
        return changes
    if course.phase_before_pause is Phase.PHASING_OUT:
        changes["phase_before_pause"] = course.support_phase
    return {**changes, "periods": (*course.periods, event.period), "ended_on": None}


def _phase_out(course: Course, _event: e.PhaseOutStarted) -> Changes:
    return {"phase_before_pause": Phase.PHASING_OUT} if course.phase is Phase.PAUSED else {}


def _ended(course: Course, event: e.SupportEnded) -> Changes:
    """What hangs on the support is settled and a pause is over; an open deviation still has to be met, and
    an extension that nobody decided still has to be decided.
    """
    settled = ENDED_WITH_SUPPORT - {MatterKind.EXTENSION} if event.undecided else ENDED_WITH_SUPPORT
    return {
        "ended_on": event.ended_on,
        "matters": _settled(course, settled),
        "appointments": (),
        **_NOT_PAUSED,
    }


def _closed(course: Course, event: e.CourseClosed) -> Changes:
    matters = _settled(course, ENDED_WITH_COURSE)
    return {"appointments": (), "matters": matters, **ended_file(event.closed_on)}


def _settled(course: Course, kinds: Set[MatterKind]) -> tuple[Matter, ...]:
    return tuple(
        replace(matter, status="closed") if matter.kind in kinds else matter for matter in course.matters
    )


def _reopened(_course: Course, _event: e.CourseReopened) -> Changes:
    """As if it had not been closed; what was settled then stays settled."""
    return {"ended_on": None, "closed_on": None}


def _pause_planned(_course: Course, event: e.PausePlanned) -> Changes:
    """The last day is kept for when it begins; its first day is the timer's."""
    return {"pause_until": event.until}


def _pause_dropped(_course: Course, _event: e.PlannedPauseDropped) -> Changes:
    return {"pause_until": None}


def _paused(course: Course, event: e.CoursePaused) -> Changes:
    return {"paused_on": event.paused_on, "phase_before_pause": course.phase}


def _only_timers(_course: Course, _event: e.DeadlinesMoved) -> Changes:
    return {}


def _resumed(_course: Course, _event: e.CourseResumed) -> Changes:
    return dict(_NOT_PAUSED)


def _cancelled(course: Course, event: e.CourseCancelled) -> Changes:
    matters = _settled(course, ENDED_WITH_COURSE)
    ended = {"ended_on": event.cancelled_on, **ended_file(event.cancelled_on)}
    return {**ended, "appointments": (), "matters": matters, **_NOT_PAUSED}


def _migrated(_course: Course, event: e.ProgrammeMigrated) -> Changes:
    return {"programme_version": event.to_version}


def _fired(course: Course, event: e.TimerFired) -> Changes:
    if event.subject and course.matter(event.subject):
        return _change_matter(course, event.subject, rung=event.rung + 1)
    return {}


_EVOLVERS: dict[type[e.Event], Callable[[Course, Any], Changes]] = {
    e.ReferralCompleted: beginning.completed,
    e.ReferralAccepted: beginning.accepted,
    e.MentorMatched: _mentor,
    e.MentorReassigned: _mentor,
    e.ContactAttempted: beginning.attempted,
    e.PlacedOnWaitingList: _waiting,
    e.CheckInMissed: _nothing,
    e.FirstMeetingHeld: _first_meeting,
    e.AgreementSigned: beginning.signed,
    e.AppointmentPlanned: _planned,
    e.AppointmentCancelled: _called_off,
    e.MeetingRecorded: entered,
    e.LogEntryShown: _nothing_more,
    e.ConsentWithdrawn: consent.withdrawn,
    e.ConsentExpired: _nothing_more,
    e.ConsiderationsRevised: disclosing.revised,
    e.DisclosureAgreed: disclosing.agreed,
    e.DisclosureEnded: disclosing.ended,
    e.DisclosureRecorded: disclosing.recorded,
    e.HoursConfirmed: _nothing_more,
    e.DeviationReported: _deviation,
    e.DeviationAcknowledged: _acknowledged,
    e.DeviationExplained: _nothing_more,
    e.DeviationOutcomeRecorded: _nothing_more,
    e.DeviationWithdrawn: _withdrawn,
    e.MinutesRecorded: _minuted,
    e.ProgressReportSent: _reported,
    e.ExtensionReviewOpened: _review,
    e.ExtensionProposed: _proposed,
    e.ExtensionSigned: _signed_for,
    e.ExtensionDecided: _decided,
    e.ReferralUpdated: _updated,
    e.UpdateSeen: _closed_matter,
    e.MatterOpened: _matter_opened,
    e.MatterSettled: _settled_matter,
    e.EffortEnded: _closed_matter,
    e.PhaseOutStarted: _phase_out,
    e.SupportEnded: _ended,
    e.CourseClosed: _closed,
    e.StoppedEarly: _nothing_more,
    e.CaseworkerChanged: _nothing_more,
    e.CourseReopened: _reopened,
    e.CoursePaused: _paused,
    e.PausePlanned: _pause_planned,
    e.PlannedPauseDropped: _pause_dropped,
    e.PauseChanged: _nothing_more,
    e.CourseResumed: _resumed,
    e.DeadlinesMoved: _only_timers,
    e.CourseCancelled: _cancelled,
    e.ProgrammeMigrated: _migrated,
    e.TimerFired: _fired,
    **GOAL_EVOLVERS,
    **FILE_EVOLVERS,
}
