"""Fetching a revocation list over HTTP, within limits of size, time and redirects. It is not judged here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx

from domain.errors import Unavailable

OK = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take: bytes, seconds in all, and redirects within the host that was named."""

    most_bytes: int = 32_000_000
    seconds: float = 30.0
    redirects: int = 3


def web_client() -> httpx.AsyncClient:
    """A client that follows nothing by itself and asks for the plain bytes: what is packed could swell."""
    return httpx.AsyncClient(follow_redirects=False, headers={"Accept-Encoding": "identity"})


async def fetch(client: httpx.AsyncClient, address: str, limits: Limits) -> bytes:
    """The bytes at an address. Raises Unavailable, which names the host and says what is wrong."""
    try:
        async with asyncio.timeout(limits.seconds):
            return await _followed(client, httpx.URL(address), limits)
    except (TimeoutError, httpx.TimeoutException):
        raise _away(address, "svarer for langsomt") from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise _away(address, "kan ikke nås") from None


async def _followed(client: httpx.AsyncClient, url: httpx.URL, limits: Limits) -> bytes:
    for _ in range(limits.redirects + 1):
        async with client.stream("GET", url) as response:
            if response.next_request is None:
                return await _body(response, limits)
            target = response.next_request.url
        if target.host != url.host or target.userinfo:
            raise _away(str(url), "viser videre til en anden adresse")
        url = target
    raise _away(str(url), "viser videre for mange gange")


async def _body(response: httpx.Response, limits: Limits) -> bytes:
    if response.status_code != OK:
        raise _away(str(response.url), f"svarer med fejl {response.status_code}")
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > limits.most_bytes:
            raise _away(str(response.url), "sender en liste, der er for stor")
    return bytes(content)


def _away(address: str, wrong: str) -> Unavailable:
    """Only the host is told: the rest of an address may be long, and says nobody anything."""
    return Unavailable(
        f"{httpx.URL(address).host or 'Adressen'} {wrong}. Den gamle spærreliste bliver stående."
    )
