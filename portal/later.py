"""What is done after the answer: it keeps nobody waiting, not even the server when it is told to stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Response
from starlette.background import BackgroundTask

log = logging.getLogger("portal")
_UNDER_WAY: set[asyncio.Task[Any]] = set()
"""Held here, because the event loop alone would forget them."""


def after(answer: Response, work: Callable[..., Coroutine[Any, Any, Any]], *given: object) -> None:
    """Begin `work(*given)` when the answer is on its way. Where the server stops first, it is given up."""
    answer.background = BackgroundTask(_begin, work, *given)


async def _begin(work: Callable[..., Coroutine[Any, Any, Any]], *given: object) -> None:
    task = asyncio.get_running_loop().create_task(work(*given))
    _UNDER_WAY.add(task)
    task.add_done_callback(_done)


def _done(task: asyncio.Task[Any]) -> None:
    """An error is told by its kind: its text may name somebody."""
    _UNDER_WAY.discard(task)
    error = None if task.cancelled() else task.exception()
    if error is not None:
        log.error("noget efter svaret gik galt: %s", type(error).__name__)
