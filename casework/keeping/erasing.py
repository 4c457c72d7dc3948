"""Erasing files: on the controller's own instruction only, all checked first, and safe to interrupt.

The instruction and `CourseErased` are committed before the keys are destroyed; what a crash leaves undone
is done by the next one who asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as validated

from casework.decisions.in_person import decider_behind
from casework.keeping.retention import ended_courses
from casework.office import Office
from domain.calendar import local_day
from domain.commands import ApproveErasure, RecordErasure, Sha256
from domain.course import Course
from domain.decide import decide
from domain.errors import InvalidInput, MentorError, Problem, Refused, UnknownCourse
from domain.parsing import problems_of
from domain.values import Actor, CourseRef, Role
from domain.who import ACTS_AS
from models.deciders import Decider
from models.decision_codes import Herself
from models.erasing import holdings_of, is_readable, letters_not_out, make_unreadable
from models.places import place

ERASER = Actor(Role.OPERATOR, "retention")
_STRICT = ConfigDict(extra="forbid")


@validated(frozen=True, kw_only=True, config=_STRICT)
class ApprovedCourse:
    """One course that is to be erased, with the decider's single-use code for it."""

    ref: CourseRef
    decision_code: Annotated[str, StringConstraints(pattern=r"^[2-9A-Za-z -]{12,20}$")]


@validated(frozen=True, kw_only=True, config=_STRICT)
class Approval:
    """The controller's instruction: who gives it, the hash of its letter, and which courses it is about.

    `early`: the controller wants it before the years of the programme are over.
    """

    decider_ref: Annotated[str, StringConstraints(pattern=r"^D-\d{4,}$")]
    document_sha256: Sha256 = ""
    early: bool = False
    courses: Annotated[tuple[ApprovedCourse, ...], Field(min_length=1, max_length=500)]


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of one course of an instruction: erased, or why not."""

    ref: str
    error: MentorError | None = None


def approve(office: Office, data: bytes) -> list[Erased]:
    """Do what the controller's decider instructs. Everything that stands in the way of any course is told at
    once and nothing is done; after that, a course whose code does not hold does not stop the others.

    Raises InvalidInput by field, Refused for a decider who is not registered.
    """
    try:
        approval = TypeAdapter(Approval).validate_json(data)
    except ValidationError as error:
        raise InvalidInput("Godkendelse af sletning", problems_of(error)) from None
    decider = office.deciders.registered(approval.decider_ref)
    if decider is None:
        raise Refused("unknown-decider", "Beslutningstageren er ikke registreret. Brug: mentor decider add.")
    command = _instruction(office, decider, approval.document_sha256, early=approval.early)
    _must_be_erasable(office, [one.ref for one in approval.courses], command, decider)
    return [_erased(office, command, decider, one.ref, one.decision_code) for one in approval.courses]


def approve_in_person(
    office: Office, refs: Sequence[str], by: Actor, *, document_sha256: str = "", early: bool = False
) -> list[Erased]:
    """The same by a decider who is signed in with a second factor: that stands for a code for each course.

    Raises InvalidInput with everything in the way of any course, Refused for who is no registered decider.
    """
    decider = decider_behind(office, by)
    command = _instruction(office, decider, document_sha256, early=early)
    _must_be_erasable(office, refs, command, decider)
    return [_erased(office, command, decider, ref, Herself.SIGNED_IN) for ref in refs]


def finish_begun(office: Office) -> list[str]:
    """Finish what was instructed and interrupted; gives the references. Nothing else is ever erased here."""
    begun = [course for course in ended_courses(office) if _is_begun(office, course)]
    for course in begun:
        _finish(office, course.ref)
    return [course.ref for course in begun]


def _is_begun(office: Office, course: Course) -> bool:
    if course.file.erased_on is None:
        return course.file.erasure_approved_on is not None
    with office.database.read() as transaction:
        return is_readable(office.keyring, place(transaction, course.ref).key_id)


def _erased(
    office: Office, command: ApproveErasure, decider: Decider, ref: str, code: str | Herself
) -> Erased:
    actor = Actor(ACTS_AS[decider.role], decider.ref)
    try:
        office.casebook.handle(ref, command, actor, office.now, decision_code=code)
        _finish(office, ref)
    except MentorError as error:
        return Erased(ref, error)
    return Erased(ref)


def _finish(office: Office, ref: str) -> None:
    if office.casebook.course(ref).file.erased_on is None:
        held = holdings_of(office.database, ref)
        counts = {"mails": held.mails, "letters": held.letters, "index_entries": held.index_entries}
        office.casebook.handle(ref, RecordErasure(keys=len(held.keys), **counts), ERASER, office.now)
    make_unreadable(office.database, office.keyring, ref, office.now)
    # Its card is gone from Prefect, and no round shall write a new one.
    office.shown_cards.remember(ref, office.casebook.course(ref).seq)


def _instruction(office: Office, decider: Decider, document_sha256: str, *, early: bool) -> ApproveErasure:
    return ApproveErasure(
        decider=decider.ref,
        decider_role=decider.role,
        unit=decider.unit,
        decided_on=local_day(office.now),
        document_sha256=document_sha256,
        early=early,
    )


def _must_be_erasable(office: Office, refs: Sequence[str], command: ApproveErasure, decider: Decider) -> None:
    if problems := tuple(_obstacles(office, refs, command, decider)):
        raise InvalidInput("Godkendelse af sletning", problems)


def _obstacles(
    office: Office, refs: Sequence[str], command: ApproveErasure, decider: Decider
) -> Iterator[Problem]:
    for number, ref in enumerate(refs):
        field = f"courses.{number}.ref"
        try:
            _would_be_approved(office, ref, command, decider)
        except MentorError as error:
            yield Problem(field, f"{ref} kan ikke slettes", error.message)
        if waiting := _letters_not_out(office, ref):
            cure = "send dem, eller afslut dem: mentor deliver, letters, undelivered"
            yield Problem(field, f"{ref} har breve, der ikke er ude: {waiting}", cure)


def _letters_not_out(office: Office, ref: str) -> int:
    """Letters that are on their way; of a course that is not there, none."""
    try:
        return letters_not_out(office.database, ref)
    except UnknownCourse:
        return 0


def _would_be_approved(office: Office, ref: str, command: ApproveErasure, decider: Decider) -> None:
    course = office.casebook.course(ref)
    if decider.controller != course.controller:
        raise Refused("other-controller", "Beslutningstageren hører til en anden kommune end forløbet.")
    programme, calendar = office.programme_of(course), office.calendar_of(course)
    actor = Actor(ACTS_AS[decider.role], decider.ref)
    decide(course, command, office.now, programme, calendar, actor=actor)
