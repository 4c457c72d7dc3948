"""A mentor alone is expected back at a time, and somebody is told when she is not."""

from __future__ import annotations

from typing import Any

import pytest

from domain import commands as c
from domain.corps.visits import PlannedVisit, Visit, again_at, alarm_at, may_go, must_be_back
from domain.intents import intents
from domain.notices import NoticeKind
from tests.domain.staging import course_of, refused, staged
from tests.factories import CALENDAR, CLOCK, KIRSTEN, VIBORG, at, beginning, events_of

NOW = at("2026-03-02 12:00")
MISSED = c.ReportMissedCheckIn(visit=1, mentor="amira", expected_at=at("2026-03-07 22:00"))


def planned(starts: str = "13:00", ends: str = "14:00", **changes: Any) -> PlannedVisit:
    times = {"starts_at": at(f"2026-03-02 {starts}"), "ends_at": at(f"2026-03-02 {ends}")}
    return PlannedVisit(**{**times, "place": "Hos borgeren.", **changes})


def visit(starts: str, ends: str, **changes: Any) -> Visit:
    times = {"starts_at": at(f"2026-03-02 {starts}"), "ends_at": at(f"2026-03-02 {ends}")}
    fields = {"id": 1, "course": "M-2026-0042", "mentor": "amira", "alarm_at": times["ends_at"]}
    return Visit(**{**times, **fields, **changes})


@pytest.mark.requirement("local.check_in")
def test_somebody_is_told_so_many_minutes_after_she_should_be_back_and_sooner_where_there_is_risk() -> None:
    """S2: visit risk; local: 30 minutes, 10 where the referral names a risk."""
    assert alarm_at(planned(), VIBORG, risky=False) == at("2026-03-02 14:30")
    assert alarm_at(planned(), VIBORG, risky=True) == at("2026-03-02 14:10")
    rules = VIBORG.corps.model_copy(update={"check_in_minutes": 45, "check_in_risk_minutes": 5})
    other = VIBORG.model_copy(update={"corps": rules})
    assert alarm_at(planned(), other, risky=False) == at("2026-03-02 14:45")
    assert alarm_at(planned(), other, risky=True) == at("2026-03-02 14:05")


@pytest.mark.requirement("local.check_in")
def test_nobody_visits_where_there_is_a_risk_before_reading_of_it() -> None:
    """S2: the referral's visit risk is read before a visit alone."""
    with refused("visit-risk-unread"):
        may_go(planned(), [], NOW, risky=True)
    may_go(planned(risk_read=True), [], NOW, risky=True)
    may_go(planned(), [], NOW, risky=False)


def test_a_visit_that_cannot_be_watched_over_is_refused() -> None:
    """local: a visit has an end, lies ahead, and is not at the same time as another."""
    for times in (("14:00", "13:00"), ("13:00", "13:00")):
        with refused("visit-times"):
            may_go(planned(*times), [], NOW, risky=False)
    with refused("visit-times"):
        may_go(planned("09:00", "21:30"), [], NOW, risky=False)
    with refused("visit-over"):
        may_go(planned("10:00", "11:00"), [], NOW, risky=False)
    with refused("visit-overlap"):
        may_go(planned(), [visit("13:30", "15:00")], NOW, risky=False)
    may_go(planned(), [visit("14:00", "15:00"), visit("12:00", "13:00")], NOW, risky=False)


def test_no_course_ends_while_somebody_is_out_on_it() -> None:
    """local: a closed course records nothing more, so nobody would be told of her."""
    with refused("visit-open"):
        must_be_back([visit("13:00", "14:00")])
    must_be_back([visit("13:00", "14:00", back_at=NOW)])


@pytest.mark.requirement("local.check_in")
def test_a_missed_check_in_goes_to_the_coordinator_at_once_at_any_hour() -> None:
    """local: who is not heard from is told of at night and on a Saturday."""
    saturday = at("2026-03-07 22:30")
    stage = staged(*beginning(), saturday, (CLOCK, MISSED))
    (intent,) = intents(stage.history[-1].event, course_of(stage), saturday, CALENDAR)
    assert (intent.kind, intent.to) == (NoticeKind.CHECK_IN_MISSED, "coordinator")
    assert (intent.urgent, intent.not_before) == (True, saturday)


@pytest.mark.requirement("local.check_in")
def test_the_programme_says_how_often_it_is_told_again() -> None:
    assert again_at(VIBORG, NOW) == at("2026-03-02 12:15")
    sooner = VIBORG.model_copy(
        update={"corps": VIBORG.corps.model_copy(update={"check_in_again_minutes": 5})}
    )
    assert again_at(sooner, NOW) == at("2026-03-02 12:05")


def test_only_the_system_says_that_somebody_is_not_back() -> None:
    stage = staged(*beginning())
    with refused("only-the-clock"):
        stage.step((KIRSTEN, MISSED))


@pytest.mark.requirement("local.check_in")
def test_the_coordinator_is_reminded_of_what_happened_to_a_mentor_until_she_has_followed_it_up() -> None:
    """local: an incident is no line in a list that nobody reads."""
    happened = at("2026-03-12 13:00")
    stage = staged(*beginning(), happened, c.ReportIncident(incident=3))
    (opened,) = course_of(stage).open_matters("incident")
    assert (opened.cause, course_of(stage).waiting_on) == ("3", "coordinator")
    stage.step(at("2026-03-17 12:00"))
    told = [one.event.to for one in events_of(stage.history, "TimerFired") if one.event.kind == "incident"]
    assert told == [("coordinator",)] * 3
    stage.act(c.SettleMatter(matter=opened.id, outcome="followed_up"), KIRSTEN)
    assert not course_of(stage).open_matters("incident")
