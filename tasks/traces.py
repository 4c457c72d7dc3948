"""Removing what Prefect keeps of an erased course: its runs with their logs, and all of its cards."""

from __future__ import annotations

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    FlowRunFilter,
    FlowRunFilterTags,
)

from casework.keeping.erasure_certificate import Traces
from tasks.courses import card_key
from tasks.effect import effect

PAGE = 200


async def remove_traces(ref: str) -> Traces:
    """Delete the course's runs and artifacts; gives how many there were. A second call finds none.

    Raises what Prefect's client raises when the server does not answer.
    """
    async with get_client() as client:
        return Traces(runs=await _runs(client, ref), artifacts=await _artifacts(client, ref))


@effect(seconds=120)
async def clear_course(ref: str) -> Traces:
    """The same as a task of a run."""
    return await remove_traces(ref)


async def _runs(client: PrefectClient, ref: str) -> int:
    wanted = FlowRunFilter(tags=FlowRunFilterTags(all_=[f"course:{ref}"]))
    removed = 0
    while found := await client.read_flow_runs(flow_run_filter=wanted, limit=PAGE):
        for run in found:
            await client.delete_flow_run(run.id)
        removed += len(found)
    return removed


async def _artifacts(client: PrefectClient, ref: str) -> int:
    wanted = ArtifactFilter(key=ArtifactFilterKey(any_=[card_key(ref)]))
    removed = 0
    while found := await client.read_artifacts(artifact_filter=wanted, limit=PAGE):
        for artifact in found:
            await client.delete_artifact(artifact.id)
        removed += len(found)
    return removed
