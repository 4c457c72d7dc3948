"""Which version of a programme holds, before and after a boundary; and a course that goes over to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain import commands as c
from domain.calendar import local_day
from domain.lifecycle import Phase
from domain.programme import Programme
from domain.versions import Cause, for_command, for_referral, holds_for_running, in_force
from tests.domain.staging import course_of, in_phase, staged
from tests.factories import (
    GRANT,
    VIBORG,
    accept,
    at,
    beginning,
    day,
    granted,
    referral,
    register,
    update,
)

JANUARY, FEBRUARY, JULY = day("2026-01-01"), day("2026-02-01"), day("2026-07-01")


def version(name: str, valid_from: date, **changes: Any) -> Programme:
    """Viborg's programme in another version."""
    grants = {"renewals": changes.pop("renewals", "kept"), "steps": changes.pop("steps", VIBORG.grants.steps)}
    also = {"grants": VIBORG.grants.model_copy(update=grants)}
    return VIBORG.model_copy(update={"version": name, "valid_from": valid_from, **also, **changes})


THREE = tuple(
    version(name, valid_from)
    for name, valid_from in (("2026-1", JANUARY), ("2026-2", FEBRUARY), ("2026-7", JULY))
)
LAW = pytest.mark.requirement("outside.dated_law")


@LAW
@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2026-01-01", "2026-1"),
        ("2026-01-31", "2026-1"),
        ("2026-02-01", "2026-2"),
        ("2026-06-30", "2026-2"),
        ("2026-07-01", "2026-7"),
        ("2030-01-01", "2026-7"),
    ],
)
def test_each_version_takes_over_on_its_first_day(on: str, name: str) -> None:
    """outside: rules changed on 1 January, 1 February and 1 July 2026."""
    found = in_force(THREE, day(on))
    assert found is not None
    assert found.version == name
    assert for_referral(THREE, day(on), JANUARY).version == name


@LAW
def test_no_version_is_in_force_before_the_first_or_after_one_that_ended() -> None:
    """outside: dated rules hold on their days only."""
    ended = version("2025-1", day("2025-01-01"), valid_to=day("2025-06-30"))
    assert in_force((ended,), day("2024-12-31")) is None
    assert in_force((ended,), day("2025-06-30")) is ended
    assert in_force((ended,), day("2025-07-01")) is None
    assert in_force((ended, *THREE), day("2025-12-31")) is None


@LAW
def test_a_referral_comes_under_the_rules_of_its_grants_first_day_else_of_the_day_it_came() -> None:
    """outside: a course keeps the rule set it was granted under."""
    assert for_referral(THREE, FEBRUARY, day("2026-01-20")).version == "2026-2"
    assert for_referral(THREE, None, day("2026-01-20")).version == "2026-1"


@LAW
def test_a_referral_that_no_version_covers_is_not_lost() -> None:
    """outside: nothing that came in is lost; the gate that fails closed is the acceptance."""
    assert for_referral(THREE, day("2019-05-01"), day("2026-03-01")).version == "2026-2"
    assert for_referral(THREE, day("2019-05-01"), day("2019-05-01")).version == "2026-7"


def asked(course: Any, command: c.Command, on: date, *versions: Programme) -> tuple[str, Cause | None]:
    """The version a command is decided under on a day, and why the course would move to it."""
    kept = next(one for one in versions if one.version == course.programme_version)
    found = for_command(versions, kept, course, command, on)
    return found.programme.version, found.moves


OLD = version("2026-1", day("2020-01-01"))


@LAW
@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (accept(), ("2026-1", None)),
        (c.CompleteReferral(referral=referral(grant=replace(GRANT, starts_on=JULY))), ("2026-7", "grant")),
        (c.CompleteReferral(referral=referral(grant=None)), ("2026-1", None)),
        (c.PassTime(), ("2026-1", None)),
    ],
)
def test_before_acceptance_a_course_goes_over_to_the_version_its_grant_belongs_to(
    command: c.Command, expected: tuple[str, Cause | None]
) -> None:
    """outside: a corrected grant may belong to another rule set."""
    received = course_of(in_phase(Phase.RECEIVED))
    assert asked(received, command, day("2026-07-01"), OLD, version("2026-7", JULY)) == expected


