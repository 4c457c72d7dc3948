"""Taking a course on: everything that must hold for it, and what is recorded of what was only expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.commands import AcceptReferral
from domain.corps.documents import not_in_place
from domain.course import Course
from domain.deciding import tasks, tracks
from domain.deciding.context import Context
from domain.deciding.eligibility import not_eligible, remarks_of, track_of
from domain.deciding.granting import not_granted_by, own_deciders
from domain.deciding.intake import misfits, period_timers
from domain.errors import Refused, refuse_all
from domain.events import Event, GrantFacts, Period, ReferralAccepted
from domain.explain import danish_date
from domain.lifecycle import Phase
from domain.order import rules_of
from domain.programme import Programme
from domain.timers import TimerKind
from domain.words import ASSERTIONS


def accept(course: Course, command: AcceptReferral, ctx: Context) -> tuple[Event, ...]:
    """Take the course on: the assertions hold (S1), the order fits the programme, and the grant fits the
    first step of the ladder or the special track it is on.
    """
    grant = course.grant
    if grant is None:
        raise Refused(
            "no-grant",
            "Henvisningen har ingen bevilling. Indhent den, før forløbet tages ind.",
            also=tuple(_unmet_by_the_order(course, command, ctx)),
        )
    refuse_all(unmet(course, grant, command, ctx))
    return (_accepted(course, first_period(grant, command, ctx), command, ctx),)


def first_period(grant: GrantFacts, command: AcceptReferral, ctx: Context) -> Period:
    """The grant as the course's first support period."""
    special = tracks.first_step(command, ctx.programme).special
    return Period(1, grant.starts_on, grant.ends_on, grant.hours, special, grant.hours_per_week)


def unmet(course: Course, grant: GrantFacts, command: AcceptReferral, ctx: Context) -> Iterator[Refused]:
    """Every rule that speaks against taking the course on, each with its cure."""
    period = first_period(grant, command, ctx)
    yield from _not_asserted(grant, ctx.programme)
    yield from not_granted_by(grant, command, ctx.programme)
    yield from _under_other_rules(grant, ctx.programme)
    if grant.ends_on < ctx.today:
        yield Refused("grant-over", "Bevillingen er allerede udløbet. Bed jobcenteret om en ny bevilling.")
    yield from misfits(period, tracks.first_step(command, ctx.programme))
    yield from tracks.off_track(course, command, period, ctx)
    yield from _unmet_by_the_order(course, command, ctx)


def _unmet_by_the_order(course: Course, command: AcceptReferral, ctx: Context) -> Iterator[Refused]:
    """What speaks against it whatever the grant says."""
    yield from _consent_withdrawn(course, ctx.programme, ctx.today)
    yield from _not_for_this_controller(course, ctx.programme)
    yield from not_in_place(ctx.programme.corps.required_documents, ctx.documents)
    yield from not_eligible(course, command, ctx)
    yield from tasks.not_orderable(course, command, ctx)


def _accepted(course: Course, period: Period, command: AcceptReferral, ctx: Context) -> ReferralAccepted:
    track = track_of(command, ctx.programme)
    return ReferralAccepted(
        coordinator=command.coordinator,
        period=period,
        entitlement=track.entitlement if track else "none",
        caseworker_role=command.caseworker_role,
        remarks=remarks_of(course, command, ctx),
        reasoned=_reasoned(course, command, ctx),
        deciders=own_deciders(command, ctx.programme),
        target_group=command.target_group,
        supports_staying=command.supports_staying,
        track=command.track,
        track_on=command.track_on,
        beyond_normal=command.beyond_normal,
        section_85=command.section_85,
        section_85_by=command.section_85_by,
        section_85_goal=command.section_85_goal,
        tasks=command.tasks,
        task_reason=command.task_reason,
        to_phase=Phase.ACCEPTED,
        timers=(
            ctx.timer(TimerKind.MATCHING, ctx.today),
            ctx.timer(TimerKind.FIRST_CONTACT, ctx.today),
            *period_timers(period, 1, ctx),
        ),
        cleared=(TimerKind.ACCEPTANCE.value,),
    )


def _reasoned(course: Course, command: AcceptReferral, ctx: Context) -> tuple[str, ...]:
    """The rules of tasks that a reason was given for, so that the tasks may be logged."""
    if not command.task_reason:
        return ()
    given = tasks.known_tasks(command.tasks, ctx.programme)
    return rules_of(given, "with_reason") if command.tasks else course.order.need_reason


def _consent_withdrawn(course: Course, programme: Programme, today: date) -> Iterator[Refused]:
    if course.consent.ended_on(today) and "consent" in programme.referral.required_parts:
        yield Refused(
            "consent-withdrawn",
            "Samtykket er trukket tilbage eller udløbet. Forløbet kan først tages ind med et nyt.",
        )


def _not_for_this_controller(course: Course, programme: Programme) -> Iterator[Refused]:
    """A programme may be one municipality's alone (outside: several controllers are kept apart)."""
    if programme.controllers and course.controller not in programme.controllers:
        yield Refused(
            "other-controller",
            f"{programme.name} må ikke bruges af denne kommune. Ret kommunens program i mentor.toml, eller "
            "tilføj kommunen under controllers.",
        )


def _not_asserted(grant: GrantFacts, programme: Programme) -> Iterator[Refused]:
    lacking = [ASSERTIONS[name] for name in programme.referral.assertions if name not in grant.assertions]
    if lacking:
        yield Refused(
            "assertions", f"Bevillingen fastslår ikke {' eller '.join(lacking)}. Bed jobcenteret rette den."
        )


def _under_other_rules(grant: GrantFacts, programme: Programme) -> Iterator[Refused]:
    """A course keeps the rule set it was granted under, so that must be the right one (outside: the rules
    of LAB chapter 26 changed several times in 2026).
    """
    if not programme.applies_on(grant.starts_on):
        yield Refused(
            "rule-set",
            f"Bevillingen begynder {danish_date(grant.starts_on)}. Den dag gælder {programme.name} "
            f"{programme.version} ({programme.legal_basis}) ikke. Registrér den under den rette version.",
        )
