"""A round on a real Prefect server: what happens to the courses, and what a coordinator sees of it."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import timedelta

from casework.names.states import FailureName, StateName
from domain.events import TimerFired
from domain.history import of_type
from flows.course_round import course_round
from flows.phases import first_contact
from tasks.courses import COMING_DUE_KEY, card_key
from tests.factories import AMIRA, START, attempt
from tests.flows.conftest import ON_PREFECT, House, artifact

pytestmark = ON_PREFECT
ITS_TAGS = {"programme:viborg", "controller:kommune-a"}
LATER = START + timedelta(days=6)


async def test_a_due_course_takes_its_step_as_a_named_and_tagged_sub_run(house: House) -> None:
    ref = house.matched()
    house.at(LATER)
    state = await course_round(return_state=True)
    assert (state.name, state.message) == (StateName.ROUND_DONE, "Forløb: 1.")
    (step,) = await house.runs(ref)
    assert step.name == f"{ref} · første kontakt"
    assert set(step.tags) == {
        f"course:{ref}",
        "phase:first-contact",
        "programme:viborg",
        "controller:kommune-a",
    }
    assert (step.state_name, step.state and step.state.message) == (
        StateName.REMINDER_RAISED,
        "Fase: mentor fundet.",
    )
    names = {run.name for run in await house.runs()}
    assert "runde 2026-03-04 09:14" in names


async def test_the_event_names_the_run_that_caused_it(house: House) -> None:
    ref = house.matched()
    house.at(LATER)
    await course_round(return_state=True)
    (step,) = await house.runs(ref)
    fired = [
        recorded for recorded in house.office.casebook.recorded(ref) if isinstance(recorded.event, TimerFired)
    ]
    assert {recorded.flow_run_id for recorded in fired} == {str(step.id)}


async def test_the_card_and_the_table_of_what_comes_due_are_refreshed(house: House) -> None:
    ref = house.matched()
    house.at(LATER)
    await course_round(return_state=True)
    card = await artifact(card_key(ref))
    assert ref in card
    assert "mentor fundet" in card
    assert ref in await artifact(COMING_DUE_KEY)


async def test_the_card_of_a_course_that_somebody_moved_by_command_is_written_anew(house: House) -> None:
    ref = house.matched()
    await course_round(return_state=True)
    assert "Første møde" not in await artifact(card_key(ref))
    office = house.office
    office.casebook.handle(ref, attempt("2026-02-26 10:00", reached=True), AMIRA, office.now)
    state = await course_round(return_state=True)
    assert state.name == StateName.NO_COURSE_DUE
    card = await artifact(card_key(ref))
    assert "Første møde" in card
    assert f"{office.casebook.course(ref).seq} hændelser" in card


async def test_a_date_in_the_table_is_not_read_as_the_beginning_of_a_list(house: House) -> None:
    house.matched()
    house.at(LATER)
    await course_round(return_state=True)
    assert "\\\\. marts 2026" in await artifact(COMING_DUE_KEY)


async def test_a_second_round_at_the_same_instant_does_nothing(house: House) -> None:
    ref = house.matched()
    house.at(LATER)
    await course_round(return_state=True)
    before = house.office.casebook.course(ref).seq
    state = await course_round(return_state=True)
    assert state.name == StateName.NO_COURSE_DUE
    assert house.office.casebook.course(ref).seq == before


async def test_one_course_that_cannot_move_does_not_stop_the_others(house: House) -> None:
    broken, sound = house.matched(), house.matched()
    house.at(LATER)
    with sqlite3.connect(house.home / "mentor.db") as database:
        database.execute("UPDATE course SET state = '{' WHERE ref = ?", (broken,))
    database.close()
    state = await course_round(return_state=True)
    assert state.name == FailureName.ROUND_INCOMPLETE
    assert broken in (state.message or "")
    (failed,), (moved,) = await house.runs(broken), await house.runs(sound)
    assert failed.state_name == FailureName.NOT_IN_ORDER
    assert moved.state_name == StateName.REMINDER_RAISED


async def test_a_phase_flow_started_by_hand_does_nothing_where_nothing_is_due(house: House) -> None:
    ref = house.matched()
    state = await first_contact(ref, return_state=True)
    assert state.name == StateName.NOTHING_DUE


async def test_a_phase_flow_forgets_what_is_no_reference(house: House) -> None:
    state = await first_contact("Maja Vinterberg-Østergård", return_state=True)
    assert state.name == FailureName.INVALID_INPUT
    (run,) = await house.runs()
    assert run.parameters == {}
    assert "Maja" not in (state.message or "")


async def test_a_course_that_does_not_exist_is_named_in_a_failed_run(house: House) -> None:
    state = await first_contact("M-2026-0999", return_state=True)
    assert state.name == FailureName.INVALID_INPUT
    (run,) = await house.runs("M-2026-0999")
    assert run.name == "M-2026-0999 · første kontakt"


async def test_two_rounds_at_once_have_one_effect(house: House) -> None:
    ref = house.matched()
    house.at(LATER)
    states = await asyncio.gather(course_round(return_state=True), course_round(return_state=True))
    assert all(state.is_completed() for state in states)
    fired = list(of_type(house.office.casebook.recorded(ref), TimerFired))
    assert len({event.firing for _, event in fired}) == len(fired) > 0
    assert len({recorded.flow_run_id for recorded, _ in fired}) == 1
    names = sorted(run.state_name or "" for run in await house.runs(ref))
    assert names in ([StateName.NOTHING_DUE, StateName.REMINDER_RAISED], [StateName.REMINDER_RAISED])
