"""What somebody can do on a course now is what the phases and the roles leave her."""

from __future__ import annotations

import pytest

from casework.commands.acting import BY_THEMSELVES
from casework.commands.can_do import ACTING, can_do
from domain.lifecycle import ROWS, Phase
from domain.values import Actor, Role
from domain.who import COORDINATORS, PROVIDERS
from tests.factories import active_course

ACTIVE, _ = active_course()


@pytest.mark.parametrize("role", sorted(set(Role) - ACTING))
def test_whoever_does_nothing_on_a_course_is_offered_nothing(role: Role) -> None:
    assert can_do(Actor(role, "somebody"), ACTIVE) == ()


def test_a_mentor_is_offered_the_phases_commands_but_the_coordinators() -> None:
    offered = set(can_do(Actor(Role.MENTOR, "amira"), ACTIVE))
    assert "RecordMeeting" in offered
    assert not offered & (COORDINATORS | set(BY_THEMSELVES))
    assert all(Phase.ACTIVE in ROWS[name].allowed_in for name in offered)


def test_the_authority_is_not_offered_the_providers_commands() -> None:
    offered = set(can_do(Actor(Role.CASEWORKER, "D-0001"), ACTIVE))
    assert "AcknowledgeDeviation" in offered
    assert not offered & PROVIDERS
