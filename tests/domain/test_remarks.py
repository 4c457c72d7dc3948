"""What is no mistake in a programme, but what its author would want to hear."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.programme import Programme
from domain.programme.remarks import remarks
from domain.timers import TimerKind
from tests.factories import VIBORG, day


def version(name: str, begins: str, ends: str | None = None, **changes: Any) -> Programme:
    """A version of the sample programme that holds in those days."""
    valid_to: date | None = day(ends) if ends else None
    fields = {"version": name, "valid_from": day(begins), "valid_to": valid_to, **changes}
    return VIBORG.model_copy(update=fields)


def told(programme: Programme, *others: Programme) -> list[tuple[str, str, str]]:
    """What is remarked, without the closing days."""
    found = [(one.field, one.wrong, one.cure) for one in remarks(programme, others)]
    return [one for one in found if one[0] != "office.closing_days"]


FIRST = version("2026-1", "2026-01-01", "2026-06-30")
NEXT = version("2026-2", "2026-07-01")


@pytest.mark.parametrize(
    "others",
    [(), (NEXT,), (version("2025-2", "2025-07-01"),), (version("2026-1", "2026-03-01"),)],
)
def test_versions_that_follow_each_other_need_no_remark(others: tuple[Programme, ...]) -> None:
    assert told(FIRST, *others) == []


def test_another_programmes_versions_do_not_count() -> None:
    assert told(FIRST, version("2026-2", "2026-01-01", key="naestved")) == []


def test_two_versions_of_one_day_are_told() -> None:
    assert told(FIRST, version("2026-2", "2026-01-01")) == [
        (
            "valid_from",
            "er den samme dag som version 2026-2; den sidste i alfabetet vinder",
            "lad hver version begynde sin egen dag",
        )
    ]


def test_days_that_two_versions_claim_are_told_from_both_sides() -> None:
    early = version("2026-2", "2026-06-30")
    overlap = (
        "valid_to",
        "2026-1 gælder til og med 30. juni 2026, men 2026-2 begynder 30. juni 2026 og går forud",
        "lad den første slutte dagen før, eller udelad valid_to",
    )
    assert told(FIRST, early) == told(early, FIRST) == [overlap]


def test_days_without_a_version_are_told_and_only_between_neighbours() -> None:
    late = version("2026-2", "2026-07-03")
    gap = (
        "valid_to",
        "ingen version gælder fra 1. juli 2026 til 2. juli 2026",
        "udelad valid_to: den næste version afløser af sig selv",
    )
    assert told(FIRST, late) == [gap]
    assert told(version("2027-1", "2027-01-01"), late, FIRST) == []


def test_a_ladder_that_never_reaches_the_office_is_told() -> None:
    deadline = VIBORG.deadlines[TimerKind.FOLLOW_UP]
    alone = tuple(rung.model_copy(update={"to": ("mentor",)}) for rung in deadline.rungs)
    ladder = deadline.model_copy(update={"rungs": alone})
    changed = {**VIBORG.deadlines, TimerKind.FOLLOW_UP: ladder}
    assert told(VIBORG.model_copy(update={"deadlines": changed})) == [
        (
            "deadlines.follow_up.rungs",
            "stigen når aldrig mentorkoordinatoren eller jobcenteret",
            "tilføj et trin, hvis mentor selv glemmer det",
        )
    ]


def test_closing_days_that_are_not_written_are_told_by_name() -> None:
    silent = VIBORG.model_copy(update={"office": type(VIBORG.office)()})
    (one,) = remarks(silent, ())
    assert (one.field, one.wrong) == (
        "office.closing_days",
        "mangler, så 1. maj, 5. juni, 24. og 31. december regnes som arbejdsdage",
    )
    assert one.cure == 'skriv fx ["06-05", "12-24", "12-31"], eller []'
