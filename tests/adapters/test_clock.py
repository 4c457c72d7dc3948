"""The clock: the system's, except in a home that was made for trying things out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.clock import CLOCK_FILE, DEMO_MARK, Clock
from domain.errors import Unavailable

THEN = datetime(2026, 3, 2, 8, tzinfo=UTC)
A_MOMENT = timedelta(seconds=5)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    (tmp_path / DEMO_MARK).touch()
    return tmp_path


def test_an_ordinary_home_has_the_systems_time_whatever_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / CLOCK_FILE).write_text(THEN.isoformat())
    clock = Clock(tmp_path)
    assert not clock.simulated
    assert abs(clock.now() - datetime.now(UTC)) < A_MOMENT


def test_an_ordinary_home_can_be_neither_set_nor_held(tmp_path: Path) -> None:
    for move in (Clock(tmp_path).set, Clock(tmp_path).hold):
        with pytest.raises(Unavailable, match="mentor init --demo"):
            move(THEN)
    assert list(tmp_path.iterdir()) == []


def test_a_demo_home_goes_by_the_system_until_it_is_set(demo: Path) -> None:
    assert Clock(demo).simulated
    assert abs(Clock(demo).now() - datetime.now(UTC)) < A_MOMENT


def test_a_demo_home_shows_the_time_it_was_set_to_in_every_process(demo: Path) -> None:
    Clock(demo).set(THEN.astimezone())
    assert Clock(demo).now() == THEN
    assert Clock(demo).now().tzinfo is UTC
    assert sorted(path.name for path in demo.iterdir()) == [CLOCK_FILE, DEMO_MARK]


def test_a_held_clock_stands_still_for_itself_alone(demo: Path) -> None:
    clock = Clock(demo)
    clock.set(THEN)
    clock.hold(THEN + timedelta(days=7))
    assert clock.now() == THEN + timedelta(days=7)
    assert Clock(demo).now() == THEN


@pytest.mark.parametrize("text", ["i morgen", "", "2026-03-02T08:00:00", "2026-03-02", "kl. 8 på søen"])
def test_a_clock_file_that_is_no_instant_with_its_zone_is_refused(demo: Path, text: str) -> None:
    (demo / CLOCK_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(Unavailable, match="2026-03-02T08:00:00Z"):
        Clock(demo).now()


def test_telephones_go_by_the_real_time_in_a_demo_home_too(
    demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ordinary = Clock(tmp_path_factory.mktemp("ordinary"))
    (shown,) = ordinary.telephones()
    assert abs(shown - datetime.now(UTC)) < A_MOMENT
    Clock(demo).set(THEN)
    simulated, real = Clock(demo).telephones()
    assert simulated == THEN
    assert abs(real - datetime.now(UTC)) < A_MOMENT
