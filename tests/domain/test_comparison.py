"""What a later mail says counts, what it does not say again stays, whatever order they come in."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.commands import UpdateReferral
from domain.comparison import OnFile, brought_up_to_date, compared
from domain.events import Period
from domain.referral import Referral
from tests.factories import CITIZEN, CONSENT, GRANT, JOB_PLAN, REFERRAL, day


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


def news(later: Referral, mail_id: str = "P-2026-0002", **known: Any) -> UpdateReferral:
    """What a mail brings to a course that knows the factory's referral."""
    withdrawn_on = known.pop("withdrawn", None)
    on_file = OnFile(**{"referral": REFERRAL, "plans": (JOB_PLAN,), **known})
    return compared(on_file, later, mail_id, withdrawn_on=withdrawn_on)


ONLY = Referral(citizen=CITIZEN)


@pytest.mark.parametrize(
    ("later", "changed"),
    [
        (replace(ONLY, caseworker="Birgit Holm"), ("caseworker",)),
        (replace(ONLY, caseworker_contact="birgit@jobcenter.example"), ("caseworker_contact",)),
        (replace(ONLY, unit="Team Ung"), ("unit",)),
        (replace(ONLY, citizen=replace(CITIZEN, protected=True)), ("citizen",)),
        (replace(ONLY, risks="Mød ikke alene op."), ("order",)),
        (replace(ONLY, tasks=("hjælp med breve",), focus_areas=("økonomi",)), ("order",)),
        (replace(ONLY, grant=replace(GRANT, hours_total=Decimal(40))), ("grant",)),
        (replace(ONLY, job_plan=replace(JOB_PLAN, aim="Et fleksjob.")), ("job_plan",)),
        (replace(ONLY, consent=replace(CONSENT, given_on=day("2026-03-01"))), ("consent",)),
        (REFERRAL, ()),
        (ONLY, ()),
    ],
)
def test_what_changed_is_named_by_a_code_and_nothing_else(later: Referral, changed: tuple[str, ...]) -> None:
    assert news(later).changed == changed


def test_every_field_of_a_referral_is_compared() -> None:
    # A checklist of files says nothing of the citizen: other files with the same content are no news.
    apart = {"citizen", "grant", "job_plan", "consent", "enclosures"}
    values: dict[str, Any] = {"months_unemployed": 7, "tasks": ("andet",), "focus_areas": ("andet",)}
    for field in fields(Referral):
        if field.name not in apart:
            assert news(replace(ONLY, **{field.name: values.get(field.name, "noget andet")})).changed, field


def test_a_plan_that_was_sent_late_is_filed_but_does_not_count() -> None:
    older = replace(JOB_PLAN, dated_on=day("2026-01-15"), aim="Et fuldtidsjob.")
    found = news(replace(ONLY, job_plan=older))
    assert (found.plan_version, found.older_plan) == (2, older)
    assert found.plan_changes == ("dated_on", "aim")
    assert found.referral.job_plan == JOB_PLAN


def test_a_version_that_was_filed_before_is_no_news() -> None:
    newer = replace(JOB_PLAN, dated_on=day("2026-03-15"))
    on_file = replace(REFERRAL, job_plan=newer)
    found = news(replace(ONLY, job_plan=JOB_PLAN), referral=on_file, plans=(JOB_PLAN, newer))
    assert (found.changed, found.referral.job_plan) == ((), newer)


def test_the_paper_of_a_period_that_is_past_is_known() -> None:
    second = replace(GRANT, starts_on=day("2026-06-01"), ends_on=day("2026-08-31"))
    periods = tuple(
        Period(number, grant.starts_on, grant.ends_on, grant.hours_total)
        for number, grant in enumerate((GRANT, second), 1)
    )
    on_file = replace(REFERRAL, grant=second)
    assert news(replace(ONLY, grant=GRANT), referral=on_file, periods=periods).changed == ()


def test_a_withdrawal_concerns_the_consent_that_was_given_before_it() -> None:
    assert news(ONLY, withdrawn=CONSENT.given_on).consent_withdrawn_on == CONSENT.given_on
    assert news(ONLY, withdrawn=CONSENT.given_on - timedelta(days=1)).changed == ()
    whole = replace(CONSENT, withdrawn_on=day("2026-04-01"))
    found = news(replace(ONLY, consent=whole))
    assert (found.changed, found.referral.consent) == (("consent_withdrawn",), whole)


def test_a_withdrawal_is_news_once_also_where_no_consent_is_on_file() -> None:
    bare = replace(REFERRAL, consent=None)
    assert news(ONLY, referral=bare, withdrawn=day("2026-04-01")).changed == ("consent_withdrawn",)
    known = {"referral": bare, "withdrawn_on": day("2026-04-01")}
    assert news(ONLY, **known, withdrawn=day("2026-04-01")).changed == ()


def test_an_old_consent_that_comes_after_a_bare_withdrawal_does_not_count() -> None:
    known = {"referral": replace(REFERRAL, consent=None), "withdrawn_on": day("2026-04-01")}
    old = news(replace(ONLY, consent=CONSENT), **known)
    assert old.referral.consent == replace(CONSENT, withdrawn_on=day("2026-04-01"))
    assert (old.consent_withdrawn_on, old.consent_given_on) == (None, None)
    newer = replace(CONSENT, given_on=day("2026-04-02"))
    assert news(replace(ONLY, consent=newer), **known).consent_given_on == day("2026-04-02")


def test_a_consent_sent_again_after_its_withdrawal_does_not_count_again() -> None:
    withdrawn = replace(REFERRAL, consent=replace(CONSENT, withdrawn_on=day("2026-04-01")))
    assert news(REFERRAL, referral=withdrawn).changed == ()
    anew = replace(CONSENT, given_on=day("2026-04-02"))
    found = news(replace(ONLY, consent=anew), referral=withdrawn)
    assert (found.changed, found.consent_given_on) == (("consent",), day("2026-04-02"))


@given(
    order=st.permutations(
        [
            (CONSENT, None),
            (None, day("2026-04-01")),
            (replace(CONSENT, given_on=day("2026-04-10")), None),
            (None, day("2026-05-03")),
            (replace(CONSENT, given_on=day("2026-05-20")), None),
        ]
    )
)
def test_in_whatever_order_the_mails_come_the_last_word_by_date_counts(order: list[Any]) -> None:
    on_file = REFERRAL
    for consent, withdrawn in order:
        on_file = news(replace(ONLY, consent=consent), referral=on_file, withdrawn=withdrawn).referral
    assert on_file.consent == replace(CONSENT, given_on=day("2026-05-20"))


def test_a_first_plan_is_news_and_has_nothing_to_be_compared_with() -> None:
    told = news(REFERRAL, referral=replace(REFERRAL, job_plan=None), plans=())
    assert (told.changed, told.plan_version, told.plan_changes) == (("job_plan",), 1, ())
