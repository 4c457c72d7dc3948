"""The benchmark compares equal work, says so when it does not, and its rows run."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import (
    batch,
    due,
    foresight,
    mail,
    mail_memory,
    mail_processes,
    pages,
    searching,
    size,
    step,
    town,
)
from benchmarks.figures import Figure
from benchmarks.lower_bound import Driver, Written
from benchmarks.pairs import DifferentWork
from benchmarks.places import SQLITE, Ground


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(SQLITE, tmp_path)


def test_a_step_and_a_batch_write_the_same_as_the_lower_bound(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for row in (step, batch):
        monkeypatch.setattr(row, "PER_TURN", 3)
        monkeypatch.setattr(row, "TURNS", 2)

    figures = [*step.measure(ground), *batch.measure(ground)]

    assert {figure.row for figure in figures if figure.digest} == {"a", "b"}
    assert all(figure.value > 0 for figure in figures)


def test_a_lower_bound_that_writes_less_is_found_out(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "PER_TURN", 2)
    monkeypatch.setattr(step, "TURNS", 1)
    whole = Driver.write

    def without_intents(self: Driver, written: Written) -> float:
        return whole(self, Written(written.events, [], written.courses))

    monkeypatch.setattr(Driver, "write", without_intents)
    with pytest.raises(DifferentWork):
        list(step.measure(ground))


def test_the_due_courses_are_found_among_the_others(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "DUE", 4)
    for name, count in (("FEW", 40), ("NORMAL", 60), ("MANY", 100)):
        monkeypatch.setattr(due, name, count)

    assert len(list(due.measure(ground))) == 4


def test_a_course_is_weighed_with_its_keys(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "SETTLED", 1)
    monkeypatch.setattr(size, "COURSES", 3)

    (figure,) = size.measure(ground)

    assert figure.value > 1000


def test_courses_in_every_phase_are_foreseen(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foresight, "COURSES", 30)

    (figure,) = foresight.measure(ground)

    assert figure.value > 0
    assert figure.digest


@pytest.mark.slow
def test_mails_are_opened_and_taken_in_beside_openssl(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, count in (("WARMING", 0), ("TURNS", 1)):
        monkeypatch.setattr(mail, name, count)

    figures = [*mail.opening(ground), *mail.intake(ground)]

    assert [figure.row for figure in figures] == ["f", "f", "g", "g", "g", "g"]
    assert all(figure.value > 0 and " kB" in figure.what for figure in figures)


@pytest.mark.soak
def test_mails_are_settled_by_processes_that_share_a_home(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_processes, "MAILS", 2)

    (figure,) = mail_processes.measure(ground)

    assert figure.value > 0


@pytest.mark.soak
def test_the_memory_of_a_mail_is_measured_from_where_the_intake_stands(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_memory, "LIMITS_MB", {600_000: 25.0})

    (figure,) = mail_memory.measure(ground)

    assert 1 < figure.value < 25


@pytest.mark.soak
def test_the_portal_s_pages_are_opened_from_its_own_process(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for row, name, count in (
        (town, "BUSY", 2),
        (town, "REAL", 6),
        (pages, "BUSY", 2),
        (pages, "COURSES", 100),
        (pages, "VISITS", 8),
    ):
        monkeypatch.setattr(row, name, count)

    figures = list(pages.measure(ground))

    assert len(figures) == 2 * len(pages.PAGES)
    assert all(figure.value > 0 for figure in figures)


@pytest.mark.parametrize(
    ("direction", "value", "holds"),
    [("at least", 0.5, True), ("at least", 0.4, False), ("at most", 0.4, True), ("at most", 0.5, False)],
)
def test_a_bound_is_held_in_its_own_direction(direction: str, value: float, holds: bool) -> None:
    figure = Figure("a", "x", SQLITE, value, "×", 0.45, direction)  # type: ignore[arg-type]

    assert figure.holds is holds
    assert Figure("a", "x", SQLITE, value, "×").holds is None


def test_a_search_is_asked_by_those_who_see_all_and_by_those_who_see_some(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COURSES", 40)
    monkeypatch.setattr(searching, "TIMES", 2)

    figures = list(searching.measure(ground))

    assert len(figures) == 2 * len(searching.QUESTIONS)
    shown = {figure.what.partition(" for ")[2]: int(figure.note.split()[0]) for figure in figures}
    assert shown["a number, by coordinator"] == 1
    assert shown["a number, by caseworker"] == 1
    assert 0 < shown["the beginning of a common name, by coordinator"] < 40
    assert shown["a name that nobody has, by coordinator"] == 0
