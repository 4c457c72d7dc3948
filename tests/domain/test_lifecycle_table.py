"""The process table against the rules: every phase with every command, and every move it declares."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from domain import commands as c
from domain.calendar import local_day
from domain.commands import COMMANDS
from domain.decide import RULES, decide
from domain.errors import Refused
from domain.events import Event
from domain.lifecycle import FINAL, OPEN, ROWS, STARTED, TABLE, Move, Phase
from tests.domain.staging import (
    ACCEPTED,
    AFTER_THE_GRANT,
    CANCEL,
    GOAL_SETTING,
    IN_PHASE,
    PAUSE,
    PHASE_OUT,
    REFUSED_EXTENSION,
    closing,
    in_phase,
    refused,
    samples,
    staged,
)
from tests.domain.whereabouts import ABOUT_THE_FILE
from tests.factories import (
    CALENDAR,
    GRANT,
    KIRSTEN,
    START,
    VIBORG,
    Play,
    Step,
    at,
    beginning,
    day,
    goals,
    granted,
    meeting,
    play,
    referral,
    register,
    sign,
    update,
)

REVIEW = c.OpenExtensionReview()
EIGHT_WEEKS_ON = at("2026-05-08 09:00")
END_EFFORT = c.EndEffort(matter="s2", reason="Mentors rolle understøtter ikke indsatsen.")


@pytest.mark.parametrize("phase", Phase)
def test_a_command_is_tried_exactly_in_the_phases_its_row_allows(phase: Phase) -> None:
    stage = in_phase(phase)
    assert stage.course is not None
    assert stage.course.phase is phase
    tried = {name: outcome(stage, command) for name, command in samples(stage).items()}
    assert tried.keys() == ROWS.keys()
    out_of_place = {name for name, (rule, _) in tried.items() if rule == "phase"}
    assert out_of_place == {name for name in ROWS if phase not in ROWS[name].allowed_in} - {"PassTime"}
    assert phase in ROWS["PassTime"].allowed_in or tried["PassTime"] == ("", ())


def outcome(stage: Play, command: c.Command) -> tuple[str, tuple[Event, ...]]:
    """The rule that refuses the command, or its events."""
    try:
        return "", decide(stage.course, command, stage.now, VIBORG, CALENDAR, actor=KIRSTEN)
    except Refused as error:
        return error.rule, ()


@pytest.mark.parametrize("name", sorted(set(ROWS) - {"RegisterReferral", "PassTime"}))
def test_without_a_course_only_a_referral_can_be_registered(name: str) -> None:
    command = samples(staged(register()))[name]
    with refused("phase"):
        decide(None, command, START, VIBORG, CALENDAR, actor=KIRSTEN)


def test_every_command_has_one_row_and_one_rule() -> None:
    assert sorted(row.command for row in TABLE) == sorted(COMMANDS)
    assert {kind.__name__ for kind in RULES} | {"RegisterReferral"} == set(COMMANDS)


def test_only_reopening_moves_out_of_a_final_phase_and_something_moves_every_open_one() -> None:
    for row in TABLE:
        if row.allowed_in & FINAL:
            assert row.command in ABOUT_THE_FILE | {
                "PassTime",
                "ReprojectDeadlines",
                "Reopen",
                "RecordEvaluation",
            }
            assert row.command == "Reopen" or not {source for source, _ in row.moves} & FINAL
    for phase in OPEN:
        assert any(here is phase for row in TABLE if row.command != "PassTime" for here, _ in row.moves)


@pytest.mark.parametrize("phase", sorted(OPEN))
def test_every_open_phase_ends_in_the_closing_report_or_a_cancellation(phase: Phase) -> None:
    reached, frontier = {phase}, [phase]
    while frontier:
        here = frontier.pop()
        new = {target for row in TABLE for source, target in row.moves if source is here} - reached
        reached |= new
        frontier.extend(new)
    assert reached & FINAL


@pytest.mark.parametrize("phase", sorted(Phase))
def test_the_stage_for_each_phase_is_in_that_phase(phase: Phase) -> None:
    assert staged(*IN_PHASE[phase]).course is not None


REOPEN = (KIRSTEN, c.Reopen(reason="Det nye job holdt ikke."))
LATER_GRANT = update(
    referral(
        grant=replace(
            GRANT, granted_on=day("2026-03-01"), starts_on=day("2026-06-01"), ends_on=day("2026-08-31")
        )
    ),
    periods=play(*ACCEPTED)[0].periods,
)
BEFORE_THE_END: dict[Phase, tuple[Step, ...]] = {
    phase: IN_PHASE[phase]
    for phase in (Phase.ACCEPTED, Phase.MATCHED, Phase.CONTACTING, Phase.GOAL_SETTING, Phase.ACTIVE)
}
"""How far a course has come when its grant ends and nobody has decided."""
LATE_GRANTS: dict[str, Step] = {
    "code": granted(day("2026-06-02"), day("2026-08-31"), AFTER_THE_GRANT),
    "mail": LATER_GRANT,
}
ALL_STEPS: tuple[Step, ...] = (
    REVIEW,
    granted(day("2026-06-01"), day("2026-08-31"), START),
    REVIEW,
    granted(day("2026-09-01"), day("2026-11-30"), START),
    REVIEW,
    granted(day("2026-12-01"), day("2027-02-28"), START),
)
ON_THE_LAST_STEP = (*ALL_STEPS, at("2026-12-16 12:00"))
LONG_DAYS = tuple(meeting(f"2026-12-{date}", "06:00", "20:00") for date in (10, 11, 14))
NEARLY_ALL = LONG_DAYS[:2]
CALL = c.QuickNote(minutes=240, note="Vi talte om det hele.")
WAYS: dict[str, tuple[Step, ...]] = {
    "incomplete, completed, corrected": (
        register(referral(consent=None)),
        c.CompleteReferral(referral=referral()),
        c.CompleteReferral(referral=referral()),
    ),
    "agreed, then goals": (*GOAL_SETTING, sign("2026-03-02"), goals("Op klokken 8.")),
    "goals, then agreed": (*GOAL_SETTING, goals("Op klokken 8."), sign("2026-03-02")),
    "the whole course": (*beginning(), PHASE_OUT, closing()),
    "the clock": (*beginning(), at("2026-05-29 09:00"), AFTER_THE_GRANT, closing()),
    "hours used up on the last step": (*beginning(), *ON_THE_LAST_STEP, *LONG_DAYS),
    "hours used up before the goals": (*GOAL_SETTING, *ON_THE_LAST_STEP, *LONG_DAYS),
    "a call that takes the last hour": (*beginning(), *ON_THE_LAST_STEP, *NEARLY_ALL, CALL),
    "a call before the goals": (*GOAL_SETTING, *ON_THE_LAST_STEP, *NEARLY_ALL, CALL),
    "granted in phase-out": (
        *beginning(),
        REVIEW,
        PHASE_OUT,
        granted(day("2026-06-01"), day("2026-08-31"), at("2026-03-12 12:00")),
    ),
    "granted in phase-out before the goals": (
        *GOAL_SETTING,
        REVIEW,
        PHASE_OUT,
        granted(day("2026-06-01"), day("2026-08-31"), at("2026-03-02 12:00")),
    ),
    "granted by mail in phase-out": (*beginning(), PHASE_OUT, LATER_GRANT),
    "granted by mail in phase-out before the goals": (*GOAL_SETTING, PHASE_OUT, LATER_GRANT),
    **{
        f"granted late by {how}, from {phase}": (*begun, AFTER_THE_GRANT, late)
        for phase, begun in BEFORE_THE_END.items()
        for how, late in LATE_GRANTS.items()
    },
    "refused": (*beginning(), REVIEW, REFUSED_EXTENSION),
    "refused before the goals": (*GOAL_SETTING, REVIEW, REFUSED_EXTENSION),
    "cancelled": (*ACCEPTED, CANCEL),
    "cancelled in a pause before there was support": (*IN_PHASE[Phase.MATCHED], PAUSE, CANCEL),
    "reopened": (*beginning(), PHASE_OUT, closing(), REOPEN),
    "reopened before the goals": (*GOAL_SETTING, PHASE_OUT, closing(0), REOPEN),
    "ended by the caseworker": (*beginning(), EIGHT_WEEKS_ON, END_EFFORT),
    "ended by the caseworker in phase-out": (*beginning(), EIGHT_WEEKS_ON, PHASE_OUT, END_EFFORT),
    "ended by the caseworker in a pause": (*beginning(), EIGHT_WEEKS_ON, PAUSE, END_EFFORT),
}


def _name(step: Step) -> str:
    """The command of a step; when time passes, the clock's own."""
    command = step[1] if isinstance(step, tuple) else step
    return type(command).__name__ if isinstance(command, c.Command) else "PassTime"


