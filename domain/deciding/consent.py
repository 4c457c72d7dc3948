"""The consent: withdrawn through us, running out, and what the clock is set to because of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.commands import WithdrawConsent
from domain.course import Course
from domain.deciding.context import ONE_DAY, Context
from domain.errors import Refused, refuse_all
from domain.events import ConsentExpired, ConsentWithdrawn, Event
from domain.lifecycle import Phase
from domain.referral import ConsentPart
from domain.timers import Timer, TimerKind, Unit, Why

ON_CONSENT = (TimerKind.CONSENT_EXPIRY.value, TimerKind.CONSENT_END.value)
"""The timers that hang on the consent's last day."""


def withdraw(course: Course, command: WithdrawConsent, ctx: Context) -> tuple[Event, ...]:
    """The citizen told a mentor or a coordinator (outside). What rests on the consent stops, and nobody is
    reminded of the progress reports any more; one may still be written for the citizen herself.
    """
    refuse_all(_not_to_be_withdrawn(course, command, ctx))
    cleared = (*ON_CONSENT, TimerKind.PROGRESS_REPORT.value)
    return (ConsentWithdrawn(withdrawn_on=command.withdrawn_on, note=command.note, cleared=cleared),)


def _not_to_be_withdrawn(course: Course, command: WithdrawConsent, ctx: Context) -> Iterator[Refused]:
    yield from ctx.in_the_future(command.withdrawn_on, "Tilbagetrækningen")
    if course.consent.withdrawn_on is not None:
        yield Refused("consent-already-withdrawn", "Samtykket er allerede trukket tilbage.")


def expire(course: Course, timer: Timer, ctx: Context) -> Event:
    """The last day has passed: what rests on the consent stops by itself."""
    expired_on = course.consent.expires_on or ctx.today
    cleared = (timer.key, *ON_CONSENT, TimerKind.PROGRESS_REPORT.value)
    return ConsentExpired(expired_on=expired_on, cleared=tuple(dict.fromkeys(cleared)))


def expires_on(consent: ConsentPart | None) -> date | None:
    """The last day of a consent that stands and has one."""
    return consent.expires_on if consent and consent.withdrawn_on is None else None


def timers(consent: ConsentPart | None, ctx: Context) -> tuple[Timer, ...]:
    """The reminders before a consent ends, and its end. Rungs that lie behind are not rung any more."""
    return timers_until(expires_on(consent), ctx)


def timers_until(last: date | None, ctx: Context) -> tuple[Timer, ...]:
    """The same for a consent's last day."""
    if last is None:
        return ()
    over = ctx.counted(TimerKind.CONSENT_END, Why(last + ONE_DAY, 0, Unit.DAYS))
    reminder = ctx.ahead(ctx.timer(TimerKind.CONSENT_EXPIRY, last))
    return (reminder, over) if reminder else (over,)


def running(course: Course, ctx: Context) -> tuple[Timer, ...]:
    """The same where the support goes on again; a consent that has ended does not end once more."""
    over = course.consent.ended_on(ctx.today)
    return timers_until(None if over else course.consent.expires_on, ctx)


def report_again(course: Course, given_on: date | None, ctx: Context) -> tuple[Timer, ...]:
    """With a new consent the progress reports to the jobcentre are due again, counted from today."""
    running = (
        course.working_phase in {Phase.ACTIVE, Phase.PHASING_OUT} and course.support_phase is Phase.ACTIVE
    )
    if given_on is None or not running or course.timer(TimerKind.PROGRESS_REPORT):
        return ()
    return (ctx.timer(TimerKind.PROGRESS_REPORT, ctx.today),)
