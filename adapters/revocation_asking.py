"""Asking a responder (OCSP over HTTP, RFC 6960 appendix A) within limits of size and time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from adapters.web_answers import body_of, told_as_unavailable, web_client

_HEADERS = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}


@dataclass(frozen=True, slots=True)
class AskingLimits:
    """How much one question may take: bytes of the answer, and seconds in all."""

    most_bytes: int = 100_000
    seconds: float = 10.0


def ask_responder(address: str, request: bytes, limits: AskingLimits | None = None) -> bytes:
    """The bytes answered, unread. Must not be called where an event loop runs.

    A redirect is not followed: only the place that the certificate names may answer. Raises Unavailable,
    which names the host and says what is wrong.
    """
    return asyncio.run(_asked(address, request, limits or AskingLimits()))


async def _asked(address: str, request: bytes, limits: AskingLimits) -> bytes:
    with told_as_unavailable(address, "Certifikatets status er ikke kendt."):
        async with (
            asyncio.timeout(limits.seconds),
            web_client() as client,
            client.stream("POST", address, content=request, headers=_HEADERS) as response,
        ):
            return await body_of(response, limits.most_bytes)
