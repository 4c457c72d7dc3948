"""Runs that were going on when the power went are shown as interrupted, not as running for ever."""

from __future__ import annotations

from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.states import Completed, Pending, Running, Scheduled

from casework.names.states import FailureName
from deployments.interrupted_runs import end_interrupted_runs
from flows.delivery import delivery
from tests.faults.prefect_switch import LEFT_OPEN, PrefectSwitch

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), LEFT_OPEN]


async def left(*states: State[Any]) -> list[str]:
    """Runs in those states, whose process is gone; gives their state's names after tidying up."""
    async with get_client() as client:
        runs = [await client.create_flow_run(delivery, state=state) for state in states]
        await end_interrupted_runs()
        found = [await client.read_flow_run(run.id) for run in runs]
        for run in runs:
            await client.delete_flow_run(run.id)
    return [str(run.state_name) for run in found]


async def test_what_was_begun_is_shown_as_interrupted(prefect: PrefectSwitch) -> None:
    assert await left(Running(), Pending()) == [FailureName.INTERRUPTED.value] * 2


async def test_what_had_ended_or_waits_for_its_time_is_left_alone(prefect: PrefectSwitch) -> None:
    assert await left(Completed(name="Alt sendt"), Scheduled()) == ["Alt sendt", "Scheduled"]


async def test_who_asks_again_can_have_what_waits_ended_too(prefect: PrefectSwitch) -> None:
    async with get_client() as client:
        run = await client.create_flow_run(delivery, state=Scheduled())

        assert await end_interrupted_runs(also_not_begun=True) == 1

        assert (await client.read_flow_run(run.id)).state_name == FailureName.INTERRUPTED.value
