"""The watch over the mailbox asks a real Prefect server for an intake, and knows when nobody would do it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun

from deployments import asking_prefect
from deployments.asking_prefect import INTAKE, ask_for_intake
from deployments.prefect_server import PrefectPlace, free_port
from deployments.serve import STANDING, deployment_names
from flows.referral_intake import referral_intake
from tests.flows.conftest import ON_PREFECT

pytestmark = ON_PREFECT


async def test_it_asks_for_the_flow_that_is_served() -> None:
    assert deployment_names()[referral_intake.name] == INTAKE


async def test_one_run_is_asked_for_each_mail_and_none_while_nobody_would_do_it(
    prefect: PrefectPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def asked(key: str) -> tuple[bool, int]:
        said = await asyncio.to_thread(ask_for_intake, prefect, key)
        return said, len(await scheduled())

    monkeypatch.setattr(asking_prefect, "ANSWER_SECONDS", 30.0)  # on a busy machine
    assert await asked("P-2026-0001") == (True, 0), "it has not been told of our flows yet"
    (post,) = [served for served in STANDING if served.flow is referral_intake]
    deployment = await post.deployment(scheduled=False).aapply()
    assert await asked("P-2026-0001") == (True, 0), "no runner looks for work"
    async with get_client() as client:
        await client.get_scheduled_flow_runs_for_deployments([deployment])
        while (await client.read_deployment(deployment)).status != "READY":
            await asyncio.sleep(0.05)
    assert await asked("P-2026-0001") == (True, 1)
    assert await asked("P-2026-0001") == (True, 1)
    assert await asked("P-2026-0002") == (True, 2)
    async with get_client() as client:
        await client.delete_deployment(deployment)


async def scheduled() -> list[FlowRun]:
    async with get_client() as client:
        runs = await client.read_flow_runs()
    return [run for run in runs if (run.idempotency_key or "").startswith("intake-P-")]


async def test_where_no_prefect_answers_nothing_is_left_to_it(prefect: PrefectPlace) -> None:
    nobody = replace(prefect, port=free_port())
    assert not await asyncio.to_thread(ask_for_intake, nobody, "P-2026-0001")
