"""Time passes for the courses in the casebook: only what is due moves, and one fault stops no other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import commands as c
from domain.deciding.context import Decision
from models.casebook import Casebook
from models.errors import StuckCourses, StuckTimer
from tests.factories import CLOCK, START, at, register
from tests.factory.stories import beginning
from tests.models.desk import Desk, open_casebook
from tests.models.vault import Vault


def test_only_what_is_due_is_moved_earliest_first(casebook: Casebook) -> None:
    later, first = (Desk(casebook, now=START + timedelta(days=days)) for days in (3, 0))
    later.play([register()])
    first.play([register()])
    due = [casebook.course(desk.ref).next_due_at for desk in (first, later)]
    assert due[0]
    assert due[1]

    assert casebook.due(due[0] - timedelta(seconds=1)) == []
    assert casebook.due(due[0]) == [first.ref]
    assert casebook.due(due[1]) == [first.ref, later.ref]
    assert casebook.due(due[1], limit=1) == [first.ref]
    assert [outcome.course.ref for outcome in casebook.pass_time(due[1], limit=1)] == [first.ref]
    assert casebook.due(due[1]) == [later.ref]


def test_passing_time_for_a_course_that_is_not_due_changes_nothing(casebook: Casebook) -> None:
    course = Desk(casebook).play([register()])

    (outcome,) = casebook.pass_time(START, refs=[course.ref])

    assert outcome.course == course
    assert outcome.events == ()
    assert casebook.handle(course.ref, c.PassTime(), CLOCK, START).events == ()


def test_a_batch_and_single_steps_lead_to_the_same_courses(vault: Vault) -> None:
    one, many = (Desk(vault.casebook).play(beginning()) for _ in range(2))
    now = at("2026-05-20 12:00")

    vault.casebook.handle(one.ref, c.PassTime(), CLOCK, now)
    vault.casebook.pass_time(now)

    single, batched = (vault.casebook.recorded(ref) for ref in (one.ref, many.ref))
    assert [r.event for r in single[1:]] == [r.event for r in batched[1:]]
    assert len(single) > one.seq + 5
    assert vault.findings() == []


def test_one_spoiled_course_does_not_stop_the_others(vault: Vault) -> None:
    spoiled, healthy = (Desk(vault.casebook).play(beginning()).ref for _ in range(2))
    vault.alter("UPDATE course SET state = '{}' WHERE id = 1")
    now = at("2026-03-27 12:00")

    with pytest.raises(StuckCourses, match=spoiled) as raised:
        open_casebook(vault.database, vault.keyring).pass_time(now)

    assert set(raised.value.stuck) == {spoiled}
    assert vault.casebook.due(now) == [spoiled]
    assert len(vault.casebook.recorded(healthy)) > len(beginning()) - 7


def test_a_firing_that_is_recorded_already_stops_its_course_only(vault: Vault) -> None:
    spoiled, healthy = (Desk(vault.casebook).play(beginning()).ref for _ in range(2))
    now = at("2026-03-27 12:00")
    row, before = vault.kept_row(), vault.casebook.course(healthy).seq
    (outcome,) = vault.casebook.pass_time(now, refs=[spoiled])
    vault.put_back(row)
    firing = outcome.events[0].firing  # type: ignore[attr-defined]
    vault.alter("UPDATE event SET effect_key = :key WHERE course_id = 1 AND seq = 1", key=firing)

    with pytest.raises(StuckCourses, match=spoiled):
        open_casebook(vault.database, vault.keyring).pass_time(now)
    assert vault.casebook.course(healthy).seq > before
    assert vault.casebook.due(now) == [spoiled]


def test_a_timer_that_nothing_happens_to_is_reported_and_does_not_spin(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = Desk(vault.casebook).play([register()]).ref
    monkeypatch.setattr("models.steps.advance", lambda course, *_args, **_kwargs: Decision((), course))

    with pytest.raises(StuckCourses, match=ref) as raised:
        vault.casebook.pass_time(START + timedelta(days=30))
    assert isinstance(raised.value.stuck[ref], StuckTimer)


def test_passing_time_takes_no_key(casebook: Casebook) -> None:
    ref = Desk(casebook).play(beginning()).ref

    with pytest.raises(ValueError, match="takes no key"):
        casebook.handle(ref, c.PassTime(), CLOCK, at("2026-03-27 12:00"), key="x")
