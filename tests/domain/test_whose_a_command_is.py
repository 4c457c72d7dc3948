"""Whose a command is: a mentor, a coordinator, and the people of the authority."""

from __future__ import annotations

import pytest

from domain import commands as c
from domain.lifecycle import ROWS
from domain.values import Actor, Role
from domain.who import AUTHORITY, BY_FORM, BY_MAIL, WHOSE, not_a_persons, not_theirs
from tests.domain.staging import refused, staged
from tests.factories import AMIRA, BO, CASEWORKER, KIRSTEN, Play, accept, beginning, match, meeting, register

CONSULTANT = Actor(Role.JOB_CONSULTANT, "D-0002")
NO_SHOW = meeting("2026-03-10", attendance="no_show")


def seen() -> Play:
    """A course whose citizen did not come, which the mentor has logged."""
    stage = staged(*beginning())
    stage.act(NO_SHOW, AMIRA)
    return stage


@pytest.mark.requirement("S0.deviation_at_once")
def test_a_mentor_does_not_stop_the_ladder_of_what_she_reported() -> None:
    stage = seen()
    taken = c.AcknowledgeDeviation(matter="f1", by="amira")
    with refused("not-yours-to-do"):
        stage.act(taken, AMIRA)
    stage.act(taken, CONSULTANT)
    assert stage.course is not None
    assert not stage.course.open_matters("deviation")


@pytest.mark.requirement("S0.one_contact")
def test_a_mentor_does_not_choose_her_own_courses() -> None:
    stage = staged(register())
    for command in (accept(), match("bo", cover="")):
        with refused("not-yours-to-do"):
            stage.act(command, BO)
        stage.act(command, KIRSTEN)


@pytest.mark.requirement("S3.log_book")
def test_the_log_book_is_the_providers() -> None:
    stage = staged(*beginning())
    for actor in (CASEWORKER, CONSULTANT):
        for command in (meeting("2026-03-10"), c.WriteClosingParts(coping="Maja ringer selv.")):
            with refused("not-yours-to-do"):
                stage.act(command, actor)


def test_whose_a_command_is_names_commands_that_there_are() -> None:
    assert set(ROWS) >= WHOSE.keys() >= BY_FORM | BY_MAIL


@pytest.mark.requirement("S3.authority_decides")
def test_a_decision_is_tried_by_nobody_but_the_authority() -> None:
    """S3: everything else is a proposal."""
    deciders = {role for role in Role if not any(not_theirs("DecideExtension", Actor(role, "x")))}
    assert deciders == AUTHORITY


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OPERATOR, Role.CLOCK, Role.MAILROOM])
def test_who_is_nobody_on_a_course_does_what_is_the_system_s_alone(role: Role) -> None:
    """What a form in Prefect and the mail room do is named; an auditor does nothing."""
    done = {command for command in WHOSE if not any(not_theirs(command, Actor(role, "x")))}
    assert done == {Role.OPERATOR: BY_FORM, Role.MAILROOM: BY_MAIL}.get(role, frozenset())
    assert all(any(not_a_persons(command, role)) for command in WHOSE)
