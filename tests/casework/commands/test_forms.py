"""What a coordinator triggers with a form: each code stands for a sentence, and the rules still decide."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest

from casework.commands.forms import (
    FACTS,
    FORM,
    HANDOVERS,
    REVIEWS,
    close_course,
    closing_command,
    pause_course,
    reassign_mentor,
    report_deviation,
    resume_or_pause,
)
from casework.names.states import StateName
from domain.commands import Pause, Resume
from domain.errors import InvalidInput, Refused
from domain.events import CourseClosed, DeviationReported, MentorReassigned
from domain.history import of_type
from domain.lifecycle import Phase
from tests.factories import accept, at, beginning, match
from tests.house import MORNING, House, later


@pytest.mark.parametrize("fact", FACTS)
def test_a_deviation_is_reported_by_its_code_and_its_notice_is_urgent(house: House, fact: str) -> None:
    ref = house.matched()
    with house.office() as office:
        step = asyncio.run(report_deviation(office, ref, fact, later(MORNING, hours=-1), 2, flow_run_id="r1"))
        ((recorded, event),) = of_type(office.casebook.recorded(ref), DeviationReported)
        (urgent,) = (one for one in office.outbox.pending_intents(office.now) if one.urgent)
    assert step.state_name is StateName.DEVIATION_REPORTED
    assert (event.fact, event.attempts, event.no_show) == (FACTS[fact], 2, fact == "no_show")
    assert (recorded.actor, recorded.flow_run_id) == (FORM, "r1")
    assert urgent.kind == "deviation"


def test_a_course_is_paused_and_goes_on(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        paused = asyncio.run(
            pause_course(office, ref, resume_or_pause(date(2026, 3, 20), "illness", resume=False))
        )
        assert (paused.phase, paused.state_name) == (Phase.PAUSED, StateName.PAUSED)
        with pytest.raises(Refused):
            asyncio.run(pause_course(office, ref, Pause()))
        resumed = asyncio.run(pause_course(office, ref, resume_or_pause(None, "other", resume=True)))
    assert (resumed.phase, resumed.state_name) == (Phase.MATCHED, StateName.RESUMED)


def test_a_pause_form_means_a_pause_or_a_resumption() -> None:
    assert resume_or_pause(date(2026, 3, 20), "holiday", resume=False) == Pause(
        cause="holiday", until=date(2026, 3, 20)
    )
    assert resume_or_pause(None, "other", resume=True) == Resume()


@pytest.mark.parametrize("handover", HANDOVERS)
def test_a_course_changes_mentor_with_a_hand_over_note(house: House, handover: str) -> None:
    ref = house.matched()
    with house.office() as office:
        step = asyncio.run(reassign_mentor(office, ref, "bo", "amira", handover))
        ((_, event),) = of_type(office.casebook.recorded(ref), MentorReassigned)
        assert office.casebook.course(ref).mentor == "bo"
    assert step.state_name is StateName.MENTOR_CHANGED
    assert event.handover == HANDOVERS[handover]


@pytest.mark.parametrize("who", [{"mentor": "ukendt"}, {"cover": "ukendt"}])
def test_a_course_is_given_to_nobody_who_is_not_on_the_staff(house: House, who: dict[str, str]) -> None:
    ref = house.matched()
    given: dict[str, Any] = {"mentor": "bo", "cover": "", **who}
    with house.office() as office:
        with pytest.raises(InvalidInput, match=r"staff\.toml"):
            asyncio.run(reassign_mentor(office, ref, **given, handover="log_read"))
        assert office.casebook.course(ref).mentor == "amira"


def test_a_closing_form_closes_with_every_goal_reached_or_not(house: House) -> None:
    ref = house.course(*beginning()[1:], at("2026-06-01 10:00"), starts=at("2026-02-26 09:14"))
    with house.office() as office:
        goals = tuple(goal.id for goal in office.casebook.course(ref).goals)
        command = closing_command("grant_ended", "job", "adjusted", ("g2",), goals)
        step = asyncio.run(close_course(office, ref, command))
        ((_, event),) = of_type(office.casebook.recorded(ref), CourseClosed)
    assert step.state_name is StateName.COURSE_CLOSED
    assert [(one.goal, one.result) for one in event.results] == [
        ("g1", "not_reached"),
        ("g2", "reached"),
        ("g3", "not_reached"),
    ]
    assert event.review == REVIEWS["adjusted"]


def test_a_course_cannot_be_closed_before_its_support_has_ended(house: House) -> None:
    ref = house.course(accept(), match())
    with house.office() as office, pytest.raises(Refused):
        asyncio.run(close_course(office, ref, closing_command("job", "job", "as_planned", (), ())))
