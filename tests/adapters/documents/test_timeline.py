from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.documents import Phase, StageReached
from adapters.documents.timeline import phases_view, stages_view

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


def view(*phases: tuple[date, date]) -> dict[str, Any]:
    shown = phases_view(
        [Phase(name="Fase", starts_on=first, ends_on=last, event=1) for first, last in phases]
    )
    assert shown is not None
    return shown


def test_phases_fill_the_axis_from_the_first_day_to_the_last() -> None:
    shown = view((date(2026, 3, 1), date(2026, 3, 5)), (date(2026, 3, 6), date(2026, 3, 10)))
    assert shown["lanes"] == [{"name": "Fase", "bars": [[0.0, 0.5], [0.5, 1.0]]}]
    assert [row["days"] for row in shown["rows"]] == [5, 5]


def test_a_phase_the_course_came_back_to_has_one_lane_and_two_rows() -> None:
    names = ("Aktivt forløb", "Pause", "Aktivt forløb")
    days = [date(2026, month, 1) for month in (3, 4, 5)]
    phases = [
        Phase(name=name, starts_on=day, ends_on=day + timedelta(days=27), event=number)
        for number, (name, day) in enumerate(zip(names, days, strict=True), 1)
    ]
    shown: Any = phases_view(phases)
    assert [(lane["name"], len(lane["bars"])) for lane in shown["lanes"]] == [
        ("Aktivt forløb", 2),
        ("Pause", 1),
    ]
    assert [row["name"] for row in shown["rows"]] == list(names)


def test_a_course_over_new_year_names_the_year_at_january() -> None:
    ticks = view((date(2026, 11, 20), date(2027, 2, 10)))["ticks"]
    assert [tick["label"] for tick in ticks] == ["dec", "jan 2027", "feb"]


@given(DAYS, st.integers(0, 3000))
def test_bars_and_ticks_never_leave_the_axis(first: date, days: int) -> None:
    shown = view((first, first + timedelta(days=days)))
    places = [place for lane in shown["lanes"] for bar in lane["bars"] for place in bar]
    places += [tick["at"] for tick in shown["ticks"]]
    assert all(0 <= place <= 1 for place in places)
    assert len(shown["ticks"]) <= 12


def test_stages_are_shown_in_order_of_time_whatever_order_they_come_in() -> None:
    later = StageReached(on=date(2026, 6, 15), stage="handling", event=19)
    earlier = StageReached(on=date(2026, 3, 20), stage="overvejelse", event=8)
    shown: Any = stages_view([later, earlier], date(2026, 11, 30))
    assert [point["name"] for point in shown["points"]] == ["overvejelse", "handling"]
    assert shown["points"][0]["level"] < shown["points"][1]["level"]


def test_without_records_there_is_no_chart() -> None:
    assert phases_view([]) is None
    assert stages_view([], date(2026, 11, 30)) is None
