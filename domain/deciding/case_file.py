"""Marks, legal hold, the return of the file, and erasure: only on the controller's instruction (outside)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.commands import (
    ApproveErasure,
    HoldErasure,
    LiftHold,
    MarkThirdParty,
    RecordErasure,
    RecordFileReturn,
)
from domain.course import Course
from domain.deciding import matter
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import (
    CourseErased,
    ErasureApproved,
    ErasureHeld,
    Event,
    FileReturned,
    HoldLifted,
    Mark,
    ThirdPartyMarked,
)
from domain.matters import ASKED_FOR, MatterKind
from domain.retention import retention_ends_on
from domain.values import Role


def mark(course: Course, command: MarkThirdParty, ctx: Context) -> tuple[Event, ...]:
    """Mark what exports leave out, or take marks back: a coordinator's judgement, never a machine's."""
    refuse_all(_not_markable(course, command, ctx))
    marks = tuple(
        Mark(f"u{number}", new.what, new.why, new.event, new.mail, new.number)
        for number, new in enumerate(command.marks, course.file.marks + 1)
    )
    words = tuple(new.words for new in command.marks)
    return (ThirdPartyMarked(marks=marks, put_back=command.put_back, words=words),)


def _not_markable(course: Course, command: MarkThirdParty, ctx: Context) -> Iterator[Refused]:
    if ctx.actor.role is not Role.COORDINATOR:
        yield Refused("coordinator-marks", "Kun en mentorkoordinator markerer, hvad der udelades.")
    if not command.marks and not command.put_back:
        yield Refused("nothing-marked", "Der er intet at markere. Sig, hvad der udelades [marks, put_back].")
    if any(new.event is not None and new.event > course.seq for new in command.marks):
        yield Refused(
            "unknown-event", "En markeret hændelse findes ikke. Se numrene: mentor course timeline."
        )
    if not set(command.put_back) <= {f"u{number}" for number in range(1, course.file.marks + 1)}:
        yield Refused("unknown-mark", "Udeladelsen findes ikke [put_back]. Se dem: mentor access marks.")


def hold(course: Course, command: HoldErasure, ctx: Context) -> tuple[Event, ...]:
    """Hold the file back from erasure, for one reason at a time."""
    if course.file.held:
        raise Refused("already-held", "Sagen er allerede holdt tilbage fra sletning.")
    return (ErasureHeld(held_on=ctx.today, reason=command.reason),)


def lift(course: Course, _command: LiftHold, ctx: Context) -> tuple[Event, ...]:
    """Let the file be erased when its time comes. Anybody may hold it; a coordinator lets it go."""
    if not course.file.held:
        raise Refused("not-held-back", "Sagen er ikke holdt tilbage fra sletning.")
    return (HoldLifted(lifted_on=ctx.today),)


def returned(course: Course, command: RecordFileReturn, ctx: Context) -> tuple[Event, ...]:
    """The controller has confirmed that it has what must be journalised (outside)."""
    refuse_all(_not_returned(course, command, ctx))
    confirmed = FileReturned(
        returned_on=command.returned_on, how=command.how, document_sha256=command.document_sha256
    )
    return (confirmed,)


def _not_returned(course: Course, command: RecordFileReturn, ctx: Context) -> Iterator[Refused]:
    if command.returned_on > ctx.today:
        yield Refused("return-in-future", "Sagen kan ikke være modtaget på en dag, der ikke er kommet.")
    if course.closed_on is not None and command.returned_on < course.closed_on:
        yield Refused("return-too-early", "Sagen kan først afleveres hel, når forløbet er afsluttet.")


def approve(course: Course, command: ApproveErasure, ctx: Context) -> tuple[Event, ...]:
    """The controller's instruction: after the confirmed return, without a hold, when the years are over.

    Before that only where the instruction itself says so (outside: only on the controller's instruction).
    From then on nobody is asked how it went.
    """
    refuse_all(_not_erasable(course, command, ctx))
    return (
        ErasureApproved(
            decider=command.decider,
            decider_role=command.decider_role,
            unit=command.unit,
            decided_on=command.decided_on,
            document_sha256=command.document_sha256,
            early=command.early,
        ),
        *matter.settled_by_itself(course, MatterKind.AFTERMATH, "not_asked"),
    )


def _not_erasable(course: Course, command: ApproveErasure, ctx: Context) -> Iterator[Refused]:
    if course.file.held:
        yield Refused("erasure-held", "Sagen er holdt tilbage. Ophæv det først: mentor retention unhold.")
    if any(one.kind in ASKED_FOR for one in course.open_matters()):
        yield Refused("access-open", "En anmodning om indsigt er åben. Den skal besvares, før der slettes.")
    if course.file.returned_on is None:
        text = "Kommunen har ikke bekræftet at have modtaget sagen. Notér det først: RecordFileReturn."
        yield Refused("not-returned", text)
    if not command.early and not _is_over(retention_ends_on(course, ctx.programme), ctx.today):
        text = "Opbevaringstiden er ikke gået. Vil kommunen slette før tid, skal det stå i godkendelsen."
        yield Refused("retention-not-over", text)


def erased(course: Course, command: RecordErasure, ctx: Context) -> tuple[Event, ...]:
    """The last thing that is written, before the keys are destroyed; never without an instruction that
    still counts. So a crash in between leaves a course that says what is left to be done.
    """
    if course.file.erasure_approved_on is None:
        raise Refused("not-approved", "Ingen har godkendt sletningen. Brug: mentor retention approve.")
    return (
        CourseErased(
            erased_on=ctx.today,
            keys=command.keys,
            mails=command.mails,
            letters=command.letters,
            index_entries=command.index_entries,
        ),
    )


def _is_over(due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on <= today
