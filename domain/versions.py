"""Which version of a programme holds: for a new referral, for a command on a course, on a day.

A version takes over on its `valid_from`, whether or not the one before it says when it ends: a file that
courses use is never edited. A course keeps the version its grant belongs to (outside: LAB chapter 26 changed
three times in 2026), except where a later version says that it holds for running courses too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from domain.calendar import local_day
from domain.commands import (
    AcceptReferral,
    Command,
    CompleteReferral,
    DecideExtension,
    ProposeExtension,
    UpdateReferral,
)
from domain.course import Course
from domain.lifecycle import FINAL
from domain.programme import Programme

Cause = Literal["grant", "renewal", "running"]


class Version(Struct, frozen=True):
    """The version a command is decided under, and why the course has to move to it first, if it has."""

    programme: Programme
    moves: Cause | None = None


def in_order(versions: Sequence[Programme]) -> tuple[Programme, ...]:
    """Versions of one programme by the day they take effect; on the same day by name."""
    return tuple(sorted(versions, key=lambda one: (one.valid_from, one.version)))


def in_force(versions: Sequence[Programme], day: date) -> Programme | None:
    """The version in force on that Danish day: the latest to have begun, if it has not ended."""
    begun = [one for one in in_order(versions) if one.valid_from <= day]
    return begun[-1] if begun and begun[-1].applies_on(day) else None


def for_referral(versions: Sequence[Programme], grant_from: date | None, received_on: date) -> Programme:
    """The version a referral is registered under: that of the day its grant begins, or without a grant of
    the day it was received (Danish days). Where none was in force then, the newest: nothing that came in is
    lost, and a grant that falls outside it is refused when the referral is to be accepted.
    """
    by_grant = in_force(versions, grant_from) if grant_from else None
    return by_grant or in_force(versions, received_on) or in_order(versions)[-1]


def for_command(
    versions: Sequence[Programme], kept: Programme, course: Course, command: Command, today: date
) -> Version:
    """The version that a command on the course is decided under on that Danish day. `kept` is the one the
    course has. A proposal is judged by the version it would be granted under, and moves nothing.
    """
    if len(versions) == 1 or course.phase in FINAL:
        return Version(kept)
    if not course.periods:
        return _moved(kept, _before_acceptance(versions, kept, course, command), "grant")
    running = holds_for_running(versions, kept, today)
    if running:
        return Version(running, "running")
    renewed = _renewed(versions, kept, command)
    if isinstance(command, ProposeExtension):
        return Version(renewed)
    return _moved(kept, renewed, "renewal")


def holds_for_running(versions: Sequence[Programme], kept: Programme, today: date) -> Programme | None:
    """The version that courses which have `kept` move to on that day, if there is one."""
    begun = [one for one in in_order(versions) if kept.valid_from < one.valid_from <= today]
    running = [one for one in begun if one.applies_to == "running" and one.applies_on(today)]
    return running[-1] if running else None


def _moved(kept: Programme, other: Programme, cause: Cause) -> Version:
    return Version(other, None if other.version == kept.version else cause)


def _before_acceptance(
    versions: Sequence[Programme], kept: Programme, course: Course, command: Command
) -> Programme:
    received_on = local_day(course.received_at)
    if isinstance(command, CompleteReferral):
        grant = command.referral.grant
        return for_referral(versions, grant.starts_on if grant else None, received_on)
    if isinstance(command, AcceptReferral):
        return for_referral(versions, course.grant.starts_on if course.grant else None, received_on)
    return kept


def _renewed(versions: Sequence[Programme], kept: Programme, command: Command) -> Programme:
    starts_on = _new_period_from(command)
    if starts_on is None or kept.grants.renewals == "kept":
        return kept
    return in_force(versions, starts_on) or kept


def _new_period_from(command: Command) -> date | None:
    if isinstance(command, ProposeExtension):
        return command.starts_on
    if isinstance(command, DecideExtension):
        return command.starts_on if command.granted else None
    if isinstance(command, UpdateReferral) and "grant" in command.changed and command.referral.grant:
        return command.referral.grant.starts_on
    return None
