"""Outside office hours only what is urgent goes out, whoever it is for; each programme has its own hours."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from adapters.calendar import danish_calendar
from domain.calendar import local
from domain.events import TimerFired
from domain.history import of_type
from domain.intents import intents
from domain.ladders import Deadline, Rung
from domain.notices import READERS, URGENT, NoticeKind
from domain.programme import Programme
from domain.timers import TimerKind
from tests.domain.five import FIVE
from tests.domain.staging import LATER, course_of, staged
from tests.factories import VIBORG, at, deviation
from tests.lifecycle.test_five_programmes import begun

pytestmark = pytest.mark.requirement("local.quiet_hours")
NIGHT = at("2026-04-18 23:30")
"""Late on a Saturday."""
COURSE = course_of(staged(*LATER))


def goes_at(kind: NoticeKind, to: str, programme: Programme, now: datetime = NIGHT) -> datetime:
    """When a notice of that kind may go to that reader, if it is caused now."""
    fired = TimerFired(
        kind="reminder",
        subject="",
        rung=0,
        deadline_on=date(2026, 4, 17),
        notice=kind.value,
        to=(to,),
        firing=f"{kind}@2026-04-17#0",
    )
    (intent,) = intents(fired, COURSE, now, danish_calendar(programme))
    return intent.not_before


@pytest.mark.parametrize("key", sorted(FIVE))
def test_at_night_and_at_weekends_nobody_is_written_to_but_where_it_is_urgent(key: str) -> None:
    """local: neither citizen nor mentor gets a letter at midnight; S0: a deviation goes at any hour."""
    opens = FIVE[key].office.opens
    for kind, readers in READERS.items():
        for to in readers:
            goes = goes_at(kind, to, FIVE[key])
            assert goes == (NIGHT if kind in URGENT else at(f"2026-04-20 {opens:%H:%M}")), (kind, to)


def test_what_is_urgent_is_named_one_by_one() -> None:
    """S0: a deviation and its ladder; outside: a citizen's request to see her file; local: a mentor alone."""
    assert {kind.value for kind in URGENT} == {
        "deviation",
        "deviation_next_rung",
        "deviation_withdrawn",
        "access_requested",
        "check_in_missed",
    }
    assert not [kind for kind in URGENT if READERS[kind] & {"citizen", "mentor"}]


@pytest.mark.parametrize(("closes", "goes"), [(16, "2026-04-21 08:00"), (20, "2026-04-20 18:00")])
def test_a_programme_with_longer_hours_writes_in_the_evening(closes: int, goes: str) -> None:
    """local: the quiet hours are what is left of the day when the programme's office is closed."""
    office = VIBORG.office.model_copy(update={"closes": time(closes)})
    programme = VIBORG.model_copy(update={"office": office})
    evening = at("2026-04-20 18:00")
    assert goes_at(NoticeKind.REMINDER, "mentor", programme, evening) == at(goes)
    assert goes_at(NoticeKind.DEVIATION, "jobcentre", programme, evening) == evening


@pytest.mark.parametrize("key", sorted(FIVE))
@pytest.mark.requirement("S0.deviation_at_once")
def test_a_deviation_leaves_at_once_and_its_ladder_climbs_in_office_hours(key: str) -> None:
    """S0: the first notice at once; local: nobody is woken by the second, and it climbs by the programme."""
    programme = FIVE[key]
    stage = begun(key)
    stage.step(NIGHT)
    stage.step(deviation())
    (first,) = intents(stage.history[-1].event, course_of(stage), stage.now, stage.calendar)
    assert (first.to, first.not_before) == ("jobcentre", stage.now)
    stage.step(at("2026-04-30 23:00"))
    fired = [(recorded.at, event) for recorded, event in of_type(stage.history, TimerFired)]
    climbed = [(when, event.to) for when, event in fired if event.kind == TimerKind.DEVIATION]
    assert [to for _, to in climbed[:2]] == [
        rung.to for rung in programme.deadlines[TimerKind.DEVIATION].rungs
    ]
    opens, closes = programme.office.opens, programme.office.closes
    assert all(opens <= local(when).time() <= closes for when, _ in climbed)


def test_a_programme_s_own_ladder_says_who_hears_and_when() -> None:
    """local: recipients and days of every rung are the programme's, and a changed ladder fires otherwise."""
    own = Deadline(
        working_days=0,
        repeat_every=4,
        rungs=(Rung(offset=3, at=time(9, 30), notice=NoticeKind.DEVIATION_NEXT_RUNG, to=("coordinator",)),),
    )
    programme = VIBORG.model_copy(update={"deadlines": {**VIBORG.deadlines, TimerKind.DEVIATION: own}})
    stage = staged(*LATER, deviation(), at("2026-05-04 12:00"), programme=programme)
    fired = [(recorded.at, event) for recorded, event in of_type(stage.history, TimerFired)]
    assert [(when, event.to) for when, event in fired if event.kind == TimerKind.DEVIATION] == [
        (at("2026-04-23 09:30"), ("coordinator",)),
        (at("2026-04-29 09:30"), ("coordinator",)),
    ]
