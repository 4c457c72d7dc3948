"""The boundary to support from elsewhere: section 85, and what a workplace does anyway."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import commands as c
from domain.calendar import local_day
from domain.events import Section85Recorded
from tests.domain.accepting import WORKPLACE, accepted
from tests.domain.five import received, taken
from tests.domain.staging import course_of, refused, staged
from tests.factories import beginning, day


@pytest.mark.requirement("S1.internal_mentor")
def test_a_mentor_at_the_workplace_must_exceed_what_the_place_does_anyway() -> None:
    stage = received("viborg", grant=WORKPLACE)
    with refused("internal-mentor"):
        stage.step(taken())
    assert accepted(stage, taken(beyond_normal="Henter borgeren hver morgen.")).beyond_normal


@pytest.mark.requirement("S1.internal_mentor")
def test_an_individual_mentor_needs_no_such_statement() -> None:
    received("viborg").step(taken())


@pytest.mark.requirement("S1.boundary_85", "S3.both_85")
def test_the_boundary_to_section_85_is_recorded_when_it_changes_while_a_course_runs() -> None:
    """S1: the boundary; S3: a conversion needs a new goal; what is needed for good is given on."""
    change = c.RecordSection85(from_on=day("2026-03-12"), section_85="same_person")
    stage = staged(*beginning(), change)
    event = stage.history[-1].event
    assert isinstance(event, Section85Recorded)
    assert event.section_85 == "same_person"
    with refused("section-85-goal"):
        stage.step(replace(change, section_85="converted"))
    with refused("section-85-by"):
        stage.step(replace(change, section_85="handed_over"))
    stage.step(replace(change, section_85="converted", section_85_goal="Selv at kunne nå frem."))
    stage.step(replace(change, section_85="handed_over", section_85_by="Bostøtten"))
    with refused("not-in-the-future"):
        stage.step(replace(change, from_on=day("2026-03-13")))


@pytest.mark.requirement("S1.boundary_85")
def test_a_boundary_that_is_recorded_later_is_remarked_as_missing_no_more() -> None:
    stage = received("viborg")
    stage.step(taken(section_85=""))
    assert "section_85_not_stated" in course_of(stage).acceptance.remarks
    stage.step(c.RecordSection85(from_on=local_day(stage.now), section_85="no"))
    assert "section_85_not_stated" not in course_of(stage).acceptance.remarks


@pytest.mark.requirement("S3.both_85")
def test_support_under_section_85_becomes_mentor_support_only_with_a_new_goal() -> None:
    stage = received("ressourceforloeb")
    with refused("section-85-goal"):
        stage.step(taken(section_85="converted"))
    goal = "At begynde i en praktik inden sommer."
    assert accepted(stage, taken(section_85="converted", section_85_goal=goal)).section_85_goal == goal


@pytest.mark.requirement("S1.boundary_85", "S3.both_85")
@pytest.mark.parametrize("answer", ["no", "another_person", "same_person"])
def test_the_boundary_to_section_85_is_recorded(answer: str) -> None:
    event = accepted(received("viborg"), taken(section_85=answer, section_85_by="Bostøtten"))
    assert (event.section_85, event.section_85_by) == (answer, "Bostøtten")
    assert "section_85_not_stated" not in event.remarks


@pytest.mark.requirement("S1.boundary_85")
@pytest.mark.parametrize(
    ("key", "asked"), [("viborg", True), ("ressourceforloeb", True), ("naestved", False)]
)
def test_a_boundary_to_section_85_that_nobody_stated_is_remarked(key: str, asked: bool) -> None:
    event = accepted(received(key), taken(section_85=""))
    assert ("section_85_not_stated" in event.remarks) is asked
