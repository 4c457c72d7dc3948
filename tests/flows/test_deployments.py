"""What is served, before any server is asked."""

from __future__ import annotations

from typing import Any

import pytest

from deployments.serve import ALL, STANDING, deployment_names


def test_every_deployment_has_a_danish_name_and_description_and_its_own_full_name() -> None:
    assert len(set(deployment_names().values())) == len(ALL)
    for served in ALL:
        assert served.description.endswith(".")
        assert len(served.description) > len(served.name)


@pytest.mark.parametrize("served", ALL, ids=lambda served: served.flow.name)
def test_a_flow_is_found_by_its_module_wherever_it_is_installed(served: Any) -> None:
    deployment = served.deployment(scheduled=True)
    module, _, name = (deployment.entrypoint or "").rpartition(".")
    assert getattr(__import__(module, fromlist=[name]), name) is served.flow


def test_schedules_go_by_danish_clocks_and_can_be_left_out() -> None:
    for served in STANDING:
        (schedule,) = served.deployment(scheduled=True).schedules or ()
        assert getattr(schedule.schedule, "timezone", None) == "Europe/Copenhagen"
        assert not served.deployment(scheduled=False).schedules
