"""The demo's story: nine months of one invented course, as people's actions at Danish clock times.

The citizen does not exist (her CPR number's birth date lies in 2050) and nobody else does. What the clock
does by itself (reminders, the extension reviews) is not written here: it happens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from deployments.demo import words
from domain import commands as c
from domain.calendar import COPENHAGEN
from domain.events import GoalAnswer, GoalResult
from domain.values import Actor, Role

KIRSTEN = Actor(Role.COORDINATOR, "kirsten")
AMIRA = Actor(Role.MENTOR, "amira")
METTE = Actor(Role.CASEWORKER, "D-0001")

BEGINS = date(2026, 3, 2)
GRANTED = date(2026, 2, 26)
FIRST_END = date(2026, 6, 1)
SECOND = (date(2026, 6, 2), date(2026, 9, 1))
THIRD = (date(2026, 9, 2), date(2026, 12, 1))
HOURS = Decimal(48)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A clock time in Denmark in the demo's year."""
    return datetime(BEGINS.year, month, day, hour, minute, tzinfo=COPENHAGEN)


@dataclass(frozen=True, slots=True)
class Mail:
    """The jobcentre sends the referral; the intake flow runs."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """A person does something in the casebook."""

    at: datetime
    actor: Actor
    command: c.Command


@dataclass(frozen=True, slots=True)
class Deviate:
    """A deviation is reported through the served `deviation` form."""

    at: datetime
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """A named person at the jobcentre acknowledges the open deviation."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Decide:
    """A registered decider decides the open review with a single-use code; `served`: through the form."""

    at: datetime
    granted: bool
    days: tuple[date, date] | None = None
    served: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One round is triggered through its served deployment, as its schedule would."""

    at: datetime


Step = Mail | Act | Deviate | Acknowledge | Decide | Round


def steps() -> tuple[Step, ...]:
    """The whole story in order of time."""
    return tuple(sorted(_all(), key=lambda step: step.at))


def _all() -> Iterator[Step]:
    yield Mail(at(3, 2, 9, 10))
    yield from _beginning()
    yield from _months()
    yield from _deviation()
    yield from _extensions()
    yield from _ending()


def _beginning() -> Iterator[Step]:
    accepted = c.AcceptReferral(
        coordinator="kirsten", section_85="no", caseworker_role="effort", tasks=words.WORKED_ON
    )
    yield Act(at(3, 2, 10), KIRSTEN, accepted)
    yield Act(at(3, 2, 10, 20), KIRSTEN, c.MatchMentor(mentor="amira", cover="bo", reason=words.MATCH))
    for when, channel, reached in ((at(3, 3, 13), "phone", False), (at(3, 5, 10), "phone", True)):
        attempt = c.RecordContactAttempt(attempted_at=when, channel=channel, reached=reached)  # type: ignore[arg-type]
        yield Act(when, AMIRA, attempt)
    yield Act(at(3, 10, 14), AMIRA, c.RecordFirstMeeting(held_on=date(2026, 3, 10), note=words.FIRST_MEETING))
    yield Act(at(3, 17, 11), AMIRA, _agreement())
    yield Act(at(3, 17, 11, 20), AMIRA, c.AgreeGoals(goals=_goals()))


def _agreement() -> c.SignAgreement:
    return c.SignAgreement(
        signed_on=date(2026, 3, 17),
        signed_by=("citizen", "jobcentre"),
        document_sha256="5" * 64,
        roles=("vejleder", "coach"),
        tasks=words.TASKS,
        phase_out_plan=words.PHASE_OUT,
    )


def _goals() -> tuple[c.NewGoal, ...]:
    return (
        c.NewGoal(
            text=words.GOALS[0],
            target_on=date(2026, 9, 1),
            indicator="Fremmøde om ugen",
            baseline="1",
            target="4",
        ),
        c.NewGoal(
            text=words.GOALS[1], target_on=date(2026, 6, 1), parent="g1", indicator="Morgener uden vækning"
        ),
        c.NewGoal(
            text=words.GOALS[2], target_on=date(2026, 11, 15), indicator="Ansøgninger sendt", baseline="0"
        ),
    )


MEETINGS = (
    (3, 24), (4, 1), (4, 14), (4, 27), (5, 8), (5, 20), (6, 2), (6, 15), (6, 26), (7, 9),
    (7, 28), (8, 10), (8, 21), (9, 3), (9, 16), (9, 29), (10, 12), (10, 23), (11, 5), (11, 18),
)  # fmt: skip
PLANNED, THREE_PARTY = 1, 2
AFTER_THE_NO_SHOW = 3
MARKS = (2, 4, 6, 4, 7, 9)
"""How far the citizen finds that she has come, on the programme's scale from 0 to 10."""
REACHED = {"g2": date(2026, 6, 15), "g1": date(2026, 9, 29)}


