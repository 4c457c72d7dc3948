"""What is done after the answer goes on by itself, and its errors name nobody."""

from __future__ import annotations

import asyncio

import pytest
from fastapi import Response

from portal.later import after


async def answer(work: object, *given: object) -> None:
    """Send an answer and do what comes after it, as the server does."""
    response = Response()
    after(response, work, *given)  # type: ignore[arg-type]
    assert response.background is not None
    await response.background()


async def test_the_answer_does_not_wait_for_it() -> None:
    going, done = asyncio.Event(), asyncio.Event()

    async def work(name: str) -> None:
        assert name == "et navn"
        await going.wait()
        done.set()

    await answer(work, "et navn")
    assert not done.is_set()
    going.set()
    await asyncio.wait_for(done.wait(), 5)


async def test_an_error_is_told_by_its_kind_alone(caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        raise RuntimeError("amira@leverandoer.example")

    await answer(work)
    while "RuntimeError" not in caplog.text:
        await asyncio.sleep(0)
    assert "amira" not in caplog.text
