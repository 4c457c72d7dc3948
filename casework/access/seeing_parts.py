"""Which parts of a course somebody sees who may see the course at all, and its timeline cut to that.

The jobcentre is shown reports, deviations, decisions and what was agreed, never the raw log book nor the
mentor's assessments; a mentor no word of a complaint, which may be about her; a manager nothing personal,
unless she broke the glass; an auditor what a coordinator reads. A report about a child or a crime is no part
of a course (decision 0079), so no role has it here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from casework.access.accounts import Account
from casework.access.break_glass import is_open
from casework.access.reading_log import note_reading
from casework.history.as_known import history_at, neutral_at
from casework.history.timeline import TimelineEntry, timeline
from casework.office import Office
from domain import events as e
from domain.events import Event
from domain.history import Recorded
from domain.matters import MatterKind
from domain.notices import RECIPIENTS
from domain.programme import Programme
from domain.values import Actor, Role

Words = Literal["none", "excerpts", "all"]


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a course is shown. A protected name and address stay hidden from everybody.

    `citizen`: name, CPR and contact details. `words`: whose words of the timeline (`excerpts`: what the
    jobcentre is told anyway), and whether what was said in `complaints` and answered is among them.
    `log_book` with observations and `assessments`. `letters`: to whom those are that are shown. `safety`:
    risk, visits, incidents. `readings`: who has read it. What can be done is asked elsewhere
    (`casework.commands.can_do`).
    """

    citizen: bool = False
    words: Words = "none"
    complaints: bool = False
    log_book: bool = False
    assessments: bool = False
    reports: bool = False
    deviations: bool = False
    letters: frozenset[str] = frozenset()
    safety: bool = False
    readings: bool = False


NEUTRAL = Parts()
WHOLE = Parts(
    citizen=True,
    words="all",
    complaints=True,
    log_book=True,
    assessments=True,
    reports=True,
    deviations=True,
    letters=RECIPIENTS,
    safety=True,
    readings=True,
)
OF_AUTHORITY = Parts(
    citizen=True, words="excerpts", reports=True, deviations=True, letters=frozenset({"jobcentre"})
)
_BY_ROLE = {
    Role.COORDINATOR: WHOLE,
    Role.MENTOR: replace(WHOLE, complaints=False, letters=frozenset({"citizen"}), readings=False),
    Role.CASEWORKER: OF_AUTHORITY,
    Role.JOB_CONSULTANT: OF_AUTHORITY,
    Role.MANAGER: replace(NEUTRAL, readings=True),
    Role.AUDITOR: WHOLE,
}
EXCERPTS: frozenset[type[Event]] = frozenset(
    {
        e.ReferralReceived,
        e.ReferralCompleted,
        e.ReferralUpdated,
        e.ReferralAccepted,
        e.CaseworkerChanged,
        e.FocusAreasSet,
        e.AgreementSigned,
        e.GoalsAgreed,
        e.GoalRevised,
        e.GoalDropped,
        e.ChangePlanAgreed,
        e.MinutesRecorded,
        e.ProgressReportSent,
        e.DeviationReported,
        e.DeviationExplained,
        e.DeviationAcknowledged,
        e.DeviationOutcomeRecorded,
        e.DeviationWithdrawn,
        e.ExtensionProposed,
        e.ExtensionSigned,
        e.ExtensionDecided,
        e.EffortEnded,
        e.PhaseOutStarted,
        e.CourseCancelled,
        e.StoppedEarly,
        e.CourseClosed,
        e.CitizenEvaluated,
        e.CourseReopened,
    }
)
"""What the jobcentre wrote, decided or is told in a report or a notice: shown to it in words."""
NOT_THEIRS: frozenset[type[Event]] = frozenset({e.CheckInMissed, e.ThirdPartyMarked})
OUR_MATTERS = frozenset({MatterKind.INCIDENT, MatterKind.REPORT_APPROVAL})
"""What concerns the provider's own people and their work: the jobcentre is not even told that it is there."""