def _months() -> Iterator[Step]:
    """Every other week a meeting with hours and its follow-up; now and then a report or three-party talk."""
    for number, (month, day) in enumerate(MEETINGS):
        yield from _meeting(number, date(BEGINS.year, month, day))
    for (month, day), text in zip(((5, 12), (7, 8), (9, 3), (10, 29)), words.REPORTS, strict=True):
        covers_to = date(BEGINS.year, month, day)
        report = c.SendProgressReport(
            covers_to=covers_to, summary=text, recommendation=words.NEXT, citizen_comment=words.COMMENT
        )
        yield Act(at(month, day, 15), AMIRA, report)


def _meeting(number: int, day: date) -> Iterator[Step]:
    """Most meetings have their fixed hour; every third is planned, and the citizen is reminded of it."""
    meets = datetime.combine(day, time(10), COPENHAGEN)
    beat = number % 3
    appointment = f"a{number // 3 + 1}" if beat == PLANNED else ""
    if appointment:
        yield Act(_days_before(meets, 6), AMIRA, c.PlanAppointment(at=meets, place=words.PLACE))
    form: Literal["three_party", "meeting"] = "three_party" if beat == THREE_PARTY else "meeting"
    entry = c.RecordMeeting(
        held_on=day,
        starts=time(10),
        ends=time(12, 30) if number % 2 else time(11, 45),
        category="personal_contact" if number % 4 else "other_professionals",
        form=form,
        shown="accepted",
        appointment=appointment,
        goals=("g1",),
        tasks=(words.WORKED_ON[number % len(words.WORKED_ON)],),
        observation=words.OBSERVATIONS[number % len(words.OBSERVATIONS)],
    )
    yield Act(meets.replace(hour=13), AMIRA, entry)
    yield Act(meets.replace(hour=13, minute=10), AMIRA, _follow_up(number, day))


def _follow_up(number: int, day: date) -> c.RecordFollowUp:
    open_goals = [goal for goal in ("g1", "g2", "g3") if goal not in REACHED or day <= REACHED[goal]]
    shaken = number == AFTER_THE_NO_SHOW
    mark = MARKS[min(number // 3, len(MARKS) - 1)]
    answers = tuple(
        GoalAnswer(goal, REACHED.get(goal) == day, not shaken, shaken, progress=mark) for goal in open_goals
    )
    return c.RecordFollowUp(held_on=day, answers=answers, comment=words.FOLLOW_UP)


def _deviation() -> Iterator[Step]:
    """A no-show at the placement: told at once, climbs one rung, and is acknowledged the day after."""
    yield Deviate(at(4, 21, 14, 30), occurred_at=at(4, 21, 9))
    yield Acknowledge(at(4, 23, 9))


def _extensions() -> Iterator[Step]:
    proposal = c.ProposeExtension(starts_on=SECOND[0], ends_on=SECOND[1], hours=HOURS, need=words.NEED)
    yield Act(at(5, 5, 9), AMIRA, proposal)
    yield Decide(at(5, 11, 13), granted=True, days=SECOND, served=True)
    special = c.ProposeExtension(
        starts_on=THIRD[0], ends_on=THIRD[1], hours=HOURS, need=words.NEED, special_reasons=words.SPECIAL
    )
    yield Act(at(8, 4, 9), AMIRA, special)
    yield Decide(at(8, 12, 10), granted=True, days=THIRD, reason=words.SPECIAL)
    looked_at = c.SettleMatter(matter="s4", outcome="goes_on", note=words.LOOKED_AT)
    yield Act(at(8, 18, 11), METTE, looked_at)
    yield Decide(at(11, 2, 11), granted=False, reason=words.REFUSED)


def _ending() -> Iterator[Step]:
    yield Act(at(12, 1, 14), KIRSTEN, _closing())
    yield Round(at(12, 1, 15))


def _closing() -> c.RecordClosing:
    return c.RecordClosing(
        reason="job",
        outcome="job",
        results=(
            GoalResult("g1", "reached"),
            GoalResult("g2", "reached"),
            GoalResult("g3", "partly", words.PARTLY),
        ),
        review=words.REVIEW,
        manages_alone=words.MANAGES,
        coping=words.COPING,
        handover=words.HANDOVER,
        unresolved=words.UNRESOLVED,
        citizen_evaluation=words.EVALUATION,
    )


def _days_before(instant: datetime, days: int) -> datetime:
    day = date.fromordinal(instant.date().toordinal() - days)
    return datetime.combine(day, time(9), COPENHAGEN)
