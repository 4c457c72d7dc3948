"""The closing report on how the course went: hours, meetings, goals, phases and extensions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from casework.history.case_record import CaseRecord
from casework.reports import closing_report
from casework.reports.work_done import attendance
from domain.commands import DecideExtension
from domain.events import DeviationReported, DeviationWithdrawn
from domain.history import Recorded
from domain.values import Span
from tests.casework.reports.told import FULL, REPORT, numbers, said
from tests.factories import AMIRA, CIRCLE, at, day, granted, play, together_course
from tests.factory.office import context
from tests.factory.stories import beginning, ending, spring

TOGETHER = together_course()


def test_hours_are_those_of_the_course() -> None:
    course = FULL[0]
    assert sum(row.hours for row in REPORT.hours_used) == course.hours_used
    assert sum(row.hours for row in REPORT.hours_granted) == course.hours_granted
    by_category = {row.category: row.hours for row in REPORT.hours_used}
    assert by_category["Transport sammen med borgeren"] == Decimal(1)


def test_a_corrected_entry_counts_once_as_corrected() -> None:
    at_work = next(row for row in REPORT.hours_used if row.category == "Kontakt til andre fagpersoner")
    [correction] = [seq for seq, entry in CaseRecord(FULL[1]).entries if entry.corrects]
    assert at_work.hours == Decimal("1.5")
    assert at_work.event == (correction,)


def test_meetings_are_counted_by_form_with_what_was_moved_and_missed() -> None:
    meetings = next(row for row in REPORT.attendance if row.kind == "Møde")
    assert (meetings.moved, meetings.excused, meetings.no_show) == (1, 1, 1)
    assert sum(row.kept for row in REPORT.attendance) == FULL[0].log.meetings


EVER = Span(date(2026, 1, 1), date(2027, 12, 31))


def test_a_no_show_that_was_only_reported_was_missed_all_the_same() -> None:
    """S0: the closing report reviews the whole course truly."""
    record = CaseRecord(FULL[1])
    (before,) = (one for one in attendance(record, EVER) if one.kind == "Møde")
    seq = len(FULL[1]) + 1
    reported = DeviationReported(
        matter="f99",
        occurred_at=at("2026-04-15 08:00"),
        discovered_at=at("2026-04-15 09:00"),
        no_show=True,
        fact="Udeblev.",
    )
    told = CaseRecord((*FULL[1], Recorded(seq, at("2026-04-15 09:00"), AMIRA, reported)))
    (after,) = (one for one in attendance(told, EVER) if one.kind == "Møde")
    assert (after.no_show, after.kept) == (before.no_show + 1, before.kept)
    assert seq in numbers(after.event)
    taken_back = DeviationWithdrawn(matter="f99", cause="mistake")
    again = CaseRecord((*told.history, Recorded(seq + 1, at("2026-04-15 10:00"), AMIRA, taken_back)))
    assert list(attendance(again, EVER)) == list(attendance(record, EVER))


def test_goals_have_their_result_and_their_stages_over_time() -> None:
    first, second, _ = REPORT.goals
    assert (first.number, first.status, second.parent) == ("1", "delvist nået", "1")
    assert ([one.mark for one in first.marks], first.stages) == ([3, 5, 7, 4, 9], ())


@pytest.mark.requirement("S2.change_plan")
def test_a_goal_tells_its_stages_what_was_revised_and_why_it_was_dropped() -> None:
    """S2: stages of change forwards and backwards. local: a goal has a status and a history."""
    first, second, third = closing_report(context(TOGETHER, programme=CIRCLE)).goals
    assert [one.stage for one in first.stages] == ["overvejelse", "forberedelse"]
    assert [one.stage for one in second.stages] == ["overvejelse", "tilbagefald"]
    assert (second.text, second.due_on) == ("Maja er oppe og klar klokken 9 på hverdage.", date(2026, 6, 30))
    by_seq = {recorded.seq: type(recorded.event).__name__ for recorded in TOGETHER[1]}
    assert [by_seq[number] for number in numbers(second.event)] == ["GoalsAgreed", "GoalRevised"]
    assert third.status == "ikke længere aktuelt"
    [dropped] = third.results
    assert (dropped.text, by_seq[numbers(dropped.event)[0]]) == (
        "Opgivet undervejs: Praktikpladsen er lukket.",
        "GoalDropped",
    )


def test_phases_follow_each_other_without_a_gap() -> None:
    phases = REPORT.phases
    assert [phase.name for phase in phases if phase.name == "I gang"] == ["I gang", "I gang"]
    assert phases[0].starts_on == date(2026, 2, 26)
    for before, after in pairwise(phases):
        assert 0 <= (after.starts_on - before.ends_on).days <= 1
    assert phases[-1].ends_on == FULL[0].closed_on


def test_extensions_have_their_decision_and_their_reason() -> None:
    first, second = REPORT.extensions
    assert first.decided_by == "sagsbehandler D-0001, Jobcenter Viborg, Team Afklaring"
    assert second.special_case
    assert "Helt særligt tilfælde: praktikken er forsinket af sygdom." in second.reason.text
    names = [type(FULL[1][number - 1].event).__name__ for number in numbers(second.reason.event)]
    assert names == ["ExtensionReviewOpened", "ExtensionProposed", "ExtensionDecided"]


@pytest.mark.requirement("outside.who_decided")
def test_who_decided_is_told_by_name_where_the_office_knows_it() -> None:
    """Outside: person, unit and date of a decision are recorded."""
    report = closing_report(context(FULL, decider_name=lambda ref: f"Mette Skovgaard ({ref})"))
    assert {extension.decided_by for extension in report.extensions} == {
        "sagsbehandler Mette Skovgaard (D-0001), Jobcenter Viborg, Team Afklaring"
    }


def test_a_refused_extension_is_told_with_its_reason() -> None:
    steps = list(spring())
    place = next(n for n, step in enumerate(steps) if isinstance(step, DecideExtension))
    refusal = replace(
        granted(day("2026-06-01"), day("2026-08-31"), at("2026-05-12 10:00")),
        granted=False,
        reason="Målene er nået.",
    )
    closing = ending()[-1]
    played = play(*beginning(), *steps[:place], refusal, at("2026-06-02 10:00"), closing)
    text = said(closing_report(context(played)))
    assert "En ny periode blev ikke bevilget 12. maj 2026 (sagsbehandler D-0001" in text
    assert "Begrundelse: Målene er nået." in text
