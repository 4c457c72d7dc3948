"""News that the jobcentre types is taken in as by mail: compared, once, and by the course's own people."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from casework.arriving.fates import Effect
from casework.history.timeline import open_timeline
from casework.office import Office
from casework.referrals.news_by_form import give_news
from casework.referrals.referral_by_form import refer
from domain.errors import InvalidInput, Refused
from domain.events import ReferralUpdated
from domain.history import job_plans_of, of_type, referral_of
from domain.lifecycle import Phase
from domain.values import Actor, Role
from tests.adapters.referral_reading.test_typed_form import typed
from tests.adapters.referral_reading.whole_referral import EXPECTED
from tests.casework.decisions.test_extension import decider
from tests.house import KIRSTEN, House

PLAN = {"job_plan.dated_on": "2.3.2026", "job_plan.aim": "Et job i et køkken."}


@pytest.fixture
def given(house: House) -> Iterator[tuple[Office, Actor, str]]:
    """The office, Mette of the jobcentre, and a course she has referred without a consent's paper."""
    with house.office() as office:
        mette = Actor(Role.CASEWORKER, decider(office))
        yield office, mette, refer(office, typed(EXPECTED), "side-1", mette).ref


def told(given: tuple[Office, Actor, str], values: dict[str, str], token: str = "side-2") -> Effect:
    office, mette, ref = given
    return give_news(office, ref, values, token, mette)


@pytest.mark.requirement("S2.encrypted_mail", "S3.referral_form")
def test_what_is_said_counts_and_what_is_not_said_stays(given: tuple[Office, Actor, str]) -> None:
    office, mette, ref = given
    before = referral_of(office.casebook.recorded(ref))
    assert told(given, PLAN | {"caseworker": "Lis Holm", "tasks": "Struktur\nJobsøgning"}) is Effect.UPDATED
    history = office.casebook.recorded(ref)
    after, plans = referral_of(history), job_plans_of(history)
    assert (after.caseworker, after.tasks) == ("Lis Holm", ("Struktur", "Jobsøgning"))
    assert (after.citizen, after.grant, after.consent) == (before.citizen, before.grant, before.consent)
    assert (len(plans), plans[-1].aim) == (2, "Et job i et køkken.")
    ((recorded, event),) = of_type(history, ReferralUpdated)
    assert recorded.actor == mette
    assert event.changed == ("caseworker", "order", "job_plan")
    assert [one.id for one in office.casebook.course(ref).open_matters("update")] == [event.matter]
    sentence = open_timeline(office, ref)[recorded.seq - 1].sentence
    assert f"gav nyt med formular {event.form_id} i portalen" in sentence
    assert "Lis" not in sentence


@pytest.mark.requirement("outside.legal_basis")
def test_a_consent_is_taken_back_by_form(given: tuple[Office, Actor, str]) -> None:
    office, _, ref = given
    told(given, {"consent.withdrawn_on": "2026-03-02"})
    assert office.casebook.course(ref).consent.withdrawn_on == date(2026, 3, 2)


def test_the_same_page_sent_twice_or_at_once_counts_once(given: tuple[Office, Actor, str]) -> None:
    office, _, ref = given
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _: told(given, PLAN), range(4))) == {Effect.UPDATED}
    assert told(given, PLAN) is Effect.UPDATED
    assert len(list(of_type(office.casebook.recorded(ref), ReferralUpdated))) == 1
    with pytest.raises(Refused) as caught:
        told(given, PLAN, "side-3")
    assert caught.value.rule == "nothing-new"


@pytest.mark.requirement("S2.missing_part")
def test_a_part_the_course_waits_for_is_brought(house: House) -> None:
    with house.office() as office:
        mette = Actor(Role.CASEWORKER, decider(office))
        ref = refer(office, typed(replace(EXPECTED, job_plan=None)), "side-1", mette).ref
        assert office.casebook.course(ref).phase is Phase.INCOMPLETE
        assert give_news(office, ref, PLAN, "side-2", mette) is Effect.COMPLETED
        assert give_news(office, ref, PLAN, "side-2", mette) is Effect.COMPLETED
        assert office.casebook.course(ref).phase is Phase.RECEIVED


@pytest.mark.requirement("S3.authority_decides", "outside.controllers")
def test_only_the_courses_own_authority_gives_news(given: tuple[Office, Actor, str]) -> None:
    office, mette, ref = given
    for who in (KIRSTEN, Actor(Role.JOB_CONSULTANT, mette.id), Actor(Role.CASEWORKER, "D-0009")):
        with pytest.raises(Refused) as caught:
            give_news(office, ref, PLAN, "side-2", who)
        assert caught.value.rule in {"not-from-the-authority", "unknown-decider"}
    with pytest.raises(InvalidInput) as wrong:
        told(
            given,
            {"job_plan.dated_on": "snart", "unit": "x"},
        )
    assert {"job_plan.dated_on", "job_plan.aim"} == {one.field for one in wrong.value.problems}
