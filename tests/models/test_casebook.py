"""A course lives its whole life through the casebook, exactly as the rules alone would have it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from domain import commands as c
from domain.errors import Refused, UnknownCourse
from domain.events import CourseClosed
from domain.lifecycle import Phase
from models.casebook import Casebook
from models.errors import KeyDestroyed
from models.listing import Wanted
from tests.factories import (
    AMIRA,
    KIRSTEN,
    MAILROOM,
    START,
    accept,
    at,
    full_course,
    match,
    meeting,
    referral,
    register,
)
from tests.factory.stories import autumn, beginning, ending, spring, summer
from tests.models.desk import Desk, open_casebook
from tests.models.vault import Vault

WHOLE = (*beginning(), *spring(), *summer(), *autumn(), *ending())
CPR = referral().citizen.cpr


def test_a_whole_course_is_stored_as_the_rules_decide_it(vault: Vault) -> None:
    desk = Desk(vault.casebook)
    stored = desk.play(WHOLE)

    course, history = full_course()
    assert structs.replace(stored, ref=course.ref) == course
    read_back = vault.casebook.recorded(stored.ref)
    assert [(r.seq, r.at) for r in read_back] == [(r.seq, r.at) for r in history]
    assert [r.event for r in read_back[1:]] == [r.event for r in history[1:]]
    assert isinstance(read_back[-1].event, CourseClosed)
    assert vault.findings() == []


def test_a_casebook_opened_anew_reads_the_same_course(vault: Vault) -> None:
    stored = Desk(vault.casebook).play(WHOLE)

    assert open_casebook(vault.database, vault.keyring).course(stored.ref) == stored


def test_nothing_personal_lies_open_in_the_tables(vault: Vault) -> None:
    Desk(vault.casebook).play(WHOLE)
    personal = ("Maja", "Vinterberg", CPR, "Lyngvejen", "bussen", "praktik på 13 uger")

    with vault.database.casebook.connection() as connection:
        for table in ("course", "event", "intent", "blind_index", "support_period"):
            content = repr(connection.exec_driver_sql(f"SELECT * FROM {table}").all())
            assert not [word for word in personal if word in content], table


def test_references_count_by_the_danish_year(casebook: Casebook) -> None:
    new_year = at("2027-01-01 00:30")

    refs = [
        casebook.register(register(), MAILROOM, when).course.ref
        for when in (START, START, new_year - timedelta(hours=1), new_year)
    ]

    assert refs == ["M-2026-0001", "M-2026-0002", "M-2026-0003", "M-2027-0001"]


def test_a_refused_command_writes_nothing(vault: Vault) -> None:
    course = Desk(vault.casebook).play([register()])

    with pytest.raises(Refused):
        vault.casebook.handle(course.ref, match(), KIRSTEN, START)
    assert vault.casebook.course(course.ref) == course
    assert len(vault.casebook.recorded(course.ref)) == 1


def test_a_key_makes_a_command_happen_once(casebook: Casebook) -> None:
    desk = Desk(casebook)
    desk.play(beginning())
    now = at("2026-03-18 12:00")

    first = casebook.handle(desk.ref, meeting("2026-03-18"), AMIRA, now, key="mobile-17")
    again = casebook.handle(desk.ref, meeting("2026-03-18"), AMIRA, now, key="mobile-17")

    assert (first.already, again.already) == (False, True)
    assert again.course == first.course
    assert (again.events, again.seqs) == ((), ())
    assert first.seqs == (first.course.seq,)


def test_a_registration_key_finds_the_course_it_made(casebook: Casebook) -> None:
    first = casebook.register(register(), MAILROOM, START, key="P-2026-0001")
    again = casebook.register(register(), MAILROOM, START + timedelta(days=1), key="P-2026-0001")

    assert again.already
    assert again.course == first.course
    assert len(casebook.courses()) == 1


def test_who_acted_and_in_which_run_is_recorded(casebook: Casebook) -> None:
    ref = casebook.register(register(), MAILROOM, START, flow_run_id="run-1").course.ref
    casebook.handle(ref, accept(), KIRSTEN, START, flow_run_id="run-2")
    casebook.handle(ref, match(), KIRSTEN, START)

    history = casebook.recorded(ref)
    assert [r.flow_run_id for r in history] == ["run-1", "run-2", ""]
    assert [r.actor for r in history] == [MAILROOM, KIRSTEN, KIRSTEN]


def test_a_citizen_is_found_by_her_number_within_her_municipality_only(casebook: Casebook) -> None:
    first = casebook.register(register(), MAILROOM, START).course.ref
    second = casebook.register(register(), MAILROOM, START).course.ref
    casebook.register(register(controller="naestved"), MAILROOM, START)

    assert casebook.find("viborg", CPR) == [first, second]
    assert casebook.find("viborg", "0101505679") == []


def test_a_number_that_came_with_the_missing_parts_is_found_too(casebook: Casebook) -> None:
    other = {"cpr": "0201505678"}
    ref = casebook.register(register(referral(consent=None)), MAILROOM, START).course.ref
    casebook.handle(ref, c.CompleteReferral(referral=referral(other)), MAILROOM, START)

    assert casebook.find("viborg", "0201505678") == casebook.find("viborg", CPR) == [ref]


def test_courses_are_listed_by_what_is_asked_for(casebook: Casebook) -> None:
    active = Desk(casebook).play(beginning())
    waiting = Desk(casebook).play([register()])
    closed = Desk(casebook).play([register(), c.Cancel(cause="moved", reason="Flyttet.")])

    def refs(**wanted: object) -> list[str]:
        return [row.ref for row in casebook.courses(Wanted(**wanted))]  # type: ignore[arg-type]

    assert refs() == [active.ref, waiting.ref, closed.ref]
    assert refs(open_only=True) == [active.ref, waiting.ref]
    assert refs(mentor="amira", controller="viborg") == [active.ref]
    assert refs(phase="cancelled") == [closed.ref]
    row = casebook.courses(Wanted(mentor="amira"))[0]
    assert (row.received_at, row.next_due_at) == (active.received_at, active.next_due_at)


def test_an_erased_course_still_verifies_and_can_no_longer_be_read(vault: Vault) -> None:
    ref = vault.course()
    vault.keyring.destroy(str(vault.value("SELECT key_id FROM course WHERE id = 1")), START)

    assert vault.findings() == []
    assert vault.casebook.course(ref).phase is Phase.ACTIVE
    with pytest.raises(KeyDestroyed):
        vault.casebook.recorded(ref)


def test_an_unknown_course_is_refused_by_its_reference(casebook: Casebook) -> None:
    for ask in (casebook.course, casebook.recorded):
        with pytest.raises(UnknownCourse, match="M-2026-9999"):
            ask("M-2026-9999")
    with pytest.raises(UnknownCourse, match="M-2026-9999"):
        casebook.handle("M-2026-9999", accept(), KIRSTEN, START)
    with pytest.raises(UnknownCourse, match="M-2026-9999"):
        casebook.pass_time(START, refs=["M-2026-9999"])
