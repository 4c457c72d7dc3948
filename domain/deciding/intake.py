"""From referral to a matched mentor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from domain.calendar import months_after
from domain.commands import CompleteReferral, MatchMentor, ReassignMentor, RegisterReferral
from domain.corps.documents import not_in_place
from domain.course import Course
from domain.deciding import consent, protection
from domain.deciding.citizens_word import granted_by_change
from domain.deciding.context import Context
from domain.deciding.granting import granter_of
from domain.deciding.plan_change import answered_by_doing
from domain.errors import Refused, refuse_all
from domain.events import (
    Event,
    GrantFacts,
    MentorMatched,
    MentorReassigned,
    Period,
    ReferralCompleted,
    ReferralReceived,
)
from domain.explain import danish_date
from domain.lifecycle import Phase
from domain.order import order_facts
from domain.programme import Programme, Step
from domain.referral import GrantPart, Referral
from domain.timers import Timer, TimerKind
from domain.words import ASSERTIONS, PARTS, listed


def register(command: RegisterReferral, ctx: Context) -> tuple[Event, ...]:
    """A referral becomes a course; with a part missing it is incomplete and is not started (S2)."""
    missing = missing_parts(command.referral, ctx.programme)
    phase = Phase.INCOMPLETE if missing else Phase.RECEIVED
    received = ReferralReceived(
        ref=command.ref,
        controller=command.controller,
        partner=command.partner,
        programme=ctx.programme.key,
        programme_version=ctx.programme.version,
        received_at=ctx.now,
        missing=missing,
        mail_id=command.mail_id,
        form_id=command.form_id,
        grant=grant_facts(command.referral.grant),
        consent_withdrawn_on=_withdrawn_on(command.referral),
        consent_expires_on=consent.expires_on(command.referral.consent),
        order=order_facts(command.referral, ctx.programme, ctx.today),
        referral=command.referral,
        to_phase=phase,
        timers=(_waiting_timer(missing, ctx), *_of_referral(command.referral, ctx)),
    )
    return (received,)


def complete(course: Course, command: CompleteReferral, ctx: Context) -> tuple[Event, ...]:
    """Missing parts arrived, or a corrected grant. The course goes on when nothing is missing any more;
    a correction gives the coordinator no more time.
    """
    missing = missing_parts(command.referral, ctx.programme)
    if missing and (missing == course.missing or course.phase is Phase.RECEIVED):
        raise Refused(
            "still-missing", f"Der mangler fortsat {listed(missing, PARTS)}. Vedlæg mindst én af delene."
        )
    completed = ReferralCompleted(
        missing=missing,
        mail_id=command.mail_id,
        form_id=command.form_id,
        grant=grant_facts(command.referral.grant),
        consent_withdrawn_on=_withdrawn_on(command.referral),
        consent_expires_on=consent.expires_on(command.referral.consent),
        order=order_facts(command.referral, ctx.programme, ctx.today),
        referral=command.referral,
        timers=_of_referral(command.referral, ctx),
        cleared=(*consent.ON_CONSENT, *protection.ON_PROTECTION),
    )
    if missing or course.phase is Phase.RECEIVED:
        return (completed,)
    timer = _waiting_timer((), ctx)
    done = replace(
        completed,
        to_phase=Phase.RECEIVED,
        timers=(timer, *completed.timers),
        cleared=(*completed.cleared, TimerKind.COMPLETE_PARTS.value),
    )
    return (done,)


def match(_course: Course, command: MatchMentor, ctx: Context) -> tuple[Event, ...]:
    """Choose one fixed contact person (S0)."""
    unready = not_in_place(ctx.programme.corps.required_documents, ctx.documents)
    refuse_all((*_own_cover(command.mentor, command.cover), *unready))
    matched = MentorMatched(
        mentor=command.mentor,
        cover=command.cover,
        reason=command.reason,
        to_phase=Phase.MATCHED,
        cleared=(TimerKind.MATCHING.value, TimerKind.WAITING_REVIEW.value),
    )
    return (matched,)


def reassign(course: Course, command: ReassignMentor, ctx: Context) -> tuple[Event, ...]:
    """Hand over to another mentor, never without a note (S1: lost knowledge)."""
    refuse_all(_not_another(course, command))
    reassigned = MentorReassigned(
        mentor=command.mentor, previous=course.mentor, cover=command.cover, handover=command.handover
    )
    return (reassigned, *granted_by_change(course), *answered_by_doing(course, "mentor", ctx))


def missing_parts(referral: Referral, programme: Programme) -> tuple[str, ...]:
    """The parts the programme requires and the referral lacks, in the programme's order."""
    present = referral.parts()
    return tuple(part for part in programme.referral.required_parts if part not in present)


def grant_facts(grant: GrantPart | None) -> GrantFacts | None:
    """The neutral side of a grant, which the rules work on."""
    if grant is None:
        return None
    asserted = tuple(name for name in ASSERTIONS if getattr(grant, name))
    return GrantFacts(
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        hours=grant.hours_total,
        assertions=asserted,
        hours_per_week=grant.hours_per_week,
        granter=granter_of(grant),
    )


def misfits(period: Period, step: Step) -> Iterator[Refused]:
    """What is wrong with a period on its step of the ladder."""
    if period.ends_on < period.starts_on:
        yield Refused("period-order", "Perioden slutter, før den begynder. Ret datoerne.")
    limit = months_after(period.starts_on, step.months)
    if period.ends_on >= limit:
        last = limit - timedelta(days=1)
        yield Refused(
            "period-too-long",
            f"Perioden må højst vare {step.months} måneder, altså til og med {danish_date(last)}.",
        )


def period_timers(period: Period, steps_used: int, ctx: Context) -> tuple[Timer, ...]:
    """The timers that hang on a period's end: review (if a step is left), phase-out, the end itself."""
    kinds = [TimerKind.PHASE_OUT, TimerKind.GRANT_END]
    if steps_used < len(ctx.programme.grants.steps):
        kinds.insert(0, TimerKind.EXTENSION_REVIEW)
    return tuple(ctx.timer(kind, period.ends_on) for kind in kinds)


def _of_referral(referral: Referral, ctx: Context) -> tuple[Timer, ...]:
    """What hangs on the last day of a consent, and of a protected name and address."""
    return (*consent.timers(referral.consent, ctx), *protection.timers(referral.citizen, ctx))


def _waiting_timer(missing: tuple[str, ...], ctx: Context) -> Timer:
    return ctx.timer(TimerKind.COMPLETE_PARTS if missing else TimerKind.ACCEPTANCE, ctx.today)


def _withdrawn_on(referral: Referral) -> date | None:
    return referral.consent.withdrawn_on if referral.consent else None


def _not_another(course: Course, command: ReassignMentor) -> Iterator[Refused]:
    if command.mentor == course.mentor:
        yield Refused("same-mentor", "Forløbet har allerede denne mentor. Vælg en anden.")
    yield from _own_cover(command.mentor, command.cover)


def _own_cover(mentor: str, cover: str) -> Iterator[Refused]:
    if mentor == cover:
        yield Refused("cover", "En mentor kan ikke være sin egen vikar. Vælg en anden vikar.")
