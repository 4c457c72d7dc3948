"""The round: what is due is found, time passes for it once, and nothing happens where nothing is due."""

from __future__ import annotations

import asyncio

from casework.names.states import StateName
from casework.rounds import advance, pass_round, step_result
from domain.events import DeviationReported, TimerFired
from domain.lifecycle import Phase
from tests.factories import at, course_with_deviation
from tests.house import MORNING, House

AFTER_CONTACT = at("2026-03-05 08:05")
"""Three working days after the match: the first contact is due."""


def test_nothing_is_due_before_its_time(house: House) -> None:
    house.matched()
    with house.office(MORNING) as office:
        assert office.casebook.due(office.now) == []
        assert pass_round(office) == []


def test_what_is_due_is_found_with_its_phase(house: House) -> None:
    ref = house.matched()
    with house.office(AFTER_CONTACT) as office:
        (due,) = office.casebook.due(office.now)
        phase = office.casebook.course(due).phase
    assert (due, phase) == (ref, Phase.MATCHED)


def test_a_step_tells_what_it_did_in_codes_only_and_is_done_once(house: House) -> None:
    ref = house.matched()
    with house.office(AFTER_CONTACT) as office:
        step = asyncio.run(advance(office, ref, flow_run_id="løb-1"))
        assert office.casebook.recorded(ref)[-1].flow_run_id == "løb-1"
        again = asyncio.run(advance(office, ref))
        assert office.casebook.due(office.now) == []
    assert (step.fired, step.state_name) == (("TimerFired",) * len(step.fired), StateName.REMINDER_RAISED)
    assert step.tags == (f"course:{ref}", "programme:viborg", "controller:kommune-a")
    assert (again.fired, again.state_name) == ((), StateName.NOTHING_DUE)


def test_a_round_by_command_takes_every_course_that_is_due(house: House) -> None:
    refs = [house.matched(), house.matched()]
    with house.office(AFTER_CONTACT) as office:
        assert [step.ref for step in pass_round(office)] == refs
        assert pass_round(office) == []


def test_a_limit_takes_the_longest_overdue_first(house: House) -> None:
    first, _ = house.matched(), house.matched(starts=at("2026-03-03 10:00"))
    with house.office(at("2026-03-09 08:00")) as office:
        assert office.casebook.due(office.now, limit=1) == [first]


def test_a_step_is_urgent_if_anything_in_it_must_leave_at_once() -> None:
    course, history = course_with_deviation()
    events = tuple(recorded.event for recorded in history)
    reported = [event for event in events if isinstance(event, DeviationReported)]
    rungs = [event for event in events if isinstance(event, TimerFired) and course.matter(event.subject)]
    others = tuple(event for event in events if event not in (*reported, *rungs))
    assert reported
    assert all(step_result(course, (*others, event)).urgent for event in reported)
    assert not step_result(course, others).urgent
