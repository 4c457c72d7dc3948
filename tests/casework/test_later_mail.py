"""What a later mail says counts, what it does not say again stays."""

from __future__ import annotations

from dataclasses import replace

from casework.later_mail import brought_up_to_date
from tests.factories import CITIZEN, CONSENT, REFERRAL, day


def test_a_part_that_comes_later_is_taken_whole_and_the_others_stay() -> None:
    waiting = replace(REFERRAL, consent=None)
    later = replace(REFERRAL, grant=None, job_plan=None, consent=replace(CONSENT, given_on=day("2026-03-01")))
    whole = brought_up_to_date(waiting, later)
    assert (whole.grant, whole.job_plan) == (REFERRAL.grant, REFERRAL.job_plan)
    assert whole.consent == later.consent


def test_silence_takes_nothing_away_and_never_lifts_a_protection() -> None:
    protected = replace(REFERRAL, citizen=replace(CITIZEN, protected=True), caseworker="Jonas Kjær")
    silent = replace(REFERRAL, citizen=replace(CITIZEN, phone="", protected=False), caseworker="", tasks=())
    whole = brought_up_to_date(protected, silent)
    assert whole == protected


def test_a_new_caseworker_replaces_the_one_before() -> None:
    later = replace(REFERRAL, caseworker="Birgit Holm", months_unemployed=0)
    whole = brought_up_to_date(REFERRAL, later)
    assert (whole.caseworker, whole.months_unemployed) == ("Birgit Holm", 0)


def test_the_same_referral_again_changes_nothing() -> None:
    assert brought_up_to_date(REFERRAL, REFERRAL) == REFERRAL


def test_a_consent_that_is_withdrawn_is_missing_again() -> None:
    withdrawn = replace(CONSENT, withdrawn_on=day("2026-05-03"))
    whole = brought_up_to_date(REFERRAL, replace(REFERRAL, consent=withdrawn))
    assert whole.parts() == {"grant", "job_plan"}
