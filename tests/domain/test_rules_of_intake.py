"""From the referral to a matched mentor: what is refused, and what would cure it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import commands as c
from domain.calendar import months_after
from domain.lifecycle import Phase
from domain.referral import Referral
from domain.timers import TimerKind
from domain.words import ASSERTIONS
from tests.domain.staging import ACCEPTED, MATCHED, course_of, refused, staged
from tests.factories import GRANT, VIBORG, accept, at, day, match, referral, register


def with_grant(**changes: Any) -> Referral:
    """The referral with a changed grant."""
    return referral(grant=replace(GRANT, **changes))


@pytest.mark.parametrize("part", ["grant", "job_plan", "consent"])
@pytest.mark.requirement("S2.missing_part")
def test_a_referral_that_lacks_a_part_is_incomplete_and_names_it(part: str) -> None:
    course = course_of(staged(register(referral(**{part: None}))))
    assert (course.phase, course.missing) == (Phase.INCOMPLETE, (part,))
    assert [timer.kind for timer in course.timers] == [TimerKind.COMPLETE_PARTS]
    assert course.waiting_on == "jobcentre"


def test_a_completion_that_adds_nothing_is_refused() -> None:
    stage = staged(register(referral(consent=None)))
    with refused("still-missing"):
        stage.step(c.CompleteReferral(referral=referral(consent=None)))


@pytest.mark.requirement("S2.encrypted_mail")
def test_a_part_at_a_time_completes_a_referral_and_only_then_it_waits_for_acceptance() -> None:
    stage = staged(register(referral(consent=None, job_plan=None)))
    assert course_of(stage).missing == ("job_plan", "consent")
    stage.step(c.CompleteReferral(referral=referral(consent=None)))
    assert (course_of(stage).phase, course_of(stage).missing) == (Phase.INCOMPLETE, ("consent",))
    stage.step(c.CompleteReferral(referral=referral()))
    assert (course_of(stage).phase, course_of(stage).missing) == (Phase.RECEIVED, ())
    assert [timer.kind for timer in course_of(stage).timers] == [TimerKind.ACCEPTANCE]


def test_a_grant_that_could_not_be_accepted_can_be_corrected_without_gaining_time() -> None:
    stage = staged(register(with_grant(decisive=False)), at("2026-02-27 10:00"))
    with refused("assertions"):
        stage.step(accept())
    before = course_of(stage).timers
    stage.step(c.CompleteReferral(referral=referral()))
    assert course_of(stage).timers == before
    stage.step(accept())
    assert course_of(stage).phase is Phase.ACCEPTED


def test_a_correction_cannot_take_a_part_away() -> None:
    stage = staged(register())
    with refused("still-missing"):
        stage.step(c.CompleteReferral(referral=referral(consent=None)))


@pytest.mark.parametrize("assertion", sorted(ASSERTIONS))
@pytest.mark.requirement("S1.assertions")
def test_each_assertion_of_the_programme_must_be_in_the_grant(assertion: str) -> None:
    stage = staged(register(with_grant(**{assertion: False})))
    with refused("assertions"):
        stage.step(accept())


def test_a_course_without_a_grant_is_not_accepted_even_where_no_grant_is_required() -> None:
    rules = VIBORG.referral.model_copy(update={"required_parts": ("consent",)})
    stage = staged(register(referral(grant=None)), programme=VIBORG.model_copy(update={"referral": rules}))
    assert course_of(stage).phase is Phase.RECEIVED
    with refused("no-grant"):
        stage.step(accept())


def test_a_grant_that_has_run_out_is_not_accepted_but_on_its_last_day_it_is() -> None:
    stage = staged(register(), at("2026-06-01 09:00"))
    with refused("grant-over"):
        stage.step(accept())
    stage = staged(register(), at("2026-05-31 12:00"), accept())
    assert course_of(stage).phase is Phase.ACCEPTED


@pytest.mark.requirement("outside.dated_law")
def test_a_grant_from_before_or_after_the_rule_set_is_not_accepted() -> None:
    for update in ({"valid_from": day("2026-03-03")}, {"valid_to": day("2026-03-01")}):
        stage = staged(register(), programme=VIBORG.model_copy(update=update))
        with refused("rule-set"):
            stage.step(accept())
    edges = {"valid_from": day("2026-03-02"), "valid_to": day("2026-03-02")}
    assert course_of(staged(register(), accept(), programme=VIBORG.model_copy(update=edges))).periods


@pytest.mark.requirement("S1.ladder")
def test_a_period_may_fill_its_step_and_not_a_day_more() -> None:
    longest = staged(register(with_grant(ends_on=day("2026-06-01"))), accept())
    period = course_of(longest).period
    assert period is not None
    assert (period.number, period.ends_on, period.hours) == (1, day("2026-06-01"), Decimal(32))
    stage = staged(register(with_grant(ends_on=day("2026-06-02"))))
    with refused("period-too-long"):
        stage.step(accept())


def test_a_period_cannot_end_before_it_begins() -> None:
    stage = staged(register(with_grant(ends_on=day("2026-03-01"))))
    with refused("period-order"):
        stage.step(accept())


@given(start=st.dates(date(2024, 1, 1), date(2040, 1, 1)), months=st.integers(1, 24))
def test_a_period_of_months_is_counted_to_the_same_day_or_the_next_that_exists(
    start: date, months: int
) -> None:
    after = months_after(start, months)
    whole = (after.year - start.year) * 12 + after.month - start.month
    assert (after.day == start.day and whole == months) or (after.day == 1 and whole == months + 1)


def test_acceptance_sets_the_deadlines_of_the_beginning_and_of_the_grants_end() -> None:
    kinds = {timer.kind for timer in course_of(staged(*ACCEPTED)).timers}
    of_the_grant = {TimerKind.EXTENSION_REVIEW, TimerKind.PHASE_OUT, TimerKind.GRANT_END}
    assert kinds == {TimerKind.MATCHING, TimerKind.FIRST_CONTACT} | of_the_grant


def test_a_mentor_cannot_cover_for_herself() -> None:
    stage = staged(*ACCEPTED)
    with refused("cover"):
        stage.step(match("amira", cover="amira"))
    stage = staged(*MATCHED)
    with refused("cover"):
        stage.step(c.ReassignMentor(mentor="bo", cover="bo", handover="Læs logbogen."))


@pytest.mark.requirement("S0.one_contact")
def test_a_mentor_is_not_replaced_by_herself() -> None:
    stage = staged(*MATCHED)
    with refused("same-mentor"):
        stage.step(c.ReassignMentor(mentor="amira", handover="Læs logbogen."))


@pytest.mark.requirement("S1.handover", "local.handover_note")
def test_a_new_mentor_takes_over_with_a_note_even_while_the_closing_report_is_due() -> None:
    stage = staged(*MATCHED, at("2026-06-02 09:00"))
    assert course_of(stage).phase is Phase.CLOSING
    stage.step(c.ReassignMentor(mentor="bo", cover="amira", handover="Rapporten mangler."))
    assert (course_of(stage).mentor, course_of(stage).cover) == ("bo", "amira")
