"""How our tasks are declared: one casework effect each, with a time limit, and errors without data."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.context import FlowRunContext

from tasks.boundary import data_free_errors

P = ParamSpec("P")
R = TypeVar("R")
Work = Callable[P, Coroutine[Any, Any, R]]


def effect(*, seconds: float, retries: int = 0) -> Callable[[Work[P, R]], Task[P, Coroutine[Any, Any, R]]]:
    """Declare a task that may take so many seconds and is tried again `retries` times, a second apart.

    Nothing it takes or gives is stored: no cache, no persisted result, no printed text.
    """
    plain = task(
        timeout_seconds=seconds,
        retries=retries,
        retry_delay_seconds=1,
        cache_policy=NO_CACHE,
        persist_result=False,
        log_prints=False,
    )

    def declare(work: Work[P, R]) -> Task[P, Coroutine[Any, Any, R]]:
        @functools.wraps(work)
        async def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            with data_free_errors():
                return await work(*args, **kwargs)

        return plain(guarded)

    return declare


def flow_run_id() -> str | None:
    """The id of the flow run that a task works for, to be written on the events it causes."""
    context = FlowRunContext.get()
    return str(context.flow_run.id) if context and context.flow_run else None
