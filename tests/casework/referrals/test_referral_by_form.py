"""A referral by form is registered as one by mail is: whose, once, with what is missing, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from casework.arriving.fates import Effect
from casework.history.timeline import open_timeline
from casework.office import Office
from casework.referrals.referral_by_form import Referred, refer
from deployments.sample_home import CONTROLLER
from domain.errors import InvalidInput, Refused
from domain.history import referral_of
from domain.lifecycle import Phase
from domain.referral import Referral
from domain.values import Actor, Role
from tests.adapters.referral_reading.test_typed_form import typed
from tests.adapters.referral_reading.whole_referral import EXPECTED
from tests.casework.decisions.test_extension import decider
from tests.house import KIRSTEN, House

WHOLE = typed(EXPECTED)


@pytest.fixture
def jobcentre(house: House) -> Iterator[tuple[Office, Actor]]:
    """The office, and Mette of the jobcentre."""
    with house.office() as office:
        yield office, Actor(Role.CASEWORKER, decider(office))


def without(*parts: str) -> dict[str, str]:
    empty: dict[str, None] = dict.fromkeys(parts)
    return typed(replace(EXPECTED, **empty))  # type: ignore[arg-type]


def sent(jobcentre: tuple[Office, Actor], values: dict[str, str], token: str = "side-1") -> Referred:
    office, mette = jobcentre
    return refer(office, values, token, mette)


@pytest.mark.requirement("S3.referral_form", "S2.encrypted_mail")
def test_a_form_becomes_a_course_of_her_own_municipality(jobcentre: tuple[Office, Actor]) -> None:
    office, mette = jobcentre
    done = sent(jobcentre, WHOLE)
    course, history = office.casebook.course(done.ref), office.casebook.recorded(done.ref)
    assert (done.effect, done.missing) == (Effect.BEGAN, ())
    assert (course.controller, course.partner, course.phase) == (CONTROLLER, "Jobcenter A", Phase.RECEIVED)
    assert history[0].actor == mette
    expected = replace(
        EXPECTED,
        caseworker="Mette Skovgaard",
        caseworker_contact="mette@kommune.example",
        unit="Jobcenter A, aktiv indsats",
    )
    assert referral_of(history) == expected
    assert "blev modtaget som formular F-" in open_timeline(office, done.ref)[0].sentence
    kinds = [intent.kind for intent in office.outbox.pending_intents(office.now)]
    assert "referral_received" in kinds, "the jobcentre gets its receipt"


@pytest.mark.requirement("S2.missing_part")
def test_missing_parts_keep_it_from_starting_and_a_second_form_brings_them(
    jobcentre: tuple[Office, Actor],
) -> None:
    office, _ = jobcentre
    first = sent(jobcentre, without("job_plan", "consent"))
    assert first.missing == ("job_plan", "consent")
    assert office.casebook.course(first.ref).phase is Phase.INCOMPLETE
    rest = without("grant", "job_plan") | {"caseworker": "Lis Holm"}
    second = sent(jobcentre, rest, "side-2")
    assert second == Referred(first.ref, Effect.COMPLETED, ("job_plan",))
    third = sent(jobcentre, without("grant", "consent"), "side-3")
    assert third == Referred(first.ref, Effect.COMPLETED, ())
    assert sent(jobcentre, rest, "side-2") == Referred(first.ref, Effect.COMPLETED, ()), "sent once more"
    whole: Referral = referral_of(office.casebook.recorded(first.ref))
    assert (whole.grant, whole.job_plan, whole.consent) == (
        EXPECTED.grant,
        EXPECTED.job_plan,
        EXPECTED.consent,
    )
    assert whole.caseworker == "Lis Holm"


@pytest.mark.requirement("outside.controllers")
def test_the_same_page_sent_twice_or_at_once_is_one_course(jobcentre: tuple[Office, Actor]) -> None:
    office, _ = jobcentre
    with ThreadPoolExecutor(4) as threads:
        done = set(threads.map(lambda _: sent(jobcentre, WHOLE), range(4)))
    assert len(done) == 1
    assert sent(jobcentre, WHOLE) in done
    assert len(office.casebook.courses()) == 1


def test_a_citizen_has_one_open_course_in_a_municipality(jobcentre: tuple[Office, Actor]) -> None:
    office, _ = jobcentre
    first = sent(jobcentre, WHOLE)
    with pytest.raises(Refused) as caught:
        sent(jobcentre, WHOLE, "side-2")
    assert caught.value.rule == "citizen-has-course"
    assert first.ref in caught.value.message
    assert len(office.casebook.courses()) == 1


@pytest.mark.requirement("S3.authority_decides")
def test_only_a_registered_caseworker_refers(jobcentre: tuple[Office, Actor]) -> None:
    office, mette = jobcentre
    for who in (KIRSTEN, Actor(Role.JOB_CONSULTANT, mette.id), Actor(Role.CASEWORKER, "D-0009")):
        with pytest.raises(Refused) as caught:
            refer(office, WHOLE, "side-1", who)
        assert caught.value.rule == "unknown-decider"
    with pytest.raises(InvalidInput):
        sent(jobcentre, WHOLE | {"controller": "kommune-b"})
    assert office.casebook.courses() == []
