"""Who signs an extension and how many: the programme says it, and one person never counts twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from domain import commands as c
from domain.events import ExtensionDecided, ExtensionSigned
from domain.programme import Programme
from domain.timers import TimerKind
from domain.values import Actor, Role
from tests.domain.staging import course_of, refused, staged
from tests.factories import VIBORG, Play, beginning, day, granted, update
from tests.factory.commands import GRANT, referral

pytestmark = pytest.mark.requirement("S1.granters")
CONSULTANT = Actor(Role.JOB_CONSULTANT, "D-0002")


def signed_by(count: int) -> Programme:
    grants = VIBORG.grants.model_copy(update={"signatures": count})
    return VIBORG.model_copy(update={"grants": grants})


def review(count: int = 2) -> Play:
    """A course whose extension is under review, where so many must sign."""
    return staged(*beginning(), c.OpenExtensionReview(), programme=signed_by(count))


def decision(stage: Play, decider: str = "D-0001", **changes: Any) -> c.DecideExtension:
    first = granted(day("2026-06-01"), day("2026-08-31"), stage.now)
    role = "caseworker" if decider == "D-0001" else "job_consultant"
    return replace(first, decider=decider, decider_role=role, **changes)


def test_with_two_signatures_the_period_is_granted_by_the_second_person() -> None:
    """S1: who signs and how many is configuration."""
    stage = review()
    (first,) = stage.act(decision(stage), CONSULTANT)
    assert isinstance(first, ExtensionSigned)
    assert (first.number, first.needed) == (1, 2)
    waiting = course_of(stage)
    assert len(waiting.periods) == 1
    assert waiting.open_matters("extension")
    assert any(timer.kind is TimerKind.EXTENSION_DECISION for timer in waiting.timers)
    (second,) = stage.act(decision(stage, "D-0002"), CONSULTANT)
    assert isinstance(second, ExtensionDecided)
    assert second.decider == "D-0002"
    assert len(course_of(stage).periods) == 2
    assert not course_of(stage).open_matters("extension")


def test_a_second_decider_must_be_another_person() -> None:
    """S1: two signatures of one person are one."""
    stage = review()
    stage.step(decision(stage))
    with refused("second-signature"):
        stage.step(decision(stage))


@pytest.mark.parametrize(
    "changes", [{"hours": Decimal(10)}, {"ends_on": day("2026-07-31")}, {"starts_on": day("2026-06-02")}]
)
def test_all_sign_for_the_same_period(changes: dict[str, Any]) -> None:
    """S1: a signature is for the days and hours it was given for."""
    stage = review()
    stage.step(decision(stage))
    with refused("other-period"):
        stage.step(decision(stage, "D-0002", **changes))


def test_the_first_who_signs_may_sign_for_another_period_and_begins_anew() -> None:
    """S1: what was signed for another period does not count for this one."""
    stage = review(3)
    stage.step(decision(stage))
    stage.step(decision(stage, "D-0002"))
    (event,) = stage.act(decision(stage, hours=Decimal(10)), CONSULTANT)
    assert isinstance(event, ExtensionSigned)
    assert event.number == 1
    with refused("other-period"):
        stage.step(decision(stage, "D-0002"))


def test_one_refusal_is_enough() -> None:
    """S1: nobody has to sign for what is not granted."""
    stage = review()
    stage.step(decision(stage))
    events = stage.act(decision(stage, "D-0002", granted=False), CONSULTANT)
    assert isinstance(events[0], ExtensionDecided)
    assert not events[0].granted


def test_the_jobcentres_own_signed_mail_is_the_authoritys_signature() -> None:
    """S1: who signed within the jobcentre is its own matter; the mail carries its signature."""
    stage = review()
    grant = replace(
        GRANT, starts_on=day("2026-06-01"), ends_on=day("2026-08-31"), granted_on=day("2026-03-12")
    )
    stage.step(update(referral(grant=grant), periods=course_of(stage).periods))
    assert len(course_of(stage).periods) == 2
