"""A protected name and address with a last day: a person is asked, and nothing is revealed by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casework.access.discretion import Discretion
from domain import commands as c
from domain.history import referral_of
from domain.timers import TimerKind
from tests.domain.staging import course_of, staged
from tests.factories import Step, at, beginning, day, referral, register, update

HIDDEN: dict[str, Any] = {"protected": True, "protected_until": day("2026-03-20")}
PROTECTED: tuple[Step, ...] = (register(referral(citizen=HIDDEN)), *beginning()[1:])


@pytest.mark.requirement("outside.protected")
def test_a_flag_whose_last_day_has_passed_asks_the_coordinator_and_reveals_nothing() -> None:
    stage = staged(*PROTECTED, at("2026-03-20 12:00"))
    assert not course_of(stage).open_matters("protection")
    stage.step(at("2026-03-27 12:00"))
    (matter,) = course_of(stage).open_matters("protection")
    assert (matter.id, matter.rung, course_of(stage).waiting_on) == ("p1", 2, "coordinator")
    assert Discretion(referral_of(stage.history).citizen).name is None
    stage.step(c.SettleMatter(matter="p1", outcome="lifted_by_jobcentre"))
    assert Discretion(referral_of(stage.history).citizen).name is None
    assert not course_of(stage).open_matters()


def test_the_jobcentres_own_mail_moves_the_day() -> None:
    stage = staged(*PROTECTED)
    longer = referral(citizen=HIDDEN | {"protected_until": day("2026-04-30")})
    stage.step(update(longer, referral=referral(citizen=HIDDEN)))
    timer = course_of(stage).timer(TimerKind.PROTECTION_END)
    assert timer is not None
    assert timer.why.base_on == day("2026-05-01")


def test_a_mail_about_something_else_leaves_the_day_as_it_was() -> None:
    stage = staged(*PROTECTED)
    asked = course_of(stage).timer(TimerKind.PROTECTION_END)
    other = referral(citizen=HIDDEN | {"protected_until": day("2026-04-30")}, caseworker="Birgit Holm")
    stage.step(replace(update(other, referral=other), changed=("caseworker",)))
    assert course_of(stage).timer(TimerKind.PROTECTION_END) == asked is not None


@pytest.mark.parametrize("citizen", [{}, {"protected": True}, {"protected_until": day("2026-03-20")}])
def test_without_a_flag_with_a_last_day_nobody_is_asked(citizen: dict[str, Any]) -> None:
    stage = staged(register(referral(citizen=citizen)), at("2026-03-30 12:00"))
    assert course_of(stage).timer(TimerKind.PROTECTION_END) is None
    assert not course_of(stage).open_matters()
