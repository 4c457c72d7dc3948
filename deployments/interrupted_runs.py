"""Runs that a power cut or a `kill -9` left behind: in Prefect they would look as if they still went on.

`python -m deployments.interrupted_runs` ends them on the server that the environment names.
"""

from __future__ import annotations

import asyncio

from prefect import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import State, StateType
from prefect.states import Crashed

from casework.names.states import FailureName

BEGUN = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING, StateType.PAUSED)
NOT_BEGUN = (StateType.SCHEDULED,)
TOLD = "Kørslen blev afbrudt, da systemet standsede. Det, den havde noteret, står; resten gøres af næste."


async def end_interrupted_runs(*, also_not_begun: bool = False) -> int:
    """End every run that was begun, at a moment when nothing can be running; gives how many.

    With `also_not_begun` runs that only waited for their turn are ended too: whoever asked for them is gone
    and will ask again. Raises what Prefect's client raises when the server does not answer.
    """
    types = [*BEGUN, *(NOT_BEGUN if also_not_begun else ())]
    unfinished = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=types)))
    ended = 0
    async with get_client() as client:
        while runs := await client.read_flow_runs(flow_run_filter=unfinished):
            for run in runs:
                state: State[None] = Crashed(name=FailureName.INTERRUPTED.value, message=TOLD)
                await client.set_flow_run_state(run.id, state, force=True)
            ended += len(runs)
    return ended


if __name__ == "__main__":
    asyncio.run(end_interrupted_runs())