def moves_of(way: tuple[Step, ...]) -> Iterator[tuple[str, Move]]:
    """Every change of phase on the way, with the command that made it."""
    stage = staged()
    for step in way:
        known, phase = len(stage.history), stage.course.phase if stage.course else None
        stage.step(step)
        name = _name(step)
        for recorded in stage.history[known:]:
            target = recorded.event.to_phase or phase
            if target is not phase and target is not None:
                yield name, (phase, target)
            phase = target


def _into_a_planned_pause(phase: Phase) -> tuple[Step, ...]:
    begun = IN_PHASE[phase]
    today = local_day(staged(*begun).now)
    pause = replace(PAUSE, from_on=today + timedelta(days=1))
    return (*begun, pause, at(f"{today + timedelta(days=4)} 12:00"))


def test_every_move_the_table_declares_happens_and_no_other() -> None:
    everywhere = [
        (*IN_PHASE[phase], step) for phase in OPEN for step in (PAUSE, CANCEL, AFTER_THE_GRANT, REVIEW)
    ]
    resumed = [(*IN_PHASE[phase], PAUSE, c.Resume()) for phase in STARTED]
    paused_by_itself = [_into_a_planned_pause(phase) for phase in STARTED]
    found: set[tuple[str, Move]] = set()
    for way in (*WAYS.values(), *everywhere, *resumed, *paused_by_itself):
        with suppress(Refused):
            found.update(moves_of(way))
    assert found == {(row.command, move) for row in TABLE for move in row.moves}
