"""Everything a person needs in front of her to propose an extension or to decide it, on one page (S1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from casework.access.reading_log import note_reading
from casework.decisions.extension_draft import draft_values, needs_of
from casework.history.case_record import CaseRecord
from casework.names import ROLES
from casework.office import Office
from casework.reports.matters import decider
from domain.calendar import local_day, months_after
from domain.course import Course
from domain.course_parts import Matter
from domain.deciding.granting import deciders_of
from domain.events import ExtensionDecided, ExtensionProposed, Period
from domain.explain import explain_on
from domain.lifecycle import Phase, allowed
from domain.period_hours import used_in
from domain.programme import Step
from domain.timers import Timer, TimerKind
from domain.values import Actor, Role
from domain.who import AUTHORITY, REGISTERED_AS
from domain.words import DECIDERS

DECIDE, PROPOSE = "DecideExtension", "ProposeExtension"


@dataclass(frozen=True, slots=True)
class GrantedPeriod:
    """A period with what is used of it, who granted it and on which Danish day (the first: the referral)."""

    period: Period
    used: Decimal
    by: str = ""
    decided_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposed, and when (UTC). The words are personal."""

    at: datetime
    by: str
    event: ExtensionProposed
    need: str
    special_reasons: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """Which new period it would be, of how many; the months it may have, and those of the steps after it.

    `step` is None where none is left.
    """

    number: int
    steps: int
    step: Step | None
    months_after: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """What stands in the form before anybody has written in it: the newest proposal, or what follows on."""

    starts_on: date
    ends_on: date
    hours: Decimal
    hours_per_week: Decimal | None


@dataclass(frozen=True, slots=True)
class ExtensionDesk:
    """The page. `refused_on` is the Danish day an earlier question was refused on, `why` explains the day it
    must be decided by. Reasons, proposals, draft and its `needs` in words are personal.
    """

    course: Course
    matter: Matter | None
    decide_by: date | None
    why: str
    ladder: Ladder
    periods: tuple[GrantedPeriod, ...]
    proposals: tuple[Proposal, ...]
    refused_on: date | None
    deciders: tuple[str, ...]
    signatures: int
    may_decide: bool
    may_propose: bool
    reason_required: bool
    suggested: Suggested | None
    draft: dict[str, object]
    needs: tuple[str, ...]


def extension_desk(office: Office, ref: str, reader: Actor) -> ExtensionDesk | None:
    """The desk as it stands now; None while the course has no grant to extend. Who reads is written down.

    Raises Refused for somebody who may not read the course, UnknownCourse.
    """
    course = office.casebook.course(ref)
    if not course.periods:
        return None
    note_reading(office, reader, "extension_draft", ref=ref)
    history = office.casebook.recorded(ref)
    context, programme = office.context(course, history, history[-1]), office.programme_of(course)
    open_ones = course.open_matters("extension")
    matter, ladder = (open_ones[0] if open_ones else None), _ladder(course, programme.grants.steps)
    timer, proposals = _deadline(course, matter), _proposals(office, context.record, matter)
    roles = deciders_of(course, programme)
    decidable = matter is not None and allowed(DECIDE, course.phase)
    return ExtensionDesk(
        course=course,
        matter=matter,
        decide_by=timer.deadline_on if timer else None,
        why=explain_on(course, timer, programme, context.calendar) if timer else "",
        ladder=ladder,
        periods=_periods(office, course, context.record),
        proposals=proposals,
        refused_on=_refused_on(context.record),
        deciders=tuple(DECIDERS[role] for role in roles),
        signatures=programme.grants.signatures,
        may_decide=decidable and REGISTERED_AS.get(reader.role) in roles,
        may_propose=allowed(PROPOSE, course.phase)
        and ladder.step is not None
        and reader.role is not Role.HEAD,
        reason_required=_reason_required(matter),
        suggested=_suggested(course, ladder, proposals, local_day(office.now)),
        draft=draft_values(context),
        needs=tuple(one.text for one in needs_of(context.record)),
    )


def _ladder(course: Course, steps: tuple[Step, ...]) -> Ladder:
    done = len(course.periods)
    left = steps[done:]
    return Ladder(done + 1, len(steps), left[0] if left else None, sum(step.months for step in left[1:]))


def _deadline(course: Course, matter: Matter | None) -> Timer | None:
    """The ladder of the decision; another one after the support has stopped."""
    kinds = TimerKind.EXTENSION_DECISION, TimerKind.UNDECIDED
    keys = {f"{kind}:{matter.id}" for kind in kinds} if matter else set()
    return next((timer for timer in course.timers if timer.key in keys), None)


def _periods(office: Office, course: Course, record: CaseRecord) -> tuple[GrantedPeriod, ...]:
    decided = {event.period: event for _, event in record.of(ExtensionDecided) if event.period}
    return tuple(_period(office, course, one, decided.get(one), record) for one in course.periods)


def _period(
    office: Office, course: Course, period: Period, event: ExtensionDecided | None, record: CaseRecord
) -> GrantedPeriod:
    used = used_in(course, period)
    if event is None:
        return GrantedPeriod(period, used)
    by, reason = decider(event, office.decider_name), record.discretion.clean(event.reason)
    return GrantedPeriod(period, used, by, event.decided_on, reason)


def _who(office: Office, actor: Actor) -> str:
    """`mentorkoordinator Kirsten Holm`; a form in Prefect is nobody in particular."""
    if actor.role in AUTHORITY:
        return f"{ROLES[actor.role]} {office.decider_name(actor.id)}"
    return f"{ROLES[actor.role]} {office.staff.name_of(actor.id)}"


def _proposals(office: Office, record: CaseRecord, matter: Matter | None) -> tuple[Proposal, ...]:
    """Those of the open question, newest first."""
    clean = record.discretion.clean
    found = [
        Proposal(
            record.at(seq),
            _who(office, record.history[seq - 1].actor),
            event,
            clean(event.need),
            clean(event.special_reasons),
        )
        for seq, event in record.of(ExtensionProposed)
        if matter and event.matter == matter.id
    ]
    return tuple(reversed(found))


def _refused_on(record: CaseRecord) -> date | None:
    decided = [event for _, event in record.of(ExtensionDecided)]
    return decided[-1].decided_on if decided and not decided[-1].granted else None


def _reason_required(matter: Matter | None) -> bool:
    """A special step needs a written reason, and nobody has given one yet (S1, outside)."""
    return matter is not None and matter.special and not matter.reasoned


def _suggested(
    course: Course, ladder: Ladder, proposals: tuple[Proposal, ...], today: date
) -> Suggested | None:
    if proposals:
        event = proposals[0].event
        return Suggested(event.starts_on, event.ends_on, event.hours, event.hours_per_week)
    if ladder.step is None:
        return None
    last = course.periods[-1]
    starts_on = last.ends_on + timedelta(days=1)
    if course.phase is Phase.CLOSING:
        starts_on = max(starts_on, today)
    ends_on = months_after(starts_on, ladder.step.months) - timedelta(days=1)
    return Suggested(starts_on, ends_on, last.hours, last.hours_per_week)
