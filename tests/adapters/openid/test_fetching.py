"""A sign-in is asked within limits: it may be slow, endless, or send one elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from threading import Event

import pytest

from adapters.openid import fetching
from adapters.openid.fetching import AT_ONCE, Declined, Web
from domain.errors import Unavailable
from tests.adapters.loopback_http import serving

LET_GO = Event()


class Answering(BaseHTTPRequestHandler):
    """Answers by its path: `/slow` when it is let go, `/302` with that status, and so on."""

    def do_GET(self) -> None:
        if self.path == "/slow":
            LET_GO.wait(5)
        status = int(self.path[1:]) if self.path[1:].isdigit() else 200
        body = {"/endless": b"[" + b"1," * 200_000, "/list": b"[1]", "/deep": b"[" * 100_000}.get(self.path)
        with suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(body or b'{"ok": true}')

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_said: object) -> None:
        """Say nothing among the tests' lines."""


@pytest.fixture
def address() -> Iterator[str]:
    LET_GO.clear()
    with serving(Answering) as port:
        yield f"http://127.0.0.1:{port}"
        LET_GO.set()


def test_an_object_is_read(address: str) -> None:
    assert Web().ask(f"{address}/good") == {"ok": True}
    assert Web().ask(f"{address}/good", {"code": "x"}) == {"ok": True}


@pytest.mark.parametrize("path", ["500", "302", "401", "endless", "list", "deep"])
def test_what_is_of_no_use_is_told_with_the_host_alone(address: str, path: str) -> None:
    with pytest.raises(Unavailable, match=r"^127\.0\.0\.1 ") as told:
        Web().ask(f"{address}/{path}")
    assert path not in told.value.message or path.isdigit()


def test_a_form_that_is_declined_is_told_apart(address: str) -> None:
    with pytest.raises(Declined):
        Web().ask(f"{address}/400", {"code": "x"})
    with pytest.raises(Unavailable):
        Web().ask(f"{address}/400")


def test_a_slow_answer_is_not_waited_for(address: str) -> None:
    before = time.monotonic()
    with pytest.raises(Unavailable, match="for langsomt"):
        Web(seconds=0.1).ask(f"{address}/slow")
    assert time.monotonic() - before < 30


def test_only_a_few_wait_for_the_same_server_at_once(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PATIENCE", 0.05)

    def asked(_: int) -> str:
        try:
            Web(seconds=1).ask(f"{address}/slow")
        except Unavailable as error:
            return error.message
        return ""

    with ThreadPoolExecutor(AT_ONCE + 2) as pool:
        told = list(pool.map(asked, range(AT_ONCE + 2)))
    assert sum("mange, der venter" in one for one in told) == 2
    assert sum("for langsomt" in one for one in told) == AT_ONCE