@LAW
def test_a_version_installed_after_the_referral_came_still_takes_the_grants_that_are_its() -> None:
    """outside: the version is chosen by the grant's day, not by when the file was installed."""
    late = referral(grant=replace(GRANT, starts_on=JULY, ends_on=day("2026-09-30")))
    received = course_of(staged(register(late)))
    assert asked(received, accept(), JULY, OLD, version("2026-7", JULY)) == ("2026-7", "grant")


@LAW
@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-03-28 23:59", ("2026-1", None)),
        ("2026-03-29 00:00", ("2026-3", "running")),
        ("2026-03-29 03:30", ("2026-3", "running")),
    ],
)
def test_a_rule_set_for_running_courses_holds_from_the_first_danish_minute_of_its_day(
    instant: str, expected: tuple[str, Cause | None]
) -> None:
    """outside: a rule set that changes on a date applies to running courses where it says so; the day the
    clocks go forward begins an hour earlier in UTC than the one after.
    """
    spring = version("2026-3", day("2026-03-29"), applies_to="running")
    active = course_of(staged(*beginning()))
    assert asked(active, c.PassTime(), local_day(at(instant)), OLD, spring) == expected


@LAW
def test_a_rule_set_for_new_grants_leaves_running_courses_alone() -> None:
    """outside: a course keeps the rule set it was granted under."""
    active = course_of(staged(*beginning()))
    assert asked(active, c.PassTime(), JULY, OLD, version("2026-7", JULY)) == ("2026-1", None)


@LAW
@pytest.mark.parametrize("phase", [Phase.RECEIVED, Phase.INCOMPLETE, Phase.CLOSED, Phase.CANCELLED])
def test_only_what_runs_goes_over_to_a_rule_set_for_running_courses(phase: Phase) -> None:
    """outside: what is not granted yet goes by its grant, and what is over is over."""
    july = version("2026-7", JULY, applies_to="running")
    assert asked(course_of(in_phase(phase)), c.PassTime(), JULY, OLD, july) == ("2026-1", None)


@LAW
def test_the_newest_rule_set_for_running_courses_counts_and_one_that_ended_does_not() -> None:
    """outside: dated rules hold on their days only."""
    spring = version("2026-3", day("2026-03-01"), applies_to="running")
    june = version("2026-6", day("2026-06-01"), applies_to="running", valid_to=day("2026-06-30"))
    versions = (OLD, spring, june, THREE[2])
    on = {
        when: holds_for_running(versions, OLD, day(when))
        for when in ("2026-05-31", "2026-06-01", "2026-07-01")
    }
    assert list(on.values()) == [spring, june, spring]
    assert holds_for_running(versions, june, JULY) is None


RENEWING = granted(JULY, day("2026-09-30"), at("2026-05-20 10:00"))


@LAW
@pytest.mark.parametrize(
    ("renewals", "command", "expected"),
    [
        ("kept", RENEWING, ("2026-1", None)),
        ("in_force", RENEWING, ("2026-7", "renewal")),
        ("in_force", replace(RENEWING, granted=False), ("2026-1", None)),
        ("in_force", replace(RENEWING, starts_on=day("2026-06-01")), ("2026-1", None)),
        (
            "in_force",
            update(referral(grant=replace(GRANT, starts_on=JULY, ends_on=day("2026-09-30")))),
            ("2026-7", "renewal"),
        ),
        (
            "in_force",
            c.ProposeExtension(starts_on=JULY, ends_on=day("2026-09-30"), hours=GRANT.hours_total),
            ("2026-7", None),
        ),
    ],
)
def test_a_later_period_is_granted_under_the_version_the_programme_says(
    renewals: str, command: c.Command, expected: tuple[str, Cause | None]
) -> None:
    """outside: a new period is a new grant; whether it brings the new rules is the programme's to say."""
    old = version("2026-1", day("2020-01-01"), renewals=renewals)
    active = course_of(staged(*beginning()))
    assert asked(active, command, day("2026-05-20"), old, version("2026-7", JULY)) == expected
