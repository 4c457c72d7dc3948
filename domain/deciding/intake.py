"""From referral to a matched mentor."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from domain.commands import AcceptReferral, CompleteReferral, MatchMentor, ReassignMentor, RegisterReferral
from domain.course import Course
from domain.deciding.citizens_word import granted_by_change
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import (
    Event,
    GrantFacts,
    MentorMatched,
    MentorReassigned,
    Period,
    ReferralAccepted,
    ReferralCompleted,
    ReferralReceived,
)
from domain.explain import danish_date
from domain.lifecycle import Phase
from domain.programme import Programme, Step
from domain.referral import GrantPart, Referral
from domain.timers import Timer, TimerKind
from domain.words import PARTS, listed

ASSERTIONS = {
    "employment_aim": "et klart beskæftigelsesrettet sigte",
    "decisive": "at støtten er afgørende for indsatsen",
    "phase_out": "at støtten tilrettelægges med henblik på udfasning",
}


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
        grant=grant_facts(command.referral.grant),
        consent_withdrawn_on=_withdrawn_on(command.referral),
        referral=command.referral,
        to_phase=phase,
        timers=(_waiting_timer(missing, ctx),),
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
        grant=grant_facts(command.referral.grant),
        consent_withdrawn_on=_withdrawn_on(command.referral),
        referral=command.referral,
    )
    if missing or course.phase is Phase.RECEIVED:
        return (completed,)
    timer = _waiting_timer((), ctx)
    done = replace(
        completed, to_phase=Phase.RECEIVED, timers=(timer,), cleared=(TimerKind.COMPLETE_PARTS.value,)
    )
    return (done,)


def accept(course: Course, command: AcceptReferral, ctx: Context) -> tuple[Event, ...]:
    """Take the course on: the assertions hold (S1) and the grant fits the first step of the ladder."""
    grant = course.grant
    if grant is None:
        raise Refused("no-grant", "Henvisningen har ingen bevilling. Indhent den, før forløbet tages ind.")
    _consent_stands(course, ctx.programme)
    _assertions_hold(grant, ctx.programme)
    _under_these_rules(grant, ctx.programme)
    if grant.ends_on < ctx.today:
        raise Refused("grant-over", "Bevillingen er allerede udløbet. Bed jobcenteret om en ny bevilling.")
    step = ctx.programme.grants.steps[0]
    period = Period(1, grant.starts_on, grant.ends_on, grant.hours, step.special, grant.hours_per_week)
    fits_step(period, step)
    accepted = ReferralAccepted(
        coordinator=command.coordinator,
        period=period,
        to_phase=Phase.ACCEPTED,
        timers=(
            ctx.timer(TimerKind.MATCHING, ctx.today),
            ctx.timer(TimerKind.FIRST_CONTACT, ctx.today),
            *period_timers(period, 1, ctx),
        ),
        cleared=(TimerKind.ACCEPTANCE.value,),
    )
    return (accepted,)


def match(_course: Course, command: MatchMentor, _ctx: Context) -> tuple[Event, ...]:
    """Choose one fixed contact person (S0)."""
    _covers_another(command.mentor, command.cover)
    matched = MentorMatched(
        mentor=command.mentor,
        cover=command.cover,
        reason=command.reason,
        to_phase=Phase.MATCHED,
        cleared=(TimerKind.MATCHING.value,),
    )
    return (matched,)


def reassign(course: Course, command: ReassignMentor, _ctx: Context) -> tuple[Event, ...]:
    """Hand over to another mentor, never without a note (S1: lost knowledge)."""
    if command.mentor == course.mentor:
        raise Refused("same-mentor", "Forløbet har allerede denne mentor. Vælg en anden.")
    _covers_another(command.mentor, command.cover)
    reassigned = MentorReassigned(
        mentor=command.mentor, previous=course.mentor, cover=command.cover, handover=command.handover
    )
    return (reassigned, *granted_by_change(course))


def missing_parts(referral: Referral, programme: Programme) -> tuple[str, ...]:
    """The parts the programme requires and the referral lacks, in the programme's order."""
    present = referral.parts()
    return tuple(part for part in programme.referral.required_parts if part not in present)


def grant_facts(grant: GrantPart | None) -> GrantFacts | None:
    """The neutral side of a grant, which the rules work on."""
    if grant is None:
        return None
    asserted = tuple(name for name in ASSERTIONS if getattr(grant, name))
    return GrantFacts(grant.starts_on, grant.ends_on, grant.hours_total, asserted, grant.hours_per_week)


def fits_step(period: Period, step: Step) -> None:
    """Refuse a period that ends before it begins or is longer than its step of the ladder. Raises Refused."""
    if period.ends_on < period.starts_on:
        raise Refused("period-order", "Perioden slutter, før den begynder. Ret datoerne.")
    limit = months_after(period.starts_on, step.months)
    if period.ends_on >= limit:
        last = limit - timedelta(days=1)
        raise Refused(
            "period-too-long",
            f"Perioden må højst vare {step.months} måneder, altså til og med {danish_date(last)}.",
        )


def period_timers(period: Period, steps_used: int, ctx: Context) -> tuple[Timer, ...]:
    """The timers that hang on a period's end: review (if a step is left), phase-out, the end itself."""
    kinds = [TimerKind.PHASE_OUT, TimerKind.GRANT_END]
    if steps_used < len(ctx.programme.grants.steps):
        kinds.insert(0, TimerKind.EXTENSION_REVIEW)
    return tuple(ctx.timer(kind, period.ends_on) for kind in kinds)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the 1st of the following month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return months_after(date(day.year, day.month, 1), months + 1)


def _waiting_timer(missing: tuple[str, ...], ctx: Context) -> Timer:
    return ctx.timer(TimerKind.COMPLETE_PARTS if missing else TimerKind.ACCEPTANCE, ctx.today)


def _withdrawn_on(referral: Referral) -> date | None:
    return referral.consent.withdrawn_on if referral.consent else None


def _consent_stands(course: Course, programme: Programme) -> None:
    if course.consent_withdrawn_on and "consent" in programme.referral.required_parts:
        raise Refused(
            "consent-withdrawn", "Samtykket er trukket tilbage. Forløbet kan først tages ind med et nyt."
        )


def _assertions_hold(grant: GrantFacts, programme: Programme) -> None:
    lacking = [ASSERTIONS[name] for name in programme.referral.assertions if name not in grant.assertions]
    if lacking:
        raise Refused(
            "assertions", f"Bevillingen fastslår ikke {' eller '.join(lacking)}. Bed jobcenteret rette den."
        )


def _under_these_rules(grant: GrantFacts, programme: Programme) -> None:
    """A course keeps the rule set it was granted under, so that must be the right one (outside: the rules
    of LAB chapter 26 changed several times in 2026).
    """
    if not programme.applies_on(grant.starts_on):
        raise Refused(
            "rule-set",
            f"Bevillingen begynder {danish_date(grant.starts_on)}. Den dag gælder {programme.name} "
            f"{programme.version} ({programme.legal_basis}) ikke. Registrér den under den rette version.",
        )


def _covers_another(mentor: str, cover: str) -> None:
    if mentor == cover:
        raise Refused("cover", "En mentor kan ikke være sin egen vikar. Vælg en anden vikar.")
