"""Asking a responder (OCSP over HTTP, RFC 6960 appendix A) within limits of size and time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx

from adapters.revocation_fetching import OK, web_client
from domain.errors import Unavailable

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
    try:
        async with (
            asyncio.timeout(limits.seconds),
            web_client() as client,
            client.stream("POST", address, content=request, headers=_HEADERS) as response,
        ):
            return await _body(response, limits)
    except (TimeoutError, httpx.TimeoutException):
        raise _away(address, "svarer for langsomt") from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise _away(address, "kan ikke nås") from None


async def _body(response: httpx.Response, limits: AskingLimits) -> bytes:
    if response.status_code != OK:
        raise _away(str(response.url), f"svarer med {response.status_code}")
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > limits.most_bytes:
            raise _away(str(response.url), "sender et svar, der er for stort")
    return bytes(content)


def _away(address: str, wrong: str) -> Unavailable:
    return Unavailable(f"{host_of(address)} {wrong}. Certifikatets status er ikke kendt.")


def host_of(address: str) -> str:
    """Who is asked, as it may be told; the rest of an address may be long, and says nobody anything."""
    try:
        return httpx.URL(address).host
    except httpx.InvalidURL:
        return ""