def seen_by(role: Role) -> Parts:
    """What a role sees of a course that is in its sight. Deny by default."""
    return _BY_ROLE.get(role, NEUTRAL)


def parts_for(office: Office, account: Account, ref: str) -> Parts:
    """The same for one account on one course: a manager who broke the glass reads the whole."""
    if account.role is Role.MANAGER and is_open(office, account, ref):
        return WHOLE
    return seen_by(account.role)


def timeline_for(
    office: Office, account: Account, ref: str, at: datetime | None = None
) -> list[TimelineEntry]:
    """The course's history as the account may see it, oldest first; that personal words are shown is written
    down first. As it was known at an instant (UTC) where one is given. Raises as `note_reading` does.

    The caller has asked `must_see`.
    """
    course = office.casebook.course(ref)
    programme = office.programme_of(course)
    parts = parts_for(office, account, ref)
    if parts.words == "none" or course.file.erased_on is not None:
        return _neutral(account, neutral_at(office, ref, at), programme, office.known_as)
    return _in_words(office, account.actor, parts, ref, at, office.known_as)


def shown_timeline(
    office: Office, ref: str, reader: Actor, at: datetime | None = None
) -> list[TimelineEntry]:
    """The same for who is named on the machine, and refused where she may read no words of it. Raises as
    `note_reading` does, which lets a manager read only what she opened in an emergency.
    """
    parts = WHOLE if reader.role is Role.MANAGER else seen_by(reader.role)
    return _in_words(office, reader, parts, ref, at)


def _in_words(
    office: Office,
    reader: Actor,
    parts: Parts,
    ref: str,
    at: datetime | None,
    known_as: Callable[[str], str] = str,
) -> list[TimelineEntry]:
    note_reading(office, reader, "timeline", ref=ref)
    programme, history = office.programme_of(office.casebook.course(ref)), history_at(office, ref, at)
    told = timeline(history, personal=True, programme=programme, known_as=known_as)
    readable = {recorded.seq for recorded in history if _is_readable(parts, recorded.event)}
    if len(readable) == len(history):
        return told
    plain = timeline(history, personal=False, programme=programme, known_as=known_as)
    return [
        told_so if recorded.seq in readable else plainly
        for recorded, told_so, plainly in zip(history, told, plain, strict=True)
        if parts.words == "all" or is_theirs(recorded.event)
    ]


def neutral_timeline_for(office: Office, account: Account, ref: str) -> list[TimelineEntry]:
    """What the account may see has happened, oldest first, without anything personal: no reading is noted.

    The caller has asked `must_see`.
    """
    programme = office.programme_of(office.casebook.course(ref))
    return _neutral(account, neutral_at(office, ref, None), programme)


def _neutral(
    account: Account,
    history: Sequence[Recorded],
    programme: Programme,
    known_as: Callable[[str], str] = str,
) -> list[TimelineEntry]:
    told = timeline(history, personal=False, programme=programme, known_as=known_as)
    if not account.is_authority:
        return told
    return [line for recorded, line in zip(history, told, strict=True) if is_theirs(recorded.event)]


def _is_readable(parts: Parts, event: Event) -> bool:
    """Whether what happened is told in words, and not in its neutral sentence."""
    if _is_about(MatterKind.COMPLAINT, event):
        return parts.complaints
    asked = _is_about(MatterKind.PLAN_DECISION, event)
    return parts.words == "all" or type(event) in EXCERPTS or asked


def _is_about(kind: MatterKind, event: Event) -> bool:
    """Whether a matter of that kind was opened or settled by it: what was asked or said, or the answer."""
    return isinstance(event, e.MatterOpened | e.MatterSettled) and event.kind is kind


def is_theirs(event: Event) -> bool:
    """Whether the jobcentre is shown at all that this happened."""
    ours = isinstance(event, e.MatterOpened | e.MatterSettled) and event.kind in OUR_MATTERS
    return type(event) not in NOT_THEIRS and not ours
