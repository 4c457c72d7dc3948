"""Which parts of a course somebody sees who may see the course at all, and its timeline cut to that.

The jobcentre is shown reports, deviations, decisions and what was agreed, never the raw log book nor the
mentor's assessments; a manager nothing personal, unless she broke the glass; an auditor what a coordinator
reads. A report about a child or a crime is no part of a course (decision 0079), so no role has it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from domain.values import Role

Words = Literal["none", "excerpts", "all"]


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a course is shown. A protected name and address stay hidden from everybody.

    `citizen`: name, CPR and contact details. `words`: whose words of the timeline (`excerpts`: what the
    jobcentre is told anyway). `log_book` with observations and `assessments`. `letters`: to whom those
    are that are shown. `safety`: risk, visits, incidents. `readings`: who has read it. What can be done is
    asked elsewhere (`casework.commands.can_do`).
    """

    citizen: bool = False
    words: Words = "none"
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
    Role.MENTOR: replace(WHOLE, letters=frozenset({"citizen"}), readings=False),
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
    words = parts_for(office, account, ref).words
    if words == "none" or course.file.erased_on is not None:
        return _neutral(account, neutral_at(office, ref, at), programme, office.known_as)
    note_reading(office, account.actor, "timeline", ref=ref)
    history = history_at(office, ref, at)
    whole = timeline(history, personal=True, programme=programme, known_as=office.known_as)
    if words == "all":
        return whole
    neutral = timeline(history, personal=False, programme=programme, known_as=office.known_as)
    return _excerpts(history, whole, neutral)


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


def _excerpts(
    history: Iterable[Recorded], whole: list[TimelineEntry], neutral: list[TimelineEntry]
) -> list[TimelineEntry]:
    lines = zip(history, whole, neutral, strict=True)
    return [
        in_words if type(recorded.event) in EXCERPTS or _is_asked(recorded.event) else plain
        for recorded, in_words, plain in lines
        if is_theirs(recorded.event)
    ]


def _is_asked(event: Event) -> bool:
    """Whether it is a question to the jobcentre, or its answer."""
    return isinstance(event, e.MatterOpened | e.MatterSettled) and event.kind is MatterKind.PLAN_DECISION


def is_theirs(event: Event) -> bool:
    """Whether the jobcentre is shown at all that this happened."""
    ours = isinstance(event, e.MatterOpened | e.MatterSettled) and event.kind in OUR_MATTERS
    return type(event) not in NOT_THEIRS and not ours
