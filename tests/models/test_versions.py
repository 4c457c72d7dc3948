"""The casebook asks which version of the programme holds before each step, and writes a move with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adapters.calendar import danish_calendar
from adapters.programmes import Programmes
from domain import commands as c
from domain.errors import Refused
from domain.lifecycle import Phase
from domain.programme import Programme
from domain.timers import TimerKind
from models.casebook import Casebook
from tests.domain.test_migrating import NEW, SLOWER
from tests.domain.test_versions import JULY, OLD, RENEWING, version
from tests.factories import GRANT, VIBORG, accept, at, beginning, day, referral, register
from tests.models.desk import Desk
from tests.models.vault import Vault

pytestmark = pytest.mark.requirement("outside.dated_law")
SUMMER = replace(GRANT, starts_on=JULY, ends_on=day("2026-09-30"))


def desk_with(vault: Vault, *versions: Programme) -> Desk:
    """A desk on a casebook with these versions of the programme."""
    return Desk(Casebook(vault.database, vault.keyring, Programmes(versions), danish_calendar))


def told(desk: Desk) -> list[str]:
    """The events of the last step."""
    return [type(event).__name__ for event in desk.outcomes[-1].events]


def listed(desk: Desk) -> list[tuple[str, str]]:
    """Each course's phase and version as lists show them."""
    return [(row.phase, row.programme_version) for row in desk.casebook.courses()]


@pytest.mark.parametrize(
    ("starts_on", "name"), [("2026-06-30", "2026-1"), ("2026-07-01", "2026-7"), ("2027-01-01", "2026-7")]
)
def test_a_referral_is_registered_under_the_version_of_its_grants_first_day(
    vault: Vault, starts_on: str, name: str
) -> None:
    """outside: a course keeps the rule set it was granted under, whichever file was installed last."""
    desk = desk_with(vault, OLD, NEW)
    course = desk.play([register(referral(grant=replace(GRANT, starts_on=day(starts_on))))])
    assert course.programme_version == name


def test_a_corrected_grant_takes_the_course_to_its_version_in_the_same_commit(vault: Vault) -> None:
    """outside: the grant decides, also where it was corrected before the course was taken in."""
    desk = desk_with(vault, OLD, NEW)
    course = desk.play([register(), c.CompleteReferral(referral=referral(grant=SUMMER))])
    assert told(desk) == ["ProgrammeMigrated", "ReferralCompleted"]
    assert course.programme_version == "2026-7"
    assert listed(desk) == [("received", "2026-7")]
    assert desk.play([accept()]).phase is Phase.ACCEPTED
    assert told(desk) == ["ReferralAccepted"]


def test_a_version_installed_later_is_found_at_acceptance_and_a_refusal_moves_nothing(vault: Vault) -> None:
    """outside: the gate fails closed, and then nothing is written."""
    before = desk_with(vault, OLD)
    before.play([register(referral(grant=replace(SUMMER, decisive=False)))])
    after = desk_with(vault, OLD, NEW)
    after.ref = before.ref
    with pytest.raises(Refused) as caught:
        after.play([accept()])
    assert caught.value.rule == "assertions"
    assert listed(after) == [("received", "2026-1")]
    after.play([c.CompleteReferral(referral=referral(grant=SUMMER)), accept()])
    assert listed(after) == [("accepted", "2026-7")]


RUNNING = version(
    "2026-3",
    day("2026-03-29"),
    applies_to="running",
    deadlines={**VIBORG.deadlines, TimerKind.FOLLOW_UP: SLOWER},
)


@pytest.mark.parametrize("steps", [(), (c.Pause(cause="illness", until=day("2026-04-20")),)])
def test_the_round_takes_a_running_course_over_on_the_first_day_due_or_not(
    vault: Vault, steps: tuple[Any, ...]
) -> None:
    """outside: a rule set applies to running courses from its first Danish day; also to one on pause, and on
    the day the clocks go forward.
    """
    desk = desk_with(vault, OLD, RUNNING)
    course = desk.play([*beginning(), *steps, at("2026-03-27 12:00")])
    waiting = desk_with(vault, OLD, RUNNING)
    waiting.now = at("2026-03-27 12:00")
    waiting.play([register()])
    eve, first = at("2026-03-28 23:59"), at("2026-03-29 00:00")
    assert desk.casebook.due(eve) == []
    assert desk.casebook.pass_time(eve) == []
    assert desk.casebook.due(first) == [course.ref]
    (moved,) = desk.casebook.pass_time(first)
    assert [type(event).__name__ for event in moved.events] == ["ProgrammeMigrated"]
    assert moved.course.periods == course.periods
    assert moved.course.timer(TimerKind.GRANT_END) == course.timer(TimerKind.GRANT_END)
    assert desk.casebook.due(first) == []
    assert desk.casebook.pass_time(first) == []
    assert sorted(version for _, version in listed(desk)) == ["2026-1", "2026-3"]
    assert vault.findings() == []


def test_what_a_person_does_before_the_round_is_decided_by_the_new_rules_already(vault: Vault) -> None:
    """outside: from the first minute of its day the rule set holds."""
    desk = desk_with(vault, OLD, RUNNING)
    desk.play([*beginning(), at("2026-03-27 12:00")])
    desk.now = at("2026-03-29 10:00")
    desk.play([c.Pause(cause="illness")])
    assert told(desk) == ["ProgrammeMigrated", "CoursePaused"]


@pytest.mark.parametrize(("renewals", "name"), [("kept", "2026-1"), ("in_force", "2026-7")])
def test_a_new_period_brings_the_new_rules_where_the_programme_says_so(
    vault: Vault, renewals: str, name: str
) -> None:
    """outside: a new period is a new grant."""
    old = version("2026-1", day("2020-01-01"), renewals=renewals)
    desk = desk_with(vault, old, NEW)
    desk.play([*beginning(), at("2026-05-20 10:00")])
    course = desk.play([RENEWING])
    assert course.programme_version == name
    assert len(course.periods) == 2
    assert course.period is not None
    assert course.period.starts_on == JULY
