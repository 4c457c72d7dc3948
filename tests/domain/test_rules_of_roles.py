"""The mentor's roles: the programme's own, with weights that add up and vary over time."""

from __future__ import annotations

import pytest

from domain import commands as c
from domain.events import RolesSet
from tests.domain.staging import GOAL_SETTING, LATER, course_of, later, refused, staged
from tests.factories import CIRCLE, day, sign


def weights(**roles: int) -> c.SetRoles:
    return c.SetRoles(weights=roles, from_on=day("2026-04-20"), reason="Praktikken begynder.")


@pytest.mark.requirement("S4.roles", "S3.four_roles")
def test_the_weights_of_the_roles_vary_over_time_and_add_up() -> None:
    """S4: four roles whose weight varies over time. S3: four roles."""
    stage = staged(*LATER, programme=CIRCLE)
    stage.step(weights(vejleder=60, brobygger=40))
    stage.step(weights(vejleder=20, brobygger=80))
    event = stage.history[-1].event
    assert isinstance(event, RolesSet)
    assert [(one.role, one.percent) for one in event.weights] == [("brobygger", 80), ("vejleder", 20)]
    assert (event.number, course_of(stage).written.roles) == (2, 2)
    with refused("role-weights"):
        stage.step(weights(vejleder=60, brobygger=30))
    with refused("unknown-role"):
        stage.step(weights(vejleder=60, advokat=40))


def test_only_the_roles_of_the_programme_stand_in_the_agreement() -> None:
    """S4: the agreement names the mentor's roles."""
    with refused("unknown-role"):
        staged(*GOAL_SETTING, programme=CIRCLE).step(sign("2026-03-02", roles=("advokat",)))
    with refused("no-roles"):
        later().step(weights(vejleder=100))
