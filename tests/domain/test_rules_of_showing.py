"""The log book is open to the citizen: quick notes, observations, and what she has seen of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from adapters.programmes import load_programme
from domain import commands as c
from domain.events import MeetingRecorded
from domain.evolving.log_book import unshown
from tests.domain.staging import LATER, course_of, later, refused, staged
from tests.factories import VIBORG, Play, at, day, meeting
from tests.factory.playing import ROOT

HANDBOOK = load_programme(ROOT / "deployments" / "programmes" / "ressourceforloeb.toml")
RESOURCE = VIBORG.model_copy(update={"hours": HANDBOOK.hours, "log_book": HANDBOOK.log_book})
"""Viborg's course with the log book of the resource courses."""
OBSERVING = VIBORG.model_copy(update={"log_book": RESOURCE.log_book})
TODAY = day("2026-04-20")


def shown(*entries: int, **changes: Any) -> c.ShowLogEntry:
    return c.ShowLogEntry(**{"entries": entries, "shown": "accepted", "shown_on": TODAY, **changes})


def last_entry(stage: Play) -> MeetingRecorded:
    return [one.event for one in stage.history if isinstance(one.event, MeetingRecorded)][-1]


def waiting(stage: Play) -> list[int]:
    return [entry.entry for entry in unshown(stage.history)]


@pytest.mark.requirement("local.quick_note", "S3.log_book")
def test_a_telephone_call_is_noted_in_one_line_and_has_just_ended() -> None:
    """S3: log book, and the issue's quick note by telephone."""
    entry = last_entry(later(c.QuickNote(minutes=10, note="Kommer i morgen.")))
    assert (entry.form, entry.category, entry.hours) == ("phone", "personal_contact", Decimal("0.17"))
    assert (entry.held_on, f"{entry.starts:%H.%M}", f"{entry.ends:%H.%M}") == (TODAY, "11.50", "12.00")
    assert entry.observation == "Kommer i morgen."


@pytest.mark.requirement("local.quick_note", "S3.hour_categories")
def test_a_telephone_call_may_be_noted_later_in_a_category_of_its_own() -> None:
    """S3: hours per citizen by category."""
    began = at("2026-04-17 09:00")
    call = c.QuickNote(minutes=30, note="Lægen.", began_at=began, category="administration")
    entry = last_entry(later(call))
    assert (entry.held_on, entry.category) == (day("2026-04-17"), "administration")
    assert entry.hours == Decimal("0.50")


@pytest.mark.requirement("local.quick_note")
def test_a_telephone_call_that_goes_on_is_not_noted_yet() -> None:
    """outside: only hours that were given are documented."""
    with refused("not-in-the-future"):
        later().step(c.QuickNote(minutes=10, note="Nu.", began_at=at("2026-04-20 11:51")))


@pytest.mark.requirement("S3.log_book")
def test_observations_are_of_the_programmes_kinds_and_apart_from_the_assessment() -> None:
    """S3: observation kinds, and observation apart from assessment."""
    kinds = ("increased_motivation",)
    seen = meeting("2026-04-20", observation_kinds=kinds, observation="Kom før.", assessment="På vej.")
    stage = staged(*LATER, seen, programme=OBSERVING)
    entry = last_entry(stage)
    told = entry.observation_kinds, entry.observation, entry.assessment
    assert told == (kinds, "Kom før.", "På vej.")
    with refused("observation-kind"):
        stage.step(meeting("2026-04-20", "13:00", "14:00", observation_kinds=("capacity_for_work",)))
    with refused("observation-kind"):
        later().step(seen)


@pytest.mark.requirement("S3.log_shown")
def test_an_entry_is_shown_to_the_citizen_also_long_after_it_was_made() -> None:
    """S3: the log book is shown to the citizen."""
    stage = later(meeting("2026-04-20"), meeting("2026-04-20", "11:30", "12:00"))
    assert waiting(stage) == [2, 3]
    stage.step(shown(2, comment="Det husker jeg anderledes."))
    assert waiting(stage) == [3]
    stage.step(at("2026-05-20 12:00"))
    stage.step(shown(2, 3, shown="declined", shown_on=day("2026-05-20")))
    assert waiting(stage) == []


@pytest.mark.requirement("S3.log_shown")
def test_an_entry_is_kept_from_the_citizen_with_a_reason_only() -> None:
    """S3: not shown because …"""
    stage = later(meeting("2026-04-20"))
    for wrong in (shown(2, shown="withheld"), shown(2, reason="Fordi.")):
        with refused("reason-not-shown"):
            stage.step(wrong)
    stage.step(shown(2, shown="withheld", reason="Nævner en anden borger."))
    assert waiting(stage) == []


@pytest.mark.requirement("S3.log_shown", "S3.log_book")
def test_only_entries_that_stand_are_shown_and_not_before_they_happened() -> None:
    """S3: append-only entries with corrections."""
    stage = later(meeting("2026-04-20"), meeting("2026-04-20", "10:00", "11:00", corrects=2))
    for gone in (2, 99):
        with refused("unknown-entry"):
            stage.step(shown(3, gone))
    with refused("shown-too-early"):
        stage.step(shown(3, shown_on=day("2026-04-19")))
    with refused("not-in-the-future"):
        stage.step(shown(3, shown_on=day("2026-04-21")))
    assert waiting(stage) == [3]


@pytest.mark.parametrize(("held_on", "days"), [("2026-04-20", 0), ("2026-04-16", 0), ("2026-04-15", 3)])
@pytest.mark.requirement("outside.note_duty")
def test_an_entry_made_late_says_how_late(held_on: str, days: int) -> None:
    """outside: note duty, as soon as possible."""
    stage = later(meeting(held_on))
    assert last_entry(stage).entered_after == days
    stage.step(meeting(held_on, corrects=course_of(stage).log.entries))
    assert last_entry(stage).entered_after == 0
