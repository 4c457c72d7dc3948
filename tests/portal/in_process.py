"""A client that asks an application in this process: nothing listens, and a request is one turn of its loop.

(Starlette's own test client goes to the loop and back seven times for each request: some thousand small ones
feel that.)
"""

from __future__ import annotations

from typing import Any

import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.types import ASGIApp

CALLER = ("testclient", 50_000)
"""Where requests seem to come from."""


class InProcess(httpx2.BaseTransport):
    """Hands requests to an application; without a loop to work in, each has one of its own."""

    def __init__(self, app: ASGIApp, loop: BlockingPortal | None) -> None:
        self._app = httpx2.ASGITransport(app, client=CALLER)
        self._loop = loop

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        if self._loop is not None:
            return self._loop.call(self._answered, request)
        with start_blocking_portal() as loop:
            return loop.call(self._answered, request)

    async def _answered(self, request: httpx2.Request) -> httpx2.Response:
        """The whole answer, as it would have come over a line."""
        answer = await self._app.handle_async_request(request)
        assert isinstance(answer.stream, httpx2.AsyncByteStream)
        content = b"".join([part async for part in answer.stream])
        return httpx2.Response(
            answer.status_code, headers=answer.headers.raw, stream=httpx2.ByteStream(content)
        )


class Client(httpx2.Client):
    """A client of an application in this process, which follows no redirect by itself."""

    def __init__(self, app: ASGIApp, loop: BlockingPortal | None, address: str, **options: Any) -> None:
        self.app = app
        super().__init__(transport=InProcess(app, loop), base_url=address, **options)
