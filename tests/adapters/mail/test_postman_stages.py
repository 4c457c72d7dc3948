"""At every stage of an SMTP delivery a refusal is told as what it is: for now, for good, or unknown."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from adapters.postman import Outcome, Postman, PostmanUnavailable, SendResult
from deployments.test_authority import TestAuthority

pytestmark = pytest.mark.slow
RAW = b"From: a@a.example\r\nSubject: Sag\r\n\r\nGoddag\r\n"
SENDER, RECIPIENT, UNKNOWN = "a@a.example", "b@b.example", "ukendt@b.example"


class Fickle:
    """Answers one stage of every delivery as it is told to, and keeps what it took and for whom."""

    def __init__(self, stage: str = "", answer: str = "") -> None:
        self.stage, self.answer = stage, answer
        self.taken: list[tuple[list[str], bytes]] = []

    async def handle_MAIL(  # noqa: N802 - named by aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender, or not."""
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.answer if self.stage == "mail" else "250 OK"

    async def handle_RCPT(  # noqa: N802 - named by aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take the recipient, unless it is the one nobody knows."""
        if address == UNKNOWN:
            return "550 5.1.1 <ukendt@b.example> no such user"
        envelope.rcpt_tos.append(address)
        return self.answer if self.stage == "rcpt" else "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the content, or not."""
        if self.stage == "content":
            return self.answer
        self.taken.append((list(envelope.rcpt_tos), bytes(envelope.original_content or b"")))
        return "250 2.0.0 OK"


class WithoutTlsForNow(SMTP):
    """Offers STARTTLS and then cannot."""

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: ARG002, N802 - named by aiosmtpd
        """What RFC 3207 has a server say that lacks its keys."""
        await self.push("454 4.7.0 TLS not available")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    return TestAuthority.create(tmp_path_factory.mktemp("tls") / "authority", datetime.now(UTC))


@pytest.fixture(scope="module")
def files(authority: TestAuthority) -> tuple[Path, Path]:
    return authority.tls_server()


@contextmanager
def served(
    handler: Fickle, files: tuple[Path, Path], port: int, session: type[SMTP] = SMTP
) -> Iterator[None]:
    """A server with STARTTLS and that handler."""
    key, certificate = files
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)

    class Server(Controller):
        def factory(self) -> Any:
            return session(handler, tls_context=context, require_starttls=True, hostname="localhost")

    server = Server(handler, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield
    finally:
        server.stop()


def postman(authority: TestAuthority, port: int) -> Postman:
    return Postman("127.0.0.1", port, ca_file=authority.root.certificate, timeout=5)


@pytest.mark.parametrize("stage", ["mail", "rcpt", "content"])
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("421 4.3.2 shutting down", SendResult(Outcome.RETRY, 421, "4.3.2")),
        ("451 4.3.0 try later", SendResult(Outcome.RETRY, 451, "4.3.0")),
        ("452 4.2.2 mailbox full", SendResult(Outcome.RETRY, 452, "4.2.2")),
        ("550 5.7.1 not allowed", SendResult(Outcome.REFUSED, 550, "5.7.1")),
        ("552 5.3.4 too big", SendResult(Outcome.REFUSED, 552, "5.3.4")),
        ("554 no reason", SendResult(Outcome.REFUSED, 554, "")),
    ],
)
async def test_a_refusal_is_for_now_or_for_good_at_whatever_stage_it_comes(
    authority: TestAuthority,
    files: tuple[Path, Path],
    free_port: int,
    *,
    stage: str,
    answer: str,
    told: SendResult,
) -> None:
    handler = Fickle(stage, answer)
    with served(handler, files, free_port):
        assert await postman(authority, free_port).send(RAW, sender=SENDER, recipient=RECIPIENT) == told
    assert handler.taken == []


async def test_one_refused_recipient_keeps_no_other_from_its_letter(
    authority: TestAuthority, files: tuple[Path, Path], free_port: int
) -> None:
    handler = Fickle()
    with served(handler, files, free_port):
        sender = postman(authority, free_port)
        refused = await sender.send(RAW, sender=SENDER, recipient=UNKNOWN)
        accepted = await sender.send(RAW, sender=SENDER, recipient=RECIPIENT)
    assert refused == SendResult(Outcome.REFUSED, 550, "5.1.1")
    assert accepted.outcome is Outcome.ACCEPTED
    assert handler.taken == [([RECIPIENT], RAW)]


async def test_a_server_that_offers_tls_and_then_cannot_gets_nothing(
    authority: TestAuthority, files: tuple[Path, Path], free_port: int
) -> None:
    handler = Fickle()
    with served(handler, files, free_port, WithoutTlsForNow), pytest.raises(PostmanUnavailable) as caught:
        await postman(authority, free_port).send(RAW, sender=SENDER, recipient=RECIPIENT)
    assert RECIPIENT not in caught.value.message
    assert handler.taken == []


async def test_a_server_whose_certificate_has_expired_gets_nothing(tmp_path: Path, free_port: int) -> None:
    past = TestAuthority.create(tmp_path / "authority", datetime(2015, 1, 1, tzinfo=UTC))
    handler = Fickle()
    with (
        served(handler, past.tls_server(), free_port),
        pytest.raises(PostmanUnavailable, match="certifikatet"),
    ):
        await postman(past, free_port).send(RAW, sender=SENDER, recipient=RECIPIENT)
    assert handler.taken == []
