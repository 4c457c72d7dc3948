"""A server that is slow without end is given up in time, and what it may have taken is told apart."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.postman import Outcome, Postman, PostmanUnavailable
from deployments.test_authority import TestAuthority
from tests.adapters.mail.test_postman_stages import RAW, RECIPIENT, SENDER

pytestmark = pytest.mark.slow
Say = Callable[[str], None]
SOON = 30.0
"""Seconds: on a busy machine two may become some more, and a server that drips does so for ever."""
BANNER, EXTENSIONS = "220 ready", "250-localhost\r\n250 SIZE 1000000"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    return TestAuthority.create(tmp_path_factory.mktemp("tls") / "authority", datetime.now(UTC))


@pytest.fixture(scope="module")
def files(authority: TestAuthority) -> tuple[Path, Path]:
    return authority.tls_server()


class Slow:
    """A server over TLS that drips at one stage, or takes a moment for every answer."""

    def __init__(self, drips_at: str = "", pause: float = 0) -> None:
        self.drips_at, self.pause = drips_at, pause
        self.heard: list[str] = []

    async def session(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Greet, and answer until the client hangs up."""
        try:
            await self._answer(writer, "CONNECT", BANNER)
            while line := (await reader.readline()).decode().strip():
                stage = line.split()[0]
                self.heard.append(stage)
                if stage == "DATA":
                    await self._answer(writer, "DATA", "354 go on")
                    await reader.readuntil(b"\r\n.\r\n")
                    stage = "CONTENT"
                await self._answer(writer, stage, EXTENSIONS if stage == "EHLO" else "250 OK")
        except (OSError, asyncio.IncompleteReadError):
            return  # it has hung up
        finally:
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, stage: str, answer: str) -> None:
        await asyncio.sleep(self.pause)
        while stage == self.drips_at:
            writer.write(f"{answer[:3]}-wait\r\n".encode())
            await writer.drain()
            await asyncio.sleep(0.02)
        writer.write(f"{answer}\r\n".encode())
        await writer.drain()


@contextmanager
def timed(within: float) -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < within


async def sent(slow: Slow, authority: TestAuthority, files: tuple[Path, Path]) -> Outcome:
    """Send to that server with little patience."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(files[1], files[0])
    server = await asyncio.start_server(slow.session, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    postman = Postman("127.0.0.1", port, mode="tls", ca_file=authority.root.certificate, timeout=5, longest=2)
    try:
        return (await postman.send(RAW, sender=SENDER, recipient=RECIPIENT)).outcome
    finally:
        server.close()


@pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "MAIL", "RCPT"])
async def test_a_server_that_drips_before_it_has_the_mail_is_left_and_has_nothing(
    authority: TestAuthority, files: tuple[Path, Path], stage: str
) -> None:
    slow = Slow(stage)
    with timed(SOON), pytest.raises(PostmanUnavailable, match="svarer ikke"):
        await sent(slow, authority, files)
    assert "DATA" not in slow.heard


@pytest.mark.parametrize("stage", ["DATA", "CONTENT"])
async def test_once_the_mail_was_offered_its_outcome_is_unknown(
    authority: TestAuthority, files: tuple[Path, Path], stage: str
) -> None:
    with timed(SOON):
        assert await sent(Slow(stage), authority, files) is Outcome.UNKNOWN


async def test_many_answers_that_are_each_in_time_are_together_too_slow(
    authority: TestAuthority, files: tuple[Path, Path]
) -> None:
    with timed(SOON), pytest.raises(PostmanUnavailable):
        await sent(Slow(pause=0.5), authority, files)


async def test_an_answer_that_takes_its_time_within_the_limit_is_waited_for(
    authority: TestAuthority, files: tuple[Path, Path]
) -> None:
    slow = Slow(pause=0.04)
    assert await sent(slow, authority, files) is Outcome.ACCEPTED
    assert slow.heard == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]
