"""Asking a sign-in's server for JSON, within limits of time and size, and following nothing."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import httpx

from adapters.web_answers import BadAnswer, body_of, host_of, told_as_unavailable
from domain.errors import Unavailable

MOST_BYTES = 256_000
SECONDS = 5.0
AT_ONCE, PATIENCE = 3, 1.0
"""How many may wait for the same server, and how many seconds others wait for their turn."""
CONSEQUENCE = "Prøv igen om lidt, eller log ind med et link i en mail."


class Declined(Exception):
    """The sign-in understood the form and says no to it (400)."""


@dataclass(frozen=True, slots=True)
class Web:
    """How a sign-in is reached: whom its certificate must come from, and how long an answer may take."""

    ca_file: Path | None = None
    seconds: float = SECONDS

    def ask(self, address: str, form: Mapping[str, str] | None = None, secret: str = "") -> dict[str, Any]:
        """The JSON object at an address, or what it answers to a form that is posted there.

        `secret` is what stands in the Authorization header. Raises Unavailable, which names the host, and
        Declined.
        """
        with told_as_unavailable(address, CONSEQUENCE), _turn(host_of(address)):
            return asyncio.run(self._asked(address, form, {"Authorization": secret} if secret else {}))

    async def _asked(
        self, address: str, form: Mapping[str, str] | None, secret: Mapping[str, str]
    ) -> dict[str, Any]:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", **secret}
        method = "GET" if form is None else "POST"
        async with (
            asyncio.timeout(self.seconds),
            httpx.AsyncClient(verify=_trust(self.ca_file), headers=headers, timeout=self.seconds) as client,
            client.stream(method, address, data=form) as response,
        ):
            if form is not None and response.status_code == HTTPStatus.BAD_REQUEST:
                raise Declined
            return _object(await body_of(response, MOST_BYTES))


@contextmanager
def _turn(host: str) -> Iterator[None]:
    """One of the few who may wait for a server at once: one that hangs must not hold up the whole portal."""
    turns = _turns(host)
    if not turns.acquire(timeout=PATIENCE):
        raise BadAnswer("er der mange, der venter på")
    try:
        yield
    finally:
        turns.release()


@cache
def _turns(host: str) -> BoundedSemaphore:
    del host
    return BoundedSemaphore(AT_ONCE)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise BadAnswer("svarer med noget, der ikke kan læses") from None
    if not isinstance(found, dict):
        raise BadAnswer("svarer med noget, der ikke kan læses")
    return found


@cache
def _trust(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError):
        name = ca_file.name if ca_file else "systemets certifikater"
        raise Unavailable(f"Filen kan ikke læses: {name}. Ret ca_file i mentor.toml.") from None
