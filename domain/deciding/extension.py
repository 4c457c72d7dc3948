"""Extensions: proposed by anybody, decided only by an authority (S1, LAB ch. 26)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from domain.commands import DecideExtension, OpenExtensionReview, ProposeExtension
from domain.course import Course
from domain.course_parts import Matter
from domain.deciding import extension_review, no_progress, phase_out
from domain.deciding.context import Context
from domain.deciding.intake import period_timers
from domain.deciding.new_period import (
    ladder_used,
    misfits_of,
    new_period,
    not_decidable,
    not_grantable,
    step_of,
)
from domain.deciding.plan_change import answered_by_doing
from domain.deciding.signing import signature, unsignable
from domain.deciding.undecided import backwards, goes_on, over
from domain.errors import Refused, refuse_all
from domain.events import (
    Event,
    ExtensionDecided,
    ExtensionProposed,
    Period,
)
from domain.evolve import fold
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.timers import TimerKind
from domain.values import Role


def propose(course: Course, command: ProposeExtension, ctx: Context) -> tuple[Event, ...]:
    """Propose a new period; a special step needs its reasons in writing (S1, outside). Where no review is
    open it opens one; a proposal that is refused leaves none behind.
    """
    refuse_all(over(course))
    opened = _review_for(course, ctx)
    course = fold(opened, course)
    matter = course.open_matters("extension")[0]
    number, a_week = len(course.periods) + 1, command.hours_per_week
    period = Period(number, command.starts_on, command.ends_on, command.hours, matter.special, a_week)
    refuse_all(_not_proposable(course, command, matter, period, ctx))
    proposed = ExtensionProposed(
        matter=matter.id,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        hours=command.hours,
        hours_per_week=command.hours_per_week,
        by=str(ctx.actor),
        reasoned=bool(command.special_reasons),
        need=command.need,
        special_reasons=command.special_reasons,
        cleared=(_owed_for(matter),),
    )
    return (*opened, proposed)


def _review_for(course: Course, ctx: Context) -> tuple[Event, ...]:
    return (
        ()
        if course.open_matters("extension")
        else extension_review.open_review(course, OpenExtensionReview(), ctx)
    )


def _not_proposable(
    course: Course, command: ProposeExtension, matter: Matter, period: Period, ctx: Context
) -> Iterator[Refused]:
    yield from misfits_of(course, period, ctx)
    if matter.special and not command.special_reasons and ctx.actor.role in {Role.MENTOR, Role.COORDINATOR}:
        yield Refused("special-reasons", "Næste trin kræver helt særlige tilfælde. Skriv begrundelsen.")


def decide_extension(course: Course, command: DecideExtension, ctx: Context) -> tuple[Event, ...]:
    """Record an authority's decision. Granted: a new period, never a moved end date. Refused: phase-out.

    Where several must sign, it is granted with the last signature; one refusal is enough.
    """
    refuse_all(_undecidable(course, command, ctx))
    matter = course.open_matters("extension")[0]
    cleared = _ladder_of(course, matter)
    if not command.granted:
        refused = _decided(command, matter, None)
        return (replace(refused, cleared=cleared), *_phase_out_after(course))
    granted = _granted(course, command, matter, cleared, ctx)
    signed = signature(command, matter, granted.period, ctx) if granted.period else None
    if signed:
        return (replace(signed, cleared=(_owed_for(matter),)),)
    return (granted, *answered_by_doing(course, "hours", ctx))


def _undecidable(course: Course, command: DecideExtension, ctx: Context) -> Iterator[Refused]:
    """All that speaks against the decision, whether it grants or refuses."""
    yield from not_decidable(course, command, ctx)
    if not course.open_matters("extension"):
        yield from over(course) if course.phase is Phase.CLOSING else _no_review()
    elif command.granted:
        matter = course.open_matters("extension")[0]
        period = new_period(course, command, matter)
        yield from _ungrantable(course, command, matter, ctx)
        yield from unsignable(command, matter, period)


def _no_review() -> Iterator[Refused]:
    yield Refused(
        "no-review", "Der er ingen åben vurdering af forlængelse. Åbn den først: OpenExtensionReview."
    )


def _ungrantable(course: Course, command: DecideExtension, matter: Matter, ctx: Context) -> Iterator[Refused]:
    """What speaks against the period that is granted."""
    period = new_period(course, command, matter)
    yield from not_grantable(course, command, matter, period, ctx)
    yield from backwards(course, period, command.decided_on)


def granted_by_mail(course: Course, command: DecideExtension, ctx: Context) -> ExtensionDecided:
    """A grant that came as the jobcentre's own signed mail: decided as any other, and an open review is
    settled by it. Raises Refused.

    The signature is the authority's; a role that is named must still be one that decides here.
    """
    refuse_all((*over(course), *ladder_used(course, ctx)))
    reviews = course.open_matters("extension")
    matter = (
        reviews[0]
        if reviews
        else Matter("", MatterKind.EXTENSION, ctx.now, special=step_of(course, ctx).special)
    )
    cleared = _ladder_of(course, matter) if reviews else ()
    done = (*cleared, TimerKind.EXTENSION_REVIEW.value)
    against = not_decidable(course, command, ctx, by_mail=True)
    refuse_all((*against, *_ungrantable(course, command, matter, ctx)))
    return _granted(course, command, matter, done, ctx)


def _granted(
    course: Course,
    command: DecideExtension,
    matter: Matter,
    cleared: tuple[str, ...],
    ctx: Context,
) -> ExtensionDecided:
    period = new_period(course, command, matter)
    timers = period_timers(period, len(course.periods) + 1, ctx) if period else ()
    if period:
        timers = (*timers, *no_progress.goes_on(course, ctx))
    decided = replace(_decided(command, matter, period), cleared=cleared, timers=timers)
    if period and course.phase is Phase.CLOSING:
        return goes_on(course, decided, period, ctx)
    back = course.support_phase if course.phase is Phase.PHASING_OUT else None
    return replace(decided, to_phase=back)


def _ladder_of(course: Course, matter: Matter) -> tuple[str, ...]:
    kind = TimerKind.UNDECIDED if course.phase is Phase.CLOSING else TimerKind.EXTENSION_DECISION
    return (f"{kind}:{matter.id}", _owed_for(matter))


def _owed_for(matter: Matter) -> str:
    """The ladder of the proposal: with one, or with a decision, nobody owes it any more."""
    return f"{TimerKind.EXTENSION_PROPOSAL}:{matter.id}"


def _decided(command: DecideExtension, matter: Matter, period: Period | None) -> ExtensionDecided:
    return ExtensionDecided(
        matter=matter.id,
        granted=command.granted,
        decider=command.decider,
        decider_role=command.decider_role,
        unit=command.unit,
        channel=command.channel,
        decided_on=command.decided_on,
        document_sha256=command.document_sha256,
        period=period,
        reason=command.reason,
    )


def _phase_out_after(course: Course) -> tuple[Event, ...]:
    return (phase_out.start(course, "refused"),) if phase_out.may_start(course) else ()
