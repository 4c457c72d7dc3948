"""A day sorted out: late, today, this week and waiting on others, as each party sees it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casework.lists.agendas import agenda_of
from casework.lists.day_groups import AHEAD, Group, group_of
from casework.lists.day_lines import what, when
from casework.lists.my_day import (
    appointments_apart,
    reports_to_read,
    sorted_out,
    summary,
)
from domain import commands as c
from domain.course import Course
from domain.duties import Duty, Party, duties_of
from domain.timers import TimerKind
from tests.domain.staging import course_of, staged
from tests.factories import appointment, at, beginning, day
from tests.factory.every_story import every_story

FOLLOW_UP_ON = day("2026-03-26")


def _active(*steps: object) -> Course:
    return course_of(staged(*beginning(), *steps))  # type: ignore[arg-type]


def _duty(course: Course, kind: TimerKind) -> Duty:
    return next(duty for duty in duties_of(course) if duty.kind is kind)


@pytest.mark.parametrize(
    ("today", "group"),
    [
        (FOLLOW_UP_ON + timedelta(days=1), Group.OVERDUE),
        (FOLLOW_UP_ON, Group.TODAY),
        (FOLLOW_UP_ON - timedelta(days=1), Group.WEEK),
        (FOLLOW_UP_ON - AHEAD, Group.WEEK),
        (FOLLOW_UP_ON - AHEAD - timedelta(days=1), None),
    ],
)
def test_a_mentor_s_own_duty_stands_where_its_day_is(today: date, group: Group | None) -> None:
    assert group_of(_duty(_active(), TimerKind.FOLLOW_UP), Party.MENTOR, today) is group


def test_what_a_mentor_owes_waits_on_the_coordinator_s_page_within_a_week() -> None:
    duty = _duty(_active(), TimerKind.FOLLOW_UP)
    assert group_of(duty, Party.COORDINATOR, FOLLOW_UP_ON - AHEAD) is Group.OTHERS
    assert group_of(duty, Party.COORDINATOR, FOLLOW_UP_ON - AHEAD - timedelta(days=1)) is None


def test_the_jobcentre_finds_a_deviation_and_not_the_provider_s_own_work() -> None:
    course = _active(c.ReportDeviation(occurred_at=at("2026-03-12 11:00"), fact="Kom ikke i praktik."))
    day_of = sorted_out([agenda_of(course)], Party.JOBCENTRE, day("2026-03-30"))
    kinds = {item.duty.kind for group in Group for item in day_of[group].part(0, 50)}
    assert TimerKind.DEVIATION in kinds
    assert not kinds & {TimerKind.FOLLOW_UP, TimerKind.APPOINTMENT, TimerKind.PROGRESS_WINDOW}


@pytest.mark.requirement("local.my_day")
def test_every_item_is_once_on_the_day_of_whoever_owes_it() -> None:
    today = day("2026-06-01")
    agendas = [agenda_of(course) for course, _ in every_story()]
    for party in Party:
        items = [
            item for group in sorted_out(agendas, party, today).values() for item in group.part(0, 10_000)
        ]
        assert len({(id(item.agenda), item.duty.key) for item in items}) == len(items)
        assert all(not item.duty.is_overdue(today) for item in items if item.duty.by_itself)


def test_a_group_tells_how_many_there_are_and_gives_a_part() -> None:
    agendas = [agenda_of(_active()) for _ in range(7)]
    waiting = sorted_out(agendas, Party.MENTOR, FOLLOW_UP_ON)[Group.TODAY]
    assert (waiting.total, len(waiting.part(0, 5)), len(waiting.part(5, 5))) == (7, 5, 2)


@pytest.mark.parametrize(
    ("days", "said"),
    [(-3, "3 dage over tiden"), (-1, "1 dag over tiden"), (0, "i dag"), (1, "i morgen"), (4, "på torsdag")],
)
def test_a_day_is_told_as_people_say_it(days: int, said: str) -> None:
    duty = _duty(_active(), TimerKind.FOLLOW_UP)
    assert when(duty, FOLLOW_UP_ON - timedelta(days=days)) == said


def test_an_appointment_is_told_with_its_hour_until_it_is_to_be_logged() -> None:
    duty = next(one for one in duties_of(_active(appointment("2026-03-20 10:00"))) if one.at)
    assert what(duty, at("2026-03-20 09:00")) == "Aftale kl. 10.00"
    assert what(duty, at("2026-03-20 11:00")) == "Aftalen kl. 10.00 skal føres i logbogen"


@pytest.mark.requirement("local.my_day")
def test_today_s_appointments_stand_apart_by_their_hour() -> None:
    course = _active(appointment("2026-03-26 14:00"), appointment("2026-03-26 09:00"))
    hours, rest = appointments_apart(sorted_out([agenda_of(course)], Party.MENTOR, FOLLOW_UP_ON))
    assert [item.duty.at for item in hours] == [at("2026-03-26 09:00"), at("2026-03-26 14:00")]
    assert [item.duty.kind for item in rest[Group.TODAY].part(0, 9)] == [TimerKind.FOLLOW_UP]


def test_the_day_is_said_in_one_sentence() -> None:
    agendas = [agenda_of(_active())]
    said = {
        today: summary(sorted_out(agendas, Party.MENTOR, today))
        for today in (FOLLOW_UP_ON, FOLLOW_UP_ON + timedelta(days=1), day("2026-03-14"))
    }
    assert list(said.values()) == [
        "Du har 1 ting i dag, og intet er over tiden.",
        "Du har ikke noget med frist i dag, og 1 ting er over tiden.",
        "Du har ikke noget med frist i dag, og intet er over tiden.",
    ]


def test_reports_stay_to_be_read_for_two_weeks() -> None:
    (course,) = [one for one, _ in every_story() if one.closed_on and one.progress.reports][:1]
    agenda = agenda_of(course)
    assert agenda.closed_on is not None
    assert [one.closing for one in reports_to_read([agenda], agenda.closed_on)][:1] == [True]
    assert reports_to_read([agenda], agenda.closed_on + timedelta(days=15)) == []
