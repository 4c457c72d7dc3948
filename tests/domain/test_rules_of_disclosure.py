"""What workplace, school and doctor may know is agreed with the citizen and enforced; considerations are
passed on at a start.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.history.timeline import timeline
from domain import commands as c
from domain.disclosure import allowed
from domain.events import DisclosureAgreed, DisclosureRecorded
from domain.history import referral_of
from domain.timers import TimerKind
from tests.domain.staging import course_of, refused, staged
from tests.factories import Play, at, beginning, day

TODAY = day("2026-03-12")
AGREED = c.AgreeDisclosure(recipient="workplace", kinds=("attendance", "considerations"), from_on=TODAY)
TOLD = c.RecordDisclosure(
    recipient="workplace", kinds=("considerations",), told_on=TODAY, note="Brug for pauser."
)
STARTS = c.AnnounceStart(what="placement", starts_on=day("2026-03-16"))


def active(*steps: object) -> Play:
    return staged(*beginning(), *steps)  # type: ignore[arg-type]


@pytest.mark.requirement("S3.disclosure", "outside.legal_basis")
def test_what_is_told_names_the_agreement_it_rests_on() -> None:
    goals_too = replace(AGREED, kinds=("goals",), note="Kun de store træk.")
    stage = active(AGREED, goals_too, TOLD)
    agreed = stage.history[-2].event
    assert isinstance(agreed, DisclosureAgreed)
    assert (agreed.disclosure.id, agreed.note) == ("d2", "Kun de store træk.")
    event = stage.history[-1].event
    assert isinstance(event, DisclosureRecorded)
    assert (event.rests_on, event.considerations) == (("d1",), 1)


@pytest.mark.requirement("S3.disclosure", "S3.consent")
@pytest.mark.parametrize(
    "told",
    [
        replace(TOLD, kinds=("goals",)),
        replace(TOLD, kinds=("considerations", "practical")),
        replace(TOLD, recipient="school"),
        replace(TOLD, recipient="doctor"),
        replace(TOLD, told_on=day("2026-03-11")),
    ],
)
def test_what_is_not_agreed_is_refused(told: c.RecordDisclosure) -> None:
    with refused("disclosure-not-agreed"):
        active(AGREED, told)


def test_an_agreement_covers_its_days_and_no_others() -> None:
    until = replace(AGREED, until_on=day("2026-03-13"))
    stage = active(until, at("2026-03-16 10:00"))
    for on, covered in (
        ("2026-03-11", False),
        ("2026-03-12", True),
        ("2026-03-13", True),
        ("2026-03-14", False),
    ):
        agreed = course_of(stage).consent.disclosures
        assert bool(allowed(agreed, "workplace", day(on))) is covered
    with refused("disclosure-not-agreed"):
        stage.step(replace(TOLD, told_on=day("2026-03-16")))
    with refused("disclosure-order"):
        stage.step(replace(AGREED, until_on=day("2026-03-11")))
    with refused("not-in-the-future"):
        stage.step(replace(TOLD, told_on=day("2026-03-17")))


def test_the_citizen_ends_an_agreement_from_that_day_on() -> None:
    stage = active(AGREED, at("2026-03-13 10:00"), c.EndDisclosure(disclosure="d1"))
    stage.step(TOLD)
    with refused("disclosure-not-agreed"):
        stage.step(replace(TOLD, told_on=day("2026-03-13")))
    with refused("unknown-disclosure"):
        stage.step(c.EndDisclosure(disclosure="d1"))
    stage.step(AGREED)
    stage.step(replace(TOLD, told_on=day("2026-03-13")))


@pytest.mark.requirement("outside.legal_basis")
def test_with_the_consent_goes_what_was_agreed_and_a_later_agreement_stands_by_itself() -> None:
    stage = active(AGREED, c.WithdrawConsent(withdrawn_on=TODAY))
    with refused("disclosure-not-agreed"):
        stage.step(TOLD)
    stage.step(AGREED)
    stage.step(TOLD)


BY_LAW = replace(TOLD, basis="law", legal_basis="Serviceloven § 49 a", decided_by="Jonas Kjær, jobcenteret")


@pytest.mark.requirement("outside.legal_basis")
def test_what_is_told_by_law_is_logged_with_the_law_and_who_decided_it_and_needs_no_agreement() -> None:
    """outside: each exchange names its basis; only what rests on consent stops with it."""
    stage = active(c.WithdrawConsent(withdrawn_on=TODAY), BY_LAW)
    event = stage.history[-1].event
    assert isinstance(event, DisclosureRecorded)
    assert (event.basis, event.rests_on) == ("law", ())
    assert (event.legal_basis, event.decided_by) == (BY_LAW.legal_basis, BY_LAW.decided_by)
    whole = timeline(stage.history, personal=True)[-1].sentence
    assert "efter loven, ikke efter samtykke: Serviceloven § 49 a, afgjort af Jonas Kjær" in whole
    assert not any("Serviceloven" in one.sentence for one in timeline(stage.history, personal=False))
    agreed = active(AGREED, BY_LAW).history[-1].event
    assert isinstance(agreed, DisclosureRecorded)
    assert agreed.rests_on == ()


@pytest.mark.requirement("outside.legal_basis")
def test_a_basis_is_named_in_full_and_there_are_never_two() -> None:
    for lacking in ({"legal_basis": ""}, {"decided_by": ""}):
        with refused("disclosure-law"):
            active(replace(BY_LAW, **lacking))
    with refused("disclosure-two-bases"):
        active(AGREED, replace(BY_LAW, basis="consent"))
    with refused("only-where-it-matters"):
        active(replace(BY_LAW, kinds=("sensitive",)))


@pytest.mark.requirement("S3.consent")
def test_a_diagnosis_is_told_only_where_it_matters() -> None:
    sensitive = replace(TOLD, recipient="doctor", kinds=("sensitive",))
    stage = active(replace(AGREED, recipient="doctor", kinds=("sensitive",)))
    with refused("only-where-it-matters"):
        stage.step(sensitive)
    stage.step(replace(sensitive, why="Lægen skal tage højde for medicinen."))
    event = stage.history[-1].event
    assert isinstance(event, DisclosureRecorded)
    assert (event.recipient, event.kinds, event.told_on) == ("doctor", ("sensitive",), TODAY)
    assert (event.rests_on, event.note) == (("d1",), TOLD.note)
    assert event.why == "Lægen skal tage højde for medicinen."


@pytest.mark.requirement("S4.considerations")
def test_at_the_start_of_a_placement_the_mentor_is_reminded_until_the_considerations_are_passed_on() -> None:
    stage = active(AGREED, STARTS, at("2026-03-18 12:00"))
    (matter,) = course_of(stage).open_matters("handing_on")
    assert matter.rung == 3
    assert course_of(stage).waiting_on == "mentor"
    at_the_doctor = replace(AGREED, recipient="doctor"), replace(TOLD, recipient="doctor")
    for step in at_the_doctor:
        stage.step(step)
    assert course_of(stage).open_matters("handing_on") == (matter,)
    stage.step(TOLD)
    assert not course_of(stage).open_matters("handing_on")
    assert not [timer for timer in course_of(stage).timers if timer.kind is TimerKind.HANDING_ON]


def test_a_start_that_has_passed_is_refused_and_one_that_came_to_nothing_is_settled() -> None:
    with refused("start-past"):
        active(replace(STARTS, starts_on=day("2026-03-11")))
    active(replace(STARTS, starts_on=TODAY))
    stage = active(STARTS, c.SettleMatter(matter="v1", outcome="did_not_start"))
    assert not course_of(stage).open_matters()


@pytest.mark.requirement("S4.considerations")
def test_changed_considerations_are_a_new_version_that_is_passed_on_again() -> None:
    revised = c.ReviseConsiderations(considerations="Korte dage.")
    stage = active(revised)
    assert not course_of(stage).open_matters()
    assert referral_of(stage.history).considerations == "Korte dage."
    for step in (AGREED, TOLD, revised, revised):
        stage.step(step)
    (matter,) = course_of(stage).open_matters("handing_on")
    assert (matter.cause, course_of(stage).consent.considerations) == ("revised", 4)
