"""Fetching a revocation list over HTTP, within limits of size, time and redirects. It is not judged here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx

from adapters.web_answers import BadAnswer, body_of, told_as_unavailable


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take: bytes, seconds in all, and redirects within the host that was named."""

    most_bytes: int = 32_000_000
    seconds: float = 30.0
    redirects: int = 3


async def fetch(client: httpx.AsyncClient, address: str, limits: Limits) -> bytes:
    """The bytes at an address. Raises Unavailable, which names the host and says what is wrong."""
    with told_as_unavailable(address, "Den gamle spærreliste bliver stående."):
        async with asyncio.timeout(limits.seconds):
            return await _followed(client, httpx.URL(address), limits)


async def _followed(client: httpx.AsyncClient, url: httpx.URL, limits: Limits) -> bytes:
    for _ in range(limits.redirects + 1):
        async with client.stream("GET", url) as response:
            if response.next_request is None:
                return await body_of(response, limits.most_bytes)
            target = response.next_request.url
        if target.host != url.host or target.userinfo:
            raise BadAnswer("viser videre til en anden adresse")
        url = target
    raise BadAnswer("viser videre for mange gange")
