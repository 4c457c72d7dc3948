"""The postman says exactly how far a mail got, sends the same bytes every time, and never without TLS."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from pydantic import SecretStr

from adapters.mailbox import MaildirMailbox
from adapters.postman import Outcome, Postman, PostmanUnavailable, SendResult
from deployments.local_mail import Fault, LocalMailServer, maildir_of
from deployments.test_authority import TestAuthority

RAW = b"From: a@a.example\r\nTo: b@b.example\r\nSubject: Sag\r\n\r\nGoddag\r\n.prik\r\n..to prikker\r\n"
LOST = SendResult(Outcome.UNKNOWN, None, "connection-lost-after-data")
SENDER, RECIPIENT = "a@a.example", "b@b.example"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    # TLS goes by the wall clock, so these certificates must hold now.
    return TestAuthority.create(tmp_path_factory.mktemp("tls") / "authority", datetime.now(UTC))


@pytest.fixture(scope="module")
def server_files(authority: TestAuthority) -> tuple[Path, Path]:
    return authority.tls_server()


@pytest.fixture
def server(tmp_path: Path, server_files: tuple[Path, Path]) -> Iterator[LocalMailServer]:
    key, certificate = server_files
    with LocalMailServer(tmp_path / "mail", certificate, key) as running:
        yield running


@pytest.fixture
def postman(server: LocalMailServer, authority: TestAuthority) -> Postman:
    return Postman("127.0.0.1", server.port, ca_file=authority.root.certificate, timeout=5)


async def _send(postman: Postman) -> SendResult:
    return await postman.send(RAW, sender=SENDER, recipient=RECIPIENT)


def _arrived(tmp_path: Path) -> list[bytes]:
    mailbox = MaildirMailbox(maildir_of(tmp_path / "mail", RECIPIENT))
    return [mail.raw for mail in mailbox.fetch()] if mailbox.path.exists() else []


async def test_a_mail_arrives_byte_for_byte(postman: Postman, tmp_path: Path) -> None:
    assert await _send(postman) == SendResult(Outcome.ACCEPTED, 250, "2.0.0")
    assert _arrived(tmp_path) == [RAW]


@pytest.mark.parametrize(
    ("fault", "told", "stored"),
    [
        (Fault.BUSY, SendResult(Outcome.RETRY, 421, "4.3.2"), 0),
        (Fault.GREYLISTED, SendResult(Outcome.RETRY, 451, "4.7.1"), 0),
        (Fault.NO_SUCH_USER, SendResult(Outcome.REFUSED, 550, "5.1.1"), 0),
        (Fault.REFUSED_CONTENT, SendResult(Outcome.REFUSED, 554, "5.6.0"), 0),
        (Fault.LOST_BEFORE_STORING, LOST, 0),
        (Fault.LOST_AFTER_STORING, LOST, 1),
    ],
)
async def test_each_failure_is_told_apart(
    server: LocalMailServer, postman: Postman, tmp_path: Path, *, fault: Fault, told: SendResult, stored: int
) -> None:
    server.faults.append(fault)
    assert await _send(postman) == told
    assert len(_arrived(tmp_path)) == stored
    assert (await _send(postman)).outcome is Outcome.ACCEPTED
    assert set(_arrived(tmp_path)) == {RAW}


async def test_nothing_is_sent_to_a_server_that_cannot_prove_who_it_is(
    postman: Postman, tmp_path: Path
) -> None:
    with pytest.raises(PostmanUnavailable, match="certifikatet"):
        await _send(replace(postman, ca_file=None))
    assert _arrived(tmp_path) == []


async def test_a_certificate_for_another_name_is_refused(authority: TestAuthority, tmp_path: Path) -> None:
    key, certificate = authority.tls_server("elsewhere", "DNS:mail.anden.example")
    with LocalMailServer(tmp_path / "mail", certificate, key) as server:
        postman = Postman("127.0.0.1", server.port, ca_file=authority.root.certificate, timeout=5)
        with pytest.raises(PostmanUnavailable, match="certifikatet"):
            await _send(postman)
    assert _arrived(tmp_path) == []


async def test_a_server_that_is_not_there_is_unavailable(authority: TestAuthority) -> None:
    with pytest.raises(PostmanUnavailable, match="ingen forbindelse") as caught:
        await _send(Postman("127.0.0.1", 1, ca_file=authority.root.certificate, timeout=5))
    assert caught.value.exit_code == 4
    assert RECIPIENT not in caught.value.message


async def test_a_missing_authority_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PostmanUnavailable, match="findes-ikke"):
        await _send(Postman("127.0.0.1", 1, ca_file=tmp_path / "findes-ikke.pem"))


class _Plain:
    """A handler for servers that the tests set up themselves; counts the mails it is given."""

    def __init__(self, pause: float = 0) -> None:
        self.mails = 0
        self._pause = pause

    async def handle_DATA(self, *_: Any) -> str:  # noqa: N802 - named by aiosmtpd
        self.mails += 1
        await asyncio.sleep(self._pause)
        return "250 OK"


@pytest.fixture
def serve(free_port: int) -> Iterator[Callable[..., Controller]]:
    running: list[Controller] = []

    def start(handler: _Plain, **options: Any) -> Controller:
        controller = Controller(handler, hostname="127.0.0.1", port=free_port, **options)
        controller.start()
        running.append(controller)
        return controller

    yield start
    for controller in running:
        controller.stop()


def _context(files: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(files[1], files[0])
    return context


async def test_a_server_without_starttls_gets_nothing(
    serve: Callable[..., Controller], authority: TestAuthority, free_port: int
) -> None:
    handler = _Plain()
    serve(handler)
    with pytest.raises(PostmanUnavailable, match="STARTTLS"):
        await _send(Postman("127.0.0.1", free_port, ca_file=authority.root.certificate, timeout=5))
    assert handler.mails == 0


async def test_implicit_tls_works_too(
    serve: Callable[..., Controller],
    authority: TestAuthority,
    server_files: tuple[Path, Path],
    free_port: int,
) -> None:
    handler = _Plain()
    serve(handler, ssl_context=_context(server_files))
    postman = Postman("127.0.0.1", free_port, mode="tls", ca_file=authority.root.certificate, timeout=5)
    assert (await _send(postman)).outcome is Outcome.ACCEPTED
    assert handler.mails == 1


async def test_an_answer_that_does_not_come_leaves_the_outcome_unknown(
    serve: Callable[..., Controller],
    authority: TestAuthority,
    server_files: tuple[Path, Path],
    free_port: int,
) -> None:
    serve(_Plain(pause=2), tls_context=_context(server_files))
    postman = Postman("127.0.0.1", free_port, ca_file=authority.root.certificate, timeout=1.5)
    assert (await _send(postman)).outcome is Outcome.UNKNOWN


async def test_a_mail_beyond_the_servers_size_is_refused_before_it_is_sent(
    serve: Callable[..., Controller],
    authority: TestAuthority,
    server_files: tuple[Path, Path],
    free_port: int,
) -> None:
    handler = _Plain()
    serve(handler, tls_context=_context(server_files), data_size_limit=20)
    result = await _send(Postman("127.0.0.1", free_port, ca_file=authority.root.certificate, timeout=5))
    assert (result.outcome, result.code) == (Outcome.REFUSED, 552)
    assert handler.mails == 0


@pytest.mark.parametrize(("password", "accepted"), [("rigtig", True), ("forkert", False), (None, False)])
async def test_a_login_is_used_where_it_is_wanted(
    serve: Callable[..., Controller],
    authority: TestAuthority,
    server_files: tuple[Path, Path],
    free_port: int,
    *,
    password: str | None,
    accepted: bool,
) -> None:
    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == b"rigtig", handled=False)

    serve(_Plain(), tls_context=_context(server_files), authenticator=check, auth_required=True)
    postman = Postman("127.0.0.1", free_port, ca_file=authority.root.certificate, timeout=5)
    if password:
        postman = replace(postman, username="bruger", password=SecretStr(password))
    if accepted:
        assert (await _send(postman)).outcome is Outcome.ACCEPTED
    else:
        with pytest.raises(PostmanUnavailable) as caught:
            await _send(postman)
        assert "bruger" not in caught.value.message.replace("brugernavn", "")


def test_recipients_that_are_no_file_names_stay_inside_the_folder(tmp_path: Path) -> None:
    folder = maildir_of(tmp_path, "../../Etc/x@b.example")
    assert folder.parent == tmp_path
    assert maildir_of(tmp_path, "B@B.example") == maildir_of(tmp_path, "b@b.example")
