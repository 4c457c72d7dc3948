"""A new grant in a later mail of the jobcentre becomes a period by the rules of any extension."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from domain import commands as c
from domain.events import ExtensionDecided, ReferralUpdated
from domain.lifecycle import Phase
from domain.referral import Referral
from domain.timers import TimerKind
from tests.domain.later_mails import ON_12_MARCH, letter
from tests.domain.staging import AFTER_THE_GRANT, GOAL_SETTING, PAUSE, PHASE_OUT, course_of, refused
from tests.domain.staging import staged as course_after
from tests.factories import CITIZEN, GRANT, VIBORG, Play, Step, accept, at, beginning, day, granted, register

REVIEW = c.OpenExtensionReview()


def new_grant(**changes: Any) -> Referral:
    """June to August, granted on 12 March."""
    fields = {"starts_on": day("2026-06-01"), "ends_on": day("2026-08-31"), "hours_total": Decimal(30)}
    fields |= {"granted_on": ON_12_MARCH, "granter_role": "Sagsbehandler", **changes}
    return Referral(citizen=CITIZEN, grant=replace(GRANT, **fields))


def granted_by_mail(*steps: Step, **changes: Any) -> Play:
    """An active course after those steps, and then the mail with a new grant."""
    stage = course_after(*beginning(), *steps)
    stage.step(letter(stage, new_grant(**changes)))
    return stage


def test_a_new_grant_is_a_new_period_by_the_deadlines_of_any_extension() -> None:
    by_mail = course_of(granted_by_mail())
    decided = course_of(
        course_after(
            *beginning(),
            REVIEW,
            granted(
                day("2026-06-01"),
                day("2026-08-31"),
                at("2026-03-12 12:00"),
                hours_per_week=Decimal("2.5"),
            ),
        )
    )
    assert by_mail.periods == decided.periods
    assert by_mail.hours_granted == Decimal(62)
    kinds = {TimerKind.EXTENSION_REVIEW, TimerKind.PHASE_OUT, TimerKind.GRANT_END}
    assert {t for t in by_mail.timers if t.kind in kinds} == {t for t in decided.timers if t.kind in kinds}


@pytest.mark.requirement("outside.who_decided")
def test_it_is_recorded_as_the_jobcentres_decision_with_the_mail_it_came_in() -> None:
    stage = course_after(*beginning())
    stage.step(replace(letter(stage, new_grant()), document_sha256="d" * 64))
    updated, decided = (one.event for one in stage.history[-2:])
    assert isinstance(updated, ReferralUpdated)
    assert isinstance(decided, ExtensionDecided)
    assert (decided.decider, decided.decider_role, decided.channel) == (
        "P-2026-0002",
        "caseworker",
        "signed_mail",
    )
    assert (decided.unit, decided.decided_on) == ("Jobcenter Viborg", ON_12_MARCH)
    assert (decided.document_sha256, decided.reason) == ("d" * 64, GRANT.reason)
    assert updated.referral.grant is not None
    assert updated.referral.grant.hours_total == Decimal(30)


def test_it_settles_the_review_that_is_open() -> None:
    course = course_of(granted_by_mail(REVIEW))
    assert not course.open_matters("extension")
    assert not [timer for timer in course.timers if timer.kind is TimerKind.EXTENSION_DECISION]


def test_it_takes_a_course_out_of_phase_out_even_during_a_pause() -> None:
    assert course_of(granted_by_mail(PHASE_OUT)).phase is Phase.ACTIVE
    paused = granted_by_mail(PHASE_OUT, PAUSE)
    paused.step(c.Resume())
    assert course_of(paused).phase is Phase.ACTIVE
    early = course_after(*GOAL_SETTING, PHASE_OUT)
    early.step(letter(early, new_grant(granted_on=day("2026-03-02"))))
    assert course_of(early).phase is Phase.GOAL_SETTING


def test_a_grant_that_no_extension_could_give_is_refused() -> None:
    with refused("period-overlap"):
        granted_by_mail(starts_on=day("2026-05-31"))
    with refused("period-too-long"):
        granted_by_mail(ends_on=day("2026-09-01"))
    with refused("period-order"):
        granted_by_mail(ends_on=day("2026-05-31"))
    with refused("not-in-the-future"):
        granted_by_mail(granted_on=day("2026-03-13"))


@pytest.mark.parametrize("role", ["leder", "pedel"])
def test_a_role_that_is_named_must_be_one_that_decides_here(role: str) -> None:
    with refused("decider-role"):
        granted_by_mail(granter_role=role)


@pytest.mark.requirement("S1.ladder", "S1.special_reason")
def test_a_special_step_needs_its_reason_and_a_used_ladder_is_not_climbed() -> None:
    steps = VIBORG.grants.steps[:2]
    special = VIBORG.grants.model_copy(
        update={"steps": (steps[0], steps[1].model_copy(update={"special": True}))}
    )
    stage = course_after(*beginning(), programme=VIBORG.model_copy(update={"grants": special}))
    with refused("special-reasons"):
        stage.step(letter(stage, new_grant(reason="")))
    stage.step(letter(stage, new_grant()))
    assert [period.special for period in course_of(stage).periods] == [False, True]
    assert course_of(stage).timer(TimerKind.EXTENSION_REVIEW) is None
    with refused("ladder-used"):
        stage.step(letter(stage, new_grant(starts_on=day("2026-09-01"), ends_on=day("2026-10-31"))))


@pytest.mark.parametrize("role", ["Sagsbehandler", "koordinerende sagsbehandler", " Jobkonsulent "])
def test_a_role_is_read_as_people_write_it(role: str) -> None:
    assert len(course_of(granted_by_mail(granter_role=role)).periods) == 2


def test_after_the_support_has_ended_no_period_is_added() -> None:
    refusal = granted(day("2026-06-01"), day("2026-08-31"), at("2026-03-12 12:00"), granted=False)
    stage = course_after(*beginning(), REVIEW, refusal, AFTER_THE_GRANT)
    with refused("support-over"):
        stage.step(letter(stage, new_grant()))


def test_a_grant_that_names_no_role_is_the_jobcentres_own() -> None:
    decided = granted_by_mail(granter_role="").history[-1].event
    assert isinstance(decided, ExtensionDecided)
    assert decided.decider_role == "jobcentre"


def test_before_acceptance_a_new_grant_takes_the_place_of_the_one_on_file() -> None:
    stage = course_after(register())
    stage.step(letter(stage, Referral(citizen=CITIZEN, grant=replace(GRANT, hours_total=Decimal(40)))))
    stage.step(accept())
    assert course_of(stage).hours_granted == Decimal(40)


def test_the_same_grant_with_a_better_reason_is_filed_and_is_no_second_period() -> None:
    stage = course_after(*beginning())
    again = Referral(citizen=CITIZEN, grant=replace(GRANT, reason="En udførlig begrundelse."))
    stage.step(letter(stage, again))
    assert len(course_of(stage).periods) == 1
    assert course_of(stage).open_matters("update")[0].changed == ("grant",)
