"""What of a course each role sees: the raw log book is the provider's, an emergency is told of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.access.accounts import Account, account_of
from casework.access.break_glass import break_glass, break_glasses_of
from casework.access.reading_log import note_reading, readers_of
from casework.access.seeing import courses_seen_by, may_see, must_see
from casework.access.seeing_parts import NEUTRAL, WHOLE, parts_for, seen_by, timeline_for
from casework.office import Office
from domain.errors import InvalidInput, Refused, UnknownCourse
from domain.notices import RECIPIENTS
from domain.values import Actor, Role
from models.erasing import make_unreadable
from tests.factories import meeting
from tests.portal.town import NOON, Town

RAW = "Sov dårligt og var bange for bussen."
JUDGED = "Han virker opgivende."
REASON = "Borgeren er indlagt akut, og sagsbehandleren er på ferie."


def account(office: Office, key: str) -> Account:
    found = account_of(office, key)
    assert found is not None
    return found


def told(office: Office, key: str, ref: str) -> str:
    return " ".join(entry.sentence for entry in timeline_for(office, account(office, key), ref))


def with_a_raw_entry(office: Office, town: Town) -> str:
    """A log-book entry with an observation and an assessment on the active course."""
    entry = meeting("2026-03-19", observation=RAW, assessment=JUDGED)
    office.casebook.handle(town.active, entry, Actor(Role.MENTOR, "amira"), NOON)
    return town.active


def test_the_jobcentre_reads_what_it_is_told_and_not_the_raw_log_book(town: Town) -> None:
    with town.office() as office:
        ref = with_a_raw_entry(office, town)
        for ours in ("coordinator:kirsten", "mentor:amira", "auditor:ulla"):
            assert "bange for bussen" in told(office, ours, ref)
        theirs = told(office, "caseworker:D-0001", ref)
        assert "Logbogsnotat nr." in theirs
        for raw in ("bange for bussen", "opgivende"):
            assert raw not in theirs
        assert "Maja Nørgaard" in theirs, "the referral is its own"


def test_a_manager_reads_a_course_neutrally_and_nobody_notes_that(town: Town) -> None:
    with town.office() as office:
        ref = with_a_raw_entry(office, town)
        neutral = told(office, "manager:soren", ref)
        assert "Logbogsnotat nr." in neutral
        assert "Maja" not in neutral
        assert "bange" not in neutral
        assert readers_of(office, ref) == []
        assert parts_for(office, account(office, "manager:soren"), ref).words == "none"


def test_every_role_has_its_parts_and_a_role_without_any_sees_nothing() -> None:
    assert {role for role in Role if seen_by(role) is NEUTRAL} == {
        Role.HEAD,
        Role.OPERATOR,
        Role.MAILROOM,
        Role.CLOCK,
    }
    authority = seen_by(Role.CASEWORKER)
    assert (authority.log_book, authority.assessments, authority.safety) == (False,) * 3
    assert {role: seen_by(role).letters for role in Role if seen_by(role).letters} == {
        Role.COORDINATOR: RECIPIENTS,
        Role.AUDITOR: RECIPIENTS,
        Role.MENTOR: {"citizen"},
        Role.CASEWORKER: {"jobcentre"},
        Role.JOB_CONSULTANT: {"jobcentre"},
    }
    assert (authority.reports, authority.deviations) == (True, True)
    assert not seen_by(Role.MENTOR).readings


@pytest.mark.requirement("outside.protected")
def test_a_protected_name_is_in_nobodys_timeline(town: Town) -> None:
    with town.office() as office:
        for key in ("coordinator:kirsten", "mentor:amira", "caseworker:D-0001", "auditor:ulla"):
            assert "Eva" not in told(office, key, town.protected)


def test_who_breaks_the_glass_sees_for_an_hour_and_it_is_written_down_and_told(town: Town) -> None:
    with town.office() as office:
        liv = account(office, "caseworker:D-0003")
        number = break_glass(office, liv, town.active, f"  {REASON} ")
        assert must_see(office, liv, town.active)
        assert courses_seen_by(office, liv) == [], "it is in no list"
        assert "Maja" in told(office, liv.key, town.active)
        (glass,) = break_glasses_of(office, "kirsten")
        assert (glass.ref, glass.account, glass.until) == (
            town.active,
            liv.key,
            NOON + timedelta(hours=1),
        )
        assert office.break_glasses.reason(number) == REASON
        assert [(one.actor, one.what, one.subject) for one in readers_of(office, town.active)] == [
            (liv.key, "break_glass", str(number)),
            (liv.key, "timeline", ""),
        ]
        kirsten = Actor(Role.COORDINATOR, "kirsten")
        assert office.break_glasses.take_note(number, kirsten, office.now)
        assert not office.break_glasses.take_note(number, kirsten, office.now)
        assert break_glasses_of(office, "kirsten") == []
    town.set_clock(NOON + timedelta(hours=1))
    with town.office() as office:
        assert not may_see(office, liv, town.active)
        with pytest.raises(Refused):
            note_reading(office, liv.actor, "timeline", ref=town.active)
        assert [one.ref for one in office.break_glasses.latest()] == [town.active]


def test_a_manager_reads_the_whole_of_what_she_opened(town: Town) -> None:
    with town.office() as office:
        soren = account(office, "manager:soren")
        with pytest.raises(Refused):
            note_reading(office, soren.actor, "timeline", ref=town.active)
        break_glass(office, soren, town.active, REASON)
        assert parts_for(office, soren, town.active) == WHOLE
        assert parts_for(office, soren, town.matched) == seen_by(Role.MANAGER)
        assert "Maja" in told(office, soren.key, town.active)


@pytest.mark.parametrize(
    ("key", "course"),
    [
        ("caseworker:D-0003", "elsewhere"),
        ("mentor:amira", "elsewhere"),
        ("operator:jens", "active"),
        ("coordinator:kirsten", "active"),
        ("auditor:ulla", "active"),
    ],
)
def test_nobody_else_breaks_the_glass(town: Town, key: str, course: str) -> None:
    with town.office() as office:
        with pytest.raises(UnknownCourse):
            break_glass(office, account(office, key), town.courses[course], REASON)
        assert office.break_glasses.latest() == []


@pytest.mark.parametrize("reason", ["", "   ", "Haster", "x" * 1001])
def test_without_a_reason_it_stays_closed_and_the_reason_is_never_repeated(town: Town, reason: str) -> None:
    with town.office() as office:
        liv = account(office, "caseworker:D-0003")
        with pytest.raises(InvalidInput) as refused:
            break_glass(office, liv, town.active, reason)
        assert refused.value.problems[0].field == "reason"
        assert not may_see(office, liv, town.active)


def test_the_reason_goes_with_the_course(town: Town) -> None:
    with town.office() as office:
        liv = account(office, "caseworker:D-0003")
        break_glass(office, liv, town.active, REASON)
        with office.database.casebook.connection() as connection:
            kept = connection.exec_driver_sql("SELECT reason FROM break_glass").scalar_one()
        assert b"indlagt" not in kept
        make_unreadable(office.database, office.keyring, town.active, office.now)
        with office.database.casebook.connection() as connection:
            assert connection.exec_driver_sql("SELECT reason FROM break_glass").scalar_one() == b""
