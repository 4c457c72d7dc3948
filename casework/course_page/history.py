"""A course's history in pages: as its reader may see it, newest first, of one kind of event or of all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from casework.access.accounts import Account
from casework.access.seeing_parts import is_theirs, timeline_for
from casework.history.as_known import neutral_at
from casework.history.timeline import TimelineEntry, timeline
from casework.office import Office
from domain import events as e
from domain.course import Course
from domain.events import Event

KINDS: Mapping[str, tuple[str, frozenset[type[Event]]]] = {
    "logbog": (
        "Møder og logbog",
        frozenset(
            {
                e.MeetingRecorded,
                e.LogEntryShown,
                e.HoursConfirmed,
                e.AppointmentPlanned,
                e.AppointmentCancelled,
                e.ContactAttempted,
                e.FirstMeetingHeld,
            }
        ),
    ),
    "maal": (
        "Mål og opfølgning",
        frozenset(
            {
                e.GoalsAgreed,
                e.GoalRevised,
                e.GoalDropped,
                e.ChangePlanAgreed,
                e.FollowUpRecorded,
                e.FocusAreasSet,
                e.MinutesRecorded,
                e.ProgressReportSent,
                e.AgreementSigned,
                e.RolesSet,
            }
        ),
    ),
    "fravigelser": (
        "Fravigelser",
        frozenset(
            {
                e.DeviationReported,
                e.DeviationExplained,
                e.DeviationAcknowledged,
                e.DeviationOutcomeRecorded,
                e.DeviationWithdrawn,
            }
        ),
    ),
    "bevilling": (
        "Bevilling og forlængelse",
        frozenset(
            {
                e.ReferralReceived,
                e.ReferralCompleted,
                e.ReferralUpdated,
                e.ReferralAccepted,
                e.ExtensionReviewOpened,
                e.ExtensionProposed,
                e.ExtensionSigned,
                e.ExtensionDecided,
                e.PhaseOutStarted,
                e.SupportEnded,
            }
        ),
    ),
    "uret": ("Rykkere", frozenset({e.TimerFired})),
}
"""What the history can be cut to, by the word in the address."""


def history_for(
    office: Office, account: Account, ref: str, *, kind: str = "", at: datetime | None = None
) -> list[TimelineEntry]:
    """The history as the account may read it, newest first; that words are shown is written down before. Of
    one kind of `KINDS`, or whole; as it was known at an instant (UTC) where one is given. The caller has
    asked `must_see`. Raises InvalidInput, and as `note_reading`.
    """
    entries = timeline_for(office, account, ref, at)
    if kind in KINDS:
        chosen = KINDS[kind][1]
        wanted = {one.seq for one in neutral_at(office, ref, at) if type(one.event) in chosen}
        entries = [entry for entry in entries if entry.seq in wanted]
    return entries[::-1]


def latest(
    office: Office, course: Course, most: int, at: datetime | None = None, *, authority: bool
) -> list[TimelineEntry]:
    """The last things that happened, newest first, without anything personal and without the reminders, which
    would hide them; for the authority without what is the provider's alone.
    """
    history = neutral_at(office, course.ref, at)
    shown = [
        one.seq
        for one in history
        if not isinstance(one.event, e.TimerFired) and (not authority or is_theirs(one.event))
    ][-most:]
    back = sum(one.seq >= shown[0] for one in history) if shown else 1
    programme = office.programme_of(course)
    entries = timeline(history, personal=False, programme=programme, last=back, known_as=office.known_as)
    return [entry for entry in reversed(entries) if entry.seq in shown]
