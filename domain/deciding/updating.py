"""A later mail of the jobcentre about a course that is open: filed, compared, and seen by the coordinator."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import DecideExtension, MarkUpdateSeen, UpdateReferral
from domain.comparison import is_period
from domain.course import Course
from domain.deciding import consent, extension, protection
from domain.deciding.context import Context
from domain.deciding.granting import granter_of
from domain.deciding.intake import grant_facts
from domain.deciding.matter import next_matter
from domain.deciding.plan_change import answered_by_doing
from domain.errors import Refused, refuse_all
from domain.events import Event, OrderFacts, ReferralUpdated, UpdateSeen
from domain.matters import MatterKind
from domain.order import order_facts
from domain.referral import GrantPart
from domain.timers import Timer, TimerKind
from domain.values import Role
from domain.who import AUTHORITY

MAIL = frozenset({Role.MAILROOM, Role.COORDINATOR})
JOBCENTRE = "jobcentre"
"""The decider where the grant names no role: the jobcentre itself, whose signature the mail carries."""


def update(course: Course, command: UpdateReferral, ctx: Context) -> tuple[Event, ...]:
    """File what changed. A grant that is no period yet becomes one, by the rules of every extension (S1).

    What came as verified mail is brought by the mailroom, or by a coordinator who read it for it; a form by
    the authority's own people. A new period is decided on its own page, never in a form of news.
    """
    if ctx.actor.role not in (MAIL if command.mail_id else AUTHORITY):
        text = "Nyt fra jobcenteret kommer i en sikker mail, eller dets egne folk giver det i portalen."
        raise Refused("not-from-the-post", text)
    if command.form_id and course.periods and "grant" in command.changed:
        raise Refused("grant-is-decided", "En ny bevilling gives på forløbets side under Forlængelse.")
    if not command.changed:
        return ()
    updated = _updated(course, command, ctx)
    grant = command.referral.grant
    if grant is None or not course.periods or is_period(grant, course.periods[-1]):
        return (updated,)
    if "grant" not in command.changed:
        return (updated,)
    granted = extension.granted_by_mail(course, _decision(course, grant, command), ctx)
    return (updated, granted, *answered_by_doing(course, "hours", ctx))


def seen(course: Course, command: MarkUpdateSeen, _ctx: Context) -> tuple[Event, ...]:
    """The coordinator has seen it, and its reminders stop."""
    refuse_all(_not_to_be_seen(course, command))
    return (UpdateSeen(matter=command.matter, cleared=(f"{TimerKind.UPDATE}:{command.matter}",)),)


def _not_to_be_seen(course: Course, command: MarkUpdateSeen) -> Iterator[Refused]:
    matter = course.matter(command.matter)
    if matter is None or matter.kind != "update":
        yield Refused("unknown-update", "Nyheden findes ikke på forløbet. Se dem med: mentor course show.")
    elif matter.status == "closed":
        yield Refused("already-seen", "Nyheden er allerede markeret som set.")


def _updated(course: Course, command: UpdateReferral, ctx: Context) -> ReferralUpdated:
    matter = next_matter(course, MatterKind.UPDATE)
    return ReferralUpdated(
        matter=matter,
        mail_id=command.mail_id,
        form_id=command.form_id,
        opened_at=ctx.now,
        changed=command.changed,
        plan_version=command.plan_version,
        plan_changes=command.plan_changes,
        plan_is_older=command.older_plan is not None,
        consent_withdrawn_on=command.consent_withdrawn_on,
        consent_given_on=command.consent_given_on,
        consent_expires_on=consent.expires_on(command.referral.consent),
        grant=None if course.periods else grant_facts(command.referral.grant),
        order=_order(course, command, ctx),
        referral=command.referral,
        older_plan=command.older_plan,
        timers=(
            ctx.timer(TimerKind.UPDATE, ctx.today, matter),
            *_of_consent(course, command, ctx),
            *_of_citizen(command, ctx),
        ),
        cleared=_cleared(command),
    )


def _order(course: Course, command: UpdateReferral, ctx: Context) -> OrderFacts | None:
    """The order as it now reads, where the course is not taken on yet or the mail changes it."""
    if course.periods and "order" not in command.changed:
        return None
    return order_facts(command.referral, ctx.programme, ctx.today)


def _of_consent(course: Course, command: UpdateReferral, ctx: Context) -> tuple[Timer, ...]:
    """A new consent ends on a day of its own, and reports rest on it again."""
    if command.consent_given_on is None:
        return ()
    new = consent.timers(command.referral.consent, ctx)
    return (*new, *consent.report_again(course, command.consent_given_on, ctx))


def _of_citizen(command: UpdateReferral, ctx: Context) -> tuple[Timer, ...]:
    return protection.timers(command.referral.citizen, ctx) if "citizen" in command.changed else ()


def _cleared(command: UpdateReferral) -> tuple[str, ...]:
    return (*_of_old_consent(command), *(protection.ON_PROTECTION if "citizen" in command.changed else ()))


def _of_old_consent(command: UpdateReferral) -> tuple[str, ...]:
    if command.consent_withdrawn_on is not None:
        return (*consent.ON_CONSENT, TimerKind.PROGRESS_REPORT.value)
    return consent.ON_CONSENT if command.consent_given_on is not None else ()


def _decision(course: Course, grant: GrantPart, command: UpdateReferral) -> DecideExtension:
    """The grant's paper as the decision it is: the mail is its reference, the jobcentre its unit."""
    return DecideExtension(
        granted=True,
        decider=command.mail_id,
        decider_role=granter_of(grant) or JOBCENTRE,
        unit=course.partner,
        channel="signed_mail",
        decided_on=grant.granted_on,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        hours=grant.hours_total,
        hours_per_week=grant.hours_per_week,
        document_sha256=command.document_sha256,
        reason=grant.reason,
    )
