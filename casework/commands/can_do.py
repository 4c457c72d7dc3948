"""What a person can do on a course as it stands: hers, in this phase, in this programme, with something to do
it to. The one answer to what is offered (decision 0120): the course's page, each form and the API ask here.

Whether a rule then says no depends on what she writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from casework.commands.acting import BY_THEMSELVES, DECISION
from domain.course import Course
from domain.course_parts import Matter
from domain.deciding.granting import deciders_of
from domain.errors import Refused
from domain.lifecycle import ROWS, allowed
from domain.matters import RULES, MatterKind
from domain.programme import Programme
from domain.timers import TimerKind
from domain.values import Actor, Role
from domain.who import AUTHORITY, REGISTERED_AS, not_a_persons

TOLD_OTHERWISE = frozenset({"CompleteReferral"})
"""What the authority's people send on a page of news instead of noting that it came."""
ERASED = "Sagen er slettet. Intet kan skrives på den mere."
NOT_IN_PHASE = "Det kan ikke gøres i den fase, forløbet er i nu. Se forløbets side."
NOT_IN_PROGRAMME = "Det bruges ikke i forløbets program. Se programmets side."
NOT_HER_DECISION = "I forløbets program afgøres det af andre i jobcenteret. Se, hvem, under Forlængelse."
NOTHING_TO_DO_IT_TO = "Der er intet på forløbet at gøre det ved nu. Se forløbets side."


def _opened(kind: MatterKind) -> Callable[[Course], bool]:
    return lambda course: bool(course.open_matters(kind))


def _standing(course: Course) -> list[Matter]:
    """The deviations that have not been taken back."""
    return [one for one in course.matters if one.kind is MatterKind.DEVIATION and not one.withdrawn]


NEEDS: Mapping[str, Callable[[Course], bool]] = {
    "AcknowledgeDeviation": _opened(MatterKind.DEVIATION),
    "AddExplanation": lambda course: bool(_standing(course)),
    "RecordDeviationOutcome": lambda course: any(one.status == "closed" for one in _standing(course)),
    "WithdrawDeviation": lambda course: bool(_standing(course)),
    "MarkUpdateSeen": _opened(MatterKind.UPDATE),
    "DecideExtension": _opened(MatterKind.EXTENSION),
    "OpenExtensionReview": lambda course: not course.open_matters(MatterKind.EXTENSION),
    "EndEffort": _opened(MatterKind.NO_PROGRESS),
    "CancelAppointment": lambda course: bool(course.appointments),
    "ShowLogEntry": lambda course: course.log.entries > 0,
    "ConfirmHours": lambda course: course.log.entries > 0,
    "ReviseGoal": lambda course: any(goal.is_open for goal in course.goals),
    "DropGoal": lambda course: any(goal.is_open for goal in course.goals),
    "RecordFollowUp": lambda course: any(goal.is_open for goal in course.goals),
    "EndDisclosure": lambda course: any(not one.ended_on for one in course.consent.disclosures),
    "DropPlannedPause": lambda course: course.timer(TimerKind.PAUSE_START) is not None,
    "SendProgressReport": lambda course: not course.open_matters(MatterKind.REPORT_APPROVAL),
    "WithdrawConsent": lambda course: course.consent.withdrawn_on is None,
    "Reopen": lambda course: not (course.file.returned_on or course.file.erasure_approved_on),
    "LiftHold": lambda course: bool(course.file.held),
    "HoldErasure": lambda course: not course.file.held,
    "RecordAccessDraft": lambda course: any(
        course.open_matters(kind) for kind in (MatterKind.FILE_ACCESS, MatterKind.DATA_ACCESS)
    ),
}
"""What there must be on the course before a command has anything to be done to."""
IN_THE_WAY: Mapping[str, str] = {
    "SendProgressReport": "Den forrige rapport venter på godkendelse. Få den afgjort først.",
    "WithdrawConsent": "Samtykket er allerede trukket tilbage.",
    "OpenExtensionReview": "Forlængelse er allerede under vurdering.",
    "Reopen": "Sagen er afleveret eller slettes. Forløbet kan ikke genåbnes; bed om en ny henvisning.",
    "HoldErasure": "Sagen er allerede holdt tilbage fra sletning.",
}
"""What is told where not something lacks, but something is there already."""


def _steps_left(course: Course, programme: Programme) -> bool:
    return len(course.periods) < len(programme.grants.steps)


IN_PROGRAMME: Mapping[str, Callable[[Course, Programme], bool]] = {
    "SetRoles": lambda _, programme: bool(programme.roles),
    "AgreeChangePlan": lambda _, programme: programme.goals.circle,
    "OpenExtensionReview": _steps_left,
    "ProposeExtension": _steps_left,
    "Reopen": lambda _, programme: programme.ending.reopen_within > 0,
}
"""What a programme must have before a command makes sense at all."""


def can_do(actor: Actor, course: Course, programme: Programme) -> tuple[str, ...]:
    """The commands that may be tried now, in the order of the table of phases."""
    return tuple(name for name in ROWS if is_offered(name, actor, course, programme))


def is_offered(name: str, actor: Actor, course: Course, programme: Programme) -> bool:
    """Whether that command is among them."""
    return next(why_not(name, actor, course, programme), None) is None


def why_not(name: str, actor: Actor, course: Course, programme: Programme) -> Iterator[Refused]:
    """What stands in the way of a command before anything is written, the most lasting first."""
    if name in BY_THEMSELVES:
        yield Refused("not-by-hand", BY_THEMSELVES[name])
    yield from not_a_persons(name, actor.role)
    if name in TOLD_OTHERWISE and actor.role in AUTHORITY:
        yield Refused("told-otherwise", "Det sender du på siden Nyt om forløbet.")
    if course.file.erased_on:
        yield Refused("erased", ERASED)
    if name in IN_PROGRAMME and not IN_PROGRAMME[name](course, programme):
        yield Refused("not-in-programme", NOT_IN_PROGRAMME)
    if name == DECISION and REGISTERED_AS.get(actor.role) not in deciders_of(course, programme):
        yield Refused("decider-role", NOT_HER_DECISION)
    if not allowed(name, course.phase):
        yield Refused("phase", NOT_IN_PHASE)
    elif not _something_to_do_it_to(name, actor.role, course):
        yield Refused("nothing-to-do-it-to", IN_THE_WAY.get(name, NOTHING_TO_DO_IT_TO))


def _something_to_do_it_to(name: str, role: Role, course: Course) -> bool:
    if name == "SettleMatter":
        return any(role in RULES[matter.kind].settled_by for matter in course.open_matters())
    return name not in NEEDS or NEEDS[name](course)
