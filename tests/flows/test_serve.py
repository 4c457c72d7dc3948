"""The served deployments: registered once, scheduled by Danish clocks, alive after a restart."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.responses import DeploymentResponse
from prefect.deployments import run_deployment
from prefect.exceptions import PrefectHTTPStatusError

from casework.names.states import StateName
from deployments.prefect_server import PrefectPlace, client_environment
from deployments.serve import ALL, STANDING, deployment_names
from deployments.tied import start_tied, stop_tied
from tests.flows.conftest import ON_PREFECT, House
from tests.flows.leaks import leaks

pytestmark = ON_PREFECT
PATIENCE = 60.0
NONSENSE = "Sigurd Uventet-Fritekst"


@contextmanager
def serving(prefect: PrefectPlace, house: House) -> Iterator[None]:
    """All deployments, served by a process of their own as in production."""
    environment = client_environment(prefect) | {"MENTOR_HOME": os.environ["MENTOR_HOME"]}
    process = start_tied("deployments.serve", [], environment, house.home / "logs" / "serve.log")
    try:
        yield
    finally:
        stop_tied(process)


async def until(true: Callable[[], Any]) -> None:
    """Wait until something comes true; the test's own time limit is the last resort."""
    for _ in range(int(PATIENCE * 5)):
        if await true():
            return
        await asyncio.sleep(0.2)
    pytest.fail("waited in vain")


async def deployments() -> list[DeploymentResponse]:
    async with get_client() as client:
        return await client.read_deployments()


async def scheduled() -> list[FlowRun]:
    """The runs that Prefect has scheduled ahead by itself."""
    wanted = FlowRunFilter.model_validate({"state": {"type": {"any_": ["SCHEDULED"]}}})
    async with get_client() as client:
        return [run for run in await client.read_flow_runs(flow_run_filter=wanted) if run.auto_scheduled]


async def all_is_served() -> bool:
    """Whether every deployment is registered, and every standing one has runs ahead."""
    ahead = {run.flow_id for run in await scheduled()}
    return len(await deployments()) == len(ALL) and len(ahead) == len(STANDING)


@pytest.mark.timeout(300)
async def test_schedules_appear_and_survive_a_restart_undoubled_and_forms_are_carried_out(
    house: House, prefect: PrefectPlace
) -> None:
    with serving(prefect, house):
        await until(all_is_served)
    first = await deployments()
    assert not any(deployment.paused for deployment in first)
    with serving(prefect, house):
        await until(all_is_served)
        assert {deployment.id for deployment in await deployments()} == {
            deployment.id for deployment in first
        }
        due = [(run.flow_id, run.next_scheduled_start_time) for run in await scheduled()]
        assert len(due) == len(set(due))
        await a_form_is_carried_out_and_nonsense_is_never_stored(house, prefect)


async def a_form_is_carried_out_and_nonsense_is_never_stored(house: House, prefect: PrefectPlace) -> None:
    ref = house.active()
    occurred = (house.office.now - timedelta(hours=1)).isoformat()
    form = {"ref": ref, "fact": "Udeblevet fra en aftale", "occurred_at": occurred}
    run = await request("deviation", form)
    assert run.state is not None
    assert run.state.name == StateName.DEVIATION_REPORTED
    assert house.office.casebook.course(ref).open_matters("deviation")
    for field in form:
        with pytest.raises(PrefectHTTPStatusError, match="409"):
            await request("deviation", form | {field: NONSENSE})
    assert leaks(prefect.home, [NONSENSE]) == []


async def request(flow: str, form: dict[str, str]) -> FlowRun:
    """Send a form as the page does, and wait for the run."""
    return await run_deployment(
        deployment_names()[flow], parameters={"form": form}, timeout=PATIENCE, poll_interval=0.3
    )
