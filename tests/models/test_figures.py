"""The table of key figures is always the sum of its courses, however it is brought up to date."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.evolve import fold
from domain.figures.counting import lines_of, open_notices
from domain.figures.periods import Period
from models.casebook import Casebook
from models.database import Database
from models.figures import Counted, Figures
from tests.factories import CALENDAR, Step, at, beginning, deviation, register
from tests.factory.stories import spring
from tests.models.desk import Desk
from tests.models.vault import Vault

ALWAYS = Period(2026, 1, 12)
ON = (at("2026-04-15 10:20"), deviation())


@pytest.fixture
def figures(database: Database) -> Figures:
    return Figures(database)


def played(casebook: Casebook, *steps: Step) -> Desk:
    desk = Desk(casebook)
    desk.play(steps)
    return desk


def counted(figures: Figures, ref: str, *, erased: bool = False) -> Counted:
    found = figures.course(ref)
    course = fold(recorded.event for recorded in found.history)
    lines = lines_of(found.history, CALENDAR, found.told_at)
    untold = open_notices(found.history, found.told_at)
    whose = (course.controller, course.programme)
    return Counted(found.id, len(found.history), *whose, lines, len(found.told_at), untold, erased=erased)


def keep(figures: Figures) -> int:
    refs = figures.outdated(100)
    return figures.keep([counted(figures, ref) for ref in refs])


@pytest.mark.requirement("local.key_figures")
def test_a_course_that_has_moved_on_is_counted_anew_and_what_it_added_before_is_taken_out(
    casebook: Casebook, figures: Figures
) -> None:
    desk = played(casebook, *beginning())
    other = played(casebook, register())
    assert (keep(figures), figures.outdated(9), keep(figures)) == (2, [], 0)
    desk.play(spring())
    assert (figures.outdated(9), keep(figures)) == ([desk.ref], 1)
    step_by_step = figures.of(ALWAYS), figures.hours_of_mentors(ALWAYS), figures.carried(ALWAYS)
    figures.forget()
    assert figures.outdated(9) == [desk.ref, other.ref]
    assert keep(figures) == 2
    at_once = figures.of(ALWAYS), figures.hours_of_mentors(ALWAYS), figures.carried(ALWAYS)
    assert [sorted(map(str, rows)) for rows in at_once] == [sorted(map(str, rows)) for rows in step_by_step]


@pytest.mark.requirement("local.key_figures")
def test_a_month_holds_only_what_lies_in_it(casebook: Casebook, figures: Figures) -> None:
    played(casebook, *beginning())
    keep(figures)
    assert {one.kind for one in figures.of(Period(2026, 2, 1))} == {"received", "mentor"}
    assert figures.of(Period(2026, 1, 1)) == []
    assert [(one.kind, one.count) for one in figures.running(Period(2026, 2, 1))] == [("received", 1)]
    assert [(one.mentor, one.sum) for one in figures.carried(Period(2026, 3, 1))] == [("amira", 1)]


@pytest.mark.requirement("local.key_figures")
def test_what_is_shown_over_time_is_of_all_programmes_or_of_one(casebook: Casebook, figures: Figures) -> None:
    played(casebook, *beginning())
    keep(figures)
    quarters = [Period(2025, 10, 3), Period(2026, 1, 3)]
    kinds = [{one.kind for one in rows} for rows in figures.over_time(quarters)]
    assert kinds == [set(), {"received", "contact_days"}]
    assert figures.over_time(quarters, "viborg") == figures.over_time(quarters)
    assert figures.over_time(quarters, "another") == [[], []]


@pytest.mark.requirement("local.key_figures")
def test_what_was_counted_further_by_somebody_else_stands(casebook: Casebook, figures: Figures) -> None:
    desk = played(casebook, register())
    early = counted(figures, desk.ref)
    desk.play(beginning()[1:])
    assert keep(figures) == 1
    before = figures.of(ALWAYS)
    assert figures.keep([early]) == 0
    assert figures.of(ALWAYS) == before


@pytest.mark.requirement("local.key_figures")
def test_two_who_count_at_once_count_each_course_once(casebook: Casebook, figures: Figures) -> None:
    refs = [played(casebook, *beginning()).ref for _ in range(3)]
    batch = [counted(figures, ref) for ref in refs]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(figures.keep, [batch] * 4))
    assert [one.count for one in figures.running(Period(2026, 2, 1))] == [3]


@pytest.mark.requirement("local.key_figures")
def test_a_course_is_counted_again_when_its_notice_has_been_delivered(vault: Vault, figures: Figures) -> None:
    desk = played(vault.casebook, *beginning(), *ON)
    keep(figures)
    assert _deviations(figures) == {"untold": 1}
    assert figures.outdated(9) == []
    vault.alter(
        "INSERT INTO envelope (id, course_id, controller, key_id, recipient, urgent, state, reason, attempts,"
        " created_at, settled_at, raw_sha256, ended_as, ended_by, address, plain) SELECT 99, course_id,"
        " 'viborg', 'x', 'jobcentre', true, 'sent', '', 1,"
        " caused_at, caused_at + 61000000, '', '', '', '', ''"
        " FROM intent WHERE kind = 'deviation'"
    )
    vault.alter("UPDATE intent SET envelope_id = 99 WHERE kind = 'deviation'")
    assert figures.outdated(9) == [desk.ref]
    keep(figures)
    assert _deviations(figures) == {"1": 1}
    assert figures.outdated(9) == []


def _deviations(figures: Figures) -> dict[str, int]:
    return {one.code: one.count for one in figures.of(ALWAYS) if one.kind == "deviation"}


@pytest.mark.requirement("local.key_figures")
def test_of_an_erased_course_the_counts_stay_and_nothing_says_whose_they_were(
    vault: Vault, figures: Figures
) -> None:
    desk = played(vault.casebook, *beginning())
    keep(figures)
    before = figures.of(ALWAYS)
    figures.keep([counted(figures, desk.ref, erased=True)])
    assert figures.of(ALWAYS) == before
    assert vault.value("SELECT lines FROM figure_course") == ""
    desk.play(spring())  # whatever is still written down of it: it was counted when it was erased
    figures.keep([counted(figures, desk.ref, erased=True)])
    assert figures.of(ALWAYS) == before
    assert figures.outdated(9) == []


@pytest.mark.requirement("local.key_figures")
def test_a_course_that_is_left_out_is_not_in_the_way_and_comes_back_when_it_is_counted(
    casebook: Casebook, figures: Figures
) -> None:
    desk, other = played(casebook, register()), played(casebook, register())
    figures.leave_out(desk.ref, "tampered")
    figures.leave_out(desk.ref, "unreadable")
    assert (figures.left_out(), figures.outdated(9)) == ({desk.ref: "unreadable"}, [other.ref])
    figures.keep([counted(figures, desk.ref)])
    assert (figures.left_out(), figures.outdated(9)) == ({}, [other.ref])
