"""Reading what a web server answers, up to a length: for lists and responders that certificates name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import httpx

from domain.errors import Unavailable


class BadAnswer(Exception):
    """The server answered something that is of no use; `wrong` says what, without its words."""

    def __init__(self, wrong: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong


async def body_of(response: httpx.Response, most_bytes: int) -> bytes:
    """The bytes of an answer, as they come. Raises BadAnswer over an error status and over a longer one."""
    if response.status_code != HTTPStatus.OK:
        raise BadAnswer(f"svarer med fejl {response.status_code}")
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > most_bytes:
            raise BadAnswer("sender et svar, der er for stort")
    return bytes(content)


@contextmanager
def told_as_unavailable(address: str, consequence: str) -> Iterator[None]:
    """Whatever goes wrong with the server becomes Unavailable: its host, what is wrong, and what follows."""
    try:
        yield
    except BadAnswer as error:
        wrong = error.wrong
    except (TimeoutError, httpx.TimeoutException):
        wrong = "svarer for langsomt"
    except (httpx.HTTPError, httpx.InvalidURL):
        wrong = "kan ikke nås"
    else:
        return
    raise Unavailable(f"{host_of(address) or 'Adressen'} {wrong}. {consequence}")


def host_of(address: str) -> str:
    """Who is asked, as it may be told; the rest of an address may be long, and says nobody anything."""
    try:
        return httpx.URL(address).host
    except httpx.InvalidURL:
        return ""


def web_client() -> httpx.AsyncClient:
    """A client that follows nothing by itself and asks for the plain bytes: what is packed could swell."""
    return httpx.AsyncClient(follow_redirects=False, headers={"Accept-Encoding": "identity"})
