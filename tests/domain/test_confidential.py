"""Reportable matters: who may read and decide what, and when the reporter or the manager is asked again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import confidential as c
from domain.events import EVENT_TYPES
from domain.values import Actor, Role
from tests.domain.staging import refused
from tests.factories import AMIRA, CALENDAR, KIRSTEN, REF, at, day

NIGHT = at("2026-03-07 23:50")
SOREN = Actor(Role.MANAGER, "soren")
CHILD = c.ChildReport(
    reporter=AMIRA,
    email="amira@mentorhuset.example",
    controller="viborg",
    reported_at=NIGHT,
    keep_until=day("2031-03-07"),
    intake="Børn og Unge",
    phone="70 00 01 12",
    address="boern@kommune.example",
    message_id="<1@mentorhuset.example>",
    sha256="ab" * 32,
    retry_at=NIGHT,
)
CRIME = c.CrimeReport(
    reporter=AMIRA,
    controller="viborg",
    ref=REF,
    reported_at=NIGHT,
    keep_until=day("2031-03-07"),
    manager="soren",
    email="soren@mentorhuset.example",
    number="ab12",
    facts="Der arbejdes sort.",
    due_at=NIGHT,
)


def decision(**changes: object) -> c.DecideCrime:
    fields: dict[str, object] = {
        "receipt": "ab12",
        "may_be_passed_on": True,
        "passed_to": "police",
        "legal_basis": "Straffeloven § 152 e",
    }
    return c.DecideCrime(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.requirement("outside.child_welfare")
def test_a_report_about_a_child_is_due_at_once_at_any_hour_and_tried_again_within_five_minutes() -> None:
    report, now = CHILD, NIGHT
    assert report.due_at == NIGHT
    for attempt in range(1, 9):
        report = c.after_attempt(report, now, arrived=False, refused=False)
        assert report.retry_at is not None
        assert timedelta() < report.retry_at - now <= c.LONGEST_RETRY
        assert report.attempts == attempt
        now = report.retry_at


@pytest.mark.requirement("outside.child_welfare")
def test_the_reporter_hears_after_ten_minutes_and_every_hour_until_it_has_arrived() -> None:
    waiting = c.after_attempt(CHILD, NIGHT, arrived=False, refused=False)
    assert not waiting.must_be_told(NIGHT + timedelta(minutes=9))
    ten = NIGHT + timedelta(minutes=10)
    assert waiting.must_be_told(ten)
    told = c.told_again(waiting, ten)
    assert not told.must_be_told(ten + timedelta(minutes=59))
    assert told.must_be_told(ten + timedelta(minutes=60))
    sent = c.after_attempt(told, ten, arrived=True, refused=False)
    assert (sent.delivery, sent.due_at, sent.must_be_told(ten + timedelta(days=1))) == ("sent", None, False)


def test_a_report_that_comes_back_is_told_at_once_and_not_sent_again() -> None:
    told = c.told_again(CHILD, NIGHT)
    back = c.returned(told, NIGHT + timedelta(minutes=1))
    assert back.retry_at is None
    assert back.must_be_told(NIGHT + timedelta(minutes=1))
    refused_at_once = c.after_attempt(CHILD, NIGHT, arrived=False, refused=True)
    assert refused_at_once.must_be_told(NIGHT)


def test_a_reporter_who_has_rung_is_left_in_peace_but_the_letter_is_still_tried() -> None:
    rung = c.phoned(CHILD, NIGHT)
    assert rung.due_at == NIGHT
    assert not rung.must_be_told(NIGHT + timedelta(days=1))
    arrived = c.after_attempt(rung, NIGHT, arrived=True, refused=False)
    assert (arrived.delivery, arrived.due_at, arrived.attempts) == ("phoned", None, 1)
    assert c.returned(rung, NIGHT).due_at is None
    sent = c.phoned(c.after_attempt(CHILD, NIGHT, arrived=True, refused=False), NIGHT)
    assert (sent.delivery, c.returned(sent, NIGHT).delivery) == ("sent", "phoned")
    with refused("not-about-a-child"):
        c.phoned(CRIME, NIGHT)


@pytest.mark.requirement("outside.crime")
def test_a_manager_decides_with_a_basis_after_the_check_of_confidentiality() -> None:
    done = c.decided(CRIME, decision(), SOREN, NIGHT)
    assert done.decision is not None
    assert (done.decision.by, done.decision.passed_to, done.due_at) == (SOREN, "police", None)
    with refused("already-decided"):
        c.decided(done, decision(), SOREN, NIGHT)
    with refused("confidentiality"):
        c.decided(CRIME, decision(may_be_passed_on=False), SOREN, NIGHT)
    with refused("basis-missing"):
        c.decided(CRIME, decision(legal_basis=""), SOREN, NIGHT)
    kept = decision(passed_to="nobody", may_be_passed_on=False, legal_basis="")
    assert c.decided(CRIME, kept, SOREN, NIGHT).decision is not None


@pytest.mark.requirement("outside.crime")
@pytest.mark.parametrize("actor", [AMIRA, KIRSTEN, Actor(Role.MANAGER, "anden"), Actor(Role.MENTOR, "soren")])
def test_nobody_but_the_manager_it_was_entrusted_to_reads_or_decides_it(actor: Actor) -> None:
    with refused("manager-decides"):
        c.read_by(CRIME, actor)
    with refused("manager-decides"):
        c.decided(CRIME, decision(), actor, NIGHT)


def test_a_manager_never_reads_a_report_about_a_child() -> None:
    with refused("manager-decides"):
        c.read_by(CHILD, SOREN)


def test_the_manager_is_asked_again_on_working_days_until_she_has_decided() -> None:
    asked = c.asked_manager(CRIME, at("2026-03-06 09:00"), CALENDAR)
    assert asked.due_at == at("2026-03-10 08:00")
    decided = c.decided(CRIME, decision(), SOREN, NIGHT)
    assert c.asked_manager(decided, NIGHT, CALENDAR).due_at is None


@pytest.mark.requirement("outside.child_welfare", "outside.crime")
def test_no_event_of_a_course_can_hold_a_reportable_matter() -> None:
    assert not [name for name in EVENT_TYPES if "Child" in name or "Crime" in name or "Report" in name[:6]]
