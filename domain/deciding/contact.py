"""First contact and the agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from domain.calendar import local_day
from domain.commands import RecordContactAttempt, RecordFirstMeeting, SignAgreement
from domain.course import Course
from domain.deciding import matter, roles, tasks
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import (
    AgreementSigned,
    ContactAttempted,
    Event,
    FirstMeetingHeld,
    GoalsAgreed,
)
from domain.lifecycle import CONTACT, Phase
from domain.matters import MatterKind
from domain.timers import TimerKind
from domain.values import Role
from domain.words import SIGNERS, listed

_NO_CONTACT = MatterKind.NO_CONTACT


def attempt(course: Course, command: RecordContactAttempt, ctx: Context) -> tuple[Event, ...]:
    """Log an attempt; after the programme's number of failed ones in a row the jobcentre is told (local: 3),
    and where the programme asks, somebody must say what then. It holds all through the support, too.
    """
    day = local_day(command.attempted_at)
    ctx.not_later_than_today(day, "Kontaktforsøget")
    failed = 0 if command.reached else course.contact.failed + 1
    attempted = ContactAttempted(
        number=course.contact.attempts + 1,
        attempted_at=command.attempted_at,
        channel=command.channel,
        reached=command.reached,
        failed=failed,
        tell_jobcentre=failed == _limit(course, ctx),
        note=command.note,
        to_phase=Phase.CONTACTING if course.phase in CONTACT else None,
    )
    if not command.reached:
        return (attempted, *_asked(course, attempted, ctx))
    return (_reached(course, attempted, day, ctx), *matter.settled_by_itself(course, _NO_CONTACT, "reached"))


def _asked(course: Course, attempted: ContactAttempted, ctx: Context) -> tuple[Event, ...]:
    """What is to be done about a citizen who cannot be reached; asked again after as many more (local)."""
    ask = attempted.failed % _limit(course, ctx) == 0 and ctx.programme.contact.then == "ask"
    return (matter.opened(course, _NO_CONTACT, ctx),) if ask and not course.open_matters(_NO_CONTACT) else ()


def _limit(course: Course, ctx: Context) -> int:
    return ctx.programme.contact.attempts(support=course.contact.met_on is not None)


def not_given_up(course: Course, ctx: Context) -> Iterator[Refused]:
    """A course ends because the citizen cannot be reached only when she was tried, and where the programme
    asks, when the jobcentre has said so (outside: the authority decides).
    """
    limit = _limit(course, ctx)
    if course.contact.failed < limit:
        yield Refused(
            "not-tried-enough",
            f"Der skal være noteret {limit} forgæves forsøg i træk, før et forløb slutter, fordi borgeren "
            "ikke kan træffes. Notér dem med RecordContactAttempt.",
        )
    answered = course.contact.given_up or ctx.actor.role is Role.CASEWORKER
    if ctx.programme.contact.then == "ask" and not answered:
        yield Refused(
            "jobcentre-gives-up",
            "Jobcenteret afgør, om forløbet slutter, når borgeren ikke kan træffes. Notér svaret først: "
            "SettleMatter med udfaldet »forløbet skal afsluttes« [to_be_ended].",
        )


def _reached(course: Course, attempted: ContactAttempted, day: date, ctx: Context) -> ContactAttempted:
    if course.contact.first_on is not None or course.phase not in CONTACT:
        return attempted
    timer = ctx.timer(TimerKind.FIRST_MEETING, day)
    return replace(attempted, timers=(timer,), cleared=(TimerKind.FIRST_CONTACT.value,))


def first_meeting(course: Course, command: RecordFirstMeeting, ctx: Context) -> tuple[Event, ...]:
    """Citizen and mentor met; agreement and goals come next."""
    ctx.not_later_than_today(command.held_on, "Første møde")
    held = FirstMeetingHeld(
        held_on=command.held_on,
        note=command.note,
        to_phase=Phase.GOAL_SETTING,
        timers=(ctx.timer(TimerKind.GOAL_SETTING, command.held_on),),
        cleared=(TimerKind.FIRST_CONTACT.value, TimerKind.FIRST_MEETING.value),
    )
    return (held, *matter.settled_by_itself(course, _NO_CONTACT, "reached"))


def sign(course: Course, command: SignAgreement, ctx: Context) -> tuple[Event, ...]:
    """File the agreement between citizen and jobcentre (S4); those the programme names have signed."""
    refuse_all(_not_signed(course, command, ctx))
    signed = AgreementSigned(
        signed_on=command.signed_on,
        signed_by=command.signed_by,
        document_sha256=command.document_sha256,
        roles=command.roles,
        reasoned=tasks.reasons_given(command, ctx.programme),
        tasks=command.tasks,
        task_reason=command.task_reason,
        phase_out_plan=command.phase_out_plan,
    )
    completes = course.agreement_on is None and bool(course.goals)
    return (activated(signed, course, ctx) if completes else signed,)


def _not_signed(course: Course, command: SignAgreement, ctx: Context) -> Iterator[Refused]:
    yield from ctx.in_the_future(command.signed_on, "Underskriften")
    lacking = [signer for signer in ctx.programme.work.signers if signer not in command.signed_by]
    if lacking:
        who = listed(lacking, SIGNERS)
        yield Refused("signatures", f"Aftalen mangler underskrift fra {who}. Indhent den først.")
    yield from tasks.not_agreeable(course, command, ctx.programme)
    yield from roles.unknown(command.roles, ctx.programme)


def periodic(course: Course, ctx: Context) -> tuple[TimerKind, ...]:
    """What is owed periodically: no report to the jobcentre where the consent it rests on has ended, and no
    progress in phase-out.
    """
    kinds = [TimerKind.FOLLOW_UP, TimerKind.THREE_PARTY_MEETING]
    if course.working_phase is not Phase.PHASING_OUT:
        kinds.append(TimerKind.PROGRESS_WINDOW)
    if not course.consent.ended_on(ctx.today):
        kinds.insert(1, TimerKind.PROGRESS_REPORT)
    return tuple(kinds)


def activated(event: AgreementSigned | GoalsAgreed, course: Course, ctx: Context) -> Event:
    """With both agreement and goals in place the periodic work begins; phase-out goes on if it has begun."""
    return replace(
        event,
        to_phase=Phase.ACTIVE if course.phase is Phase.GOAL_SETTING else None,
        timers=tuple(ctx.timer(kind, ctx.today) for kind in periodic(course, ctx)),
        cleared=(TimerKind.GOAL_SETTING.value,),
    )
