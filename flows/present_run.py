"""The run that is going on: how it is shown, what is forgotten about it, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, ParamSpec

from prefect import Flow, flow
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import FlowRun, State
from prefect.context import FlowRunContext
from prefect.states import Completed, Failed

from casework.names.states import FailureName, StateName
from tasks.boundary import StepFailed, data_free_errors
from tasks.log_guard import without_personal_data
from tasks.office import office_of_run

P = ParamSpec("P")
NOWHERE = Path("results-that-are-never-kept")
"""Where results would lie, if one were kept. Without a place Prefect asks its server for one at the start of
each run, with a client that it never closes.
"""
Ended = Coroutine[Any, Any, State[None]]


def our_flow(name: str, *, run_name: str | None = None) -> Callable[[Callable[P, Ended]], Flow[P, Ended]]:
    """Declare a flow of ours: nothing is persisted, and its parameters are checked by ourselves.

    Prefect's own check writes the parameters and what is wrong with them into the log. `run_name` is what a
    run is called until it knows better; a phase flow goes without it, which saves a tenth of its time.
    """
    return flow(
        name=name,
        flow_run_name=run_name,
        persist_result=False,
        result_storage=NOWHERE,
        validate_parameters=False,
        log_prints=False,
    )


async def show_as(name: str, *tags: str) -> None:
    """Name and tag the present run. Tags that it has already stay."""
    client, run = _present()
    kept = list(dict.fromkeys((*run.tags, *tags)))
    await client.update_flow_run(run.id, name=name, tags=kept)
    run.tags = kept


async def forget_parameters() -> None:
    """Empty the stored parameters of the present run: what was typed into a form by mistake is gone."""
    client, run = _present()
    await client.update_flow_run(run.id, parameters={})


def done(name: StateName, message: str = "") -> State[None]:
    """The state of a run that did its work."""
    return Completed(name=name.value, message=without_personal_data(message) or None)


def failed(name: FailureName, message: str) -> State[None]:
    """The state of a run that could not do its work. The message says what to do and holds no data."""
    return Failed(name=name.value, message=without_personal_data(message))


def failure_of(error: StepFailed) -> State[None]:
    """The state of a run that ends because of an error: its sentence, and its code for whoever helps."""
    return failed(error.name, f"{error.message} [{error.code}]")


async def in_office(work: Ended) -> State[None]:
    """Do the work of a run with the office open, and turn whatever goes wrong into a failed state.

    The state carries a code and a sentence only: no traceback, no exception, nothing pickled.
    """
    try:
        with data_free_errors(), office_of_run():
            return await work
    except StepFailed as error:
        return failure_of(error)
    finally:
        work.close()


def _present() -> tuple[PrefectClient, FlowRun]:
    context = FlowRunContext.get()
    if context is None or context.flow_run is None or not isinstance(context.client, PrefectClient):
        raise LookupError("only a run of ours has a name and tags")
    return context.client, context.flow_run
