"""Every command that can be wrong in two ways is told both at once: read from the rules, and tried."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.decide import RULES
from domain.errors import Refused
from tests.domain.faulty import CASES, command_of
from tests.domain.refusing import functions, raising_places, rules_within
from tests.factories import Play, Step

pytestmark = pytest.mark.requirement("local.bad_input")

RAISING_TWICE = {
    "acceptance.accept": "the first tells all that can be told without a grant",
    "deviation._standing": "what is not there cannot be withdrawn",
    "deviation.acknowledge": "what is not there cannot be acknowledged",
    "deviation.conclude": "what is not there has no outcome",
    "extension.granted_by_mail": "without a step there is nothing to measure the period by",
    "extension.propose": "without a review there is no step to measure the period by",
    "goals._worked_on": "what is not there cannot be settled",
    "goals.drop": "what is not there has no sub-goals",
    "goals.revise": "a new parent is a change, so nothing is unchanged",
    "matter.settle": "what is not there, or is settled, asks for no outcome",
    "updating.update": "whoever is not the mailroom is told nothing of the mail's grant",
    "work.call_off": "what is not there cannot be over",
}
"""The functions that raise in more than one place, and why the second cannot speak when the first does."""

NEVER_TOGETHER = {
    "AcknowledgeDeviation": "unknown, or acknowledged",
    "AddExplanation": "unknown, or withdrawn",
    "CancelAppointment": "unknown, or over",
    "DropGoal": "unknown, settled, or with sub-goals",
    "MarkUpdateSeen": "unknown, or seen",
    "OpenExtensionReview": "a review that is open was opened because a step was left",
    "PutOnWaitingList": "the day has passed, or lies after a grant that has not",
    "RecordFileReturn": "before the end, or on a day that has not come",
    "RecordDeviationOutcome": "unknown, withdrawn, or not acknowledged",
    "ReviseGoal": "unknown, settled, unchanged, or under a parent that cannot be",
    "UpdateReferral": "its grant is told like every decision, which is tried here",
    "WithdrawDeviation": "unknown, or withdrawn",
}
"""The commands with several rules of which only one can ever speak."""


@pytest.mark.parametrize(("stage", "step", "expected"), CASES, ids=[command_of(step) for _, step, _ in CASES])
def test_a_command_is_told_all_its_faults_at_once(
    stage: Callable[[], Play], step: Step, expected: tuple[str, ...]
) -> None:
    """local: every fault has its own sentence, and nothing of the command is done."""
    play = stage()
    before = play.course
    with pytest.raises(Refused) as caught:
        play.step(step)
    assert caught.value.rules == expected
    assert caught.value.message.count(". ") >= len(expected) - 1
    assert play.course is before


def test_no_rule_raises_at_its_first_fault_where_a_second_could_speak() -> None:
    """local: a function that raises in two places is found in the code, and must say why it may."""
    found = {name for name in functions() if raising_places(name) > 1}
    assert found == set(RAISING_TWICE)


def test_every_command_with_several_rules_is_tried_with_several_faults() -> None:
    """local: a command of tomorrow with two rules must be tried with two faults."""
    several = {
        command.__name__
        for command, rule in RULES.items()
        if len(rules_within(f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}")) > 1
    }
    tried = {command_of(step) for _, step, expected in CASES if len(expected) > 1}
    assert several - set(NEVER_TOGETHER) <= tried
    assert not tried & set(NEVER_TOGETHER)
    assert set(NEVER_TOGETHER) <= several
