"""One mailbox on a real Dovecot: as our reader has it, and as somebody else's mail reader does."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from imapclient import IMAPClient
from pydantic import SecretStr

from adapters.mailbox import ImapMailbox
from deployments.test_authority import TestAuthority
from tests.adapters.mail import dovecot
from tests.adapters.mail.dovecot import PASSWORD, USER, Dovecot

needs_dovecot = pytest.mark.needs("dovecot")
MAILS = [
    b"Subject: et\r\n\r\nf\xc3\xb8rste\r\n",
    b"Subject: to\r\n\r\n\x80\xff ikke tekst\r\nFrom midt i\r\n",
    b"Subject: tre\r\n\r\n" + b"x" * 3000 + b"\r\n",
]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    return TestAuthority.create(tmp_path_factory.mktemp("tls") / "authority", datetime.now(UTC))


@pytest.fixture(scope="module")
def server(authority: TestAuthority) -> Iterator[Dovecot]:
    key, certificate = authority.tls_server()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with dovecot.running(port, key, certificate) as started:
        yield started


@pytest.fixture
def other(server: Dovecot, authority: TestAuthority) -> Iterator[Any]:
    """Somebody else's mail reader, which puts mail in and looks what became of it."""
    reader = _reader(server, authority)
    for folder in ("INBOX", "done", "quarantine"):
        if reader.folder_exists(folder):
            reader.select_folder(folder)
            reader.delete_messages(reader.search())
            reader.expunge()
    for mail in MAILS:
        reader.append("INBOX", mail)
    yield reader
    reader.logout()


def _reader(server: Dovecot, authority: TestAuthority) -> Any:
    context = ssl.create_default_context(cafile=authority.root.certificate)
    reader: Any = IMAPClient("127.0.0.1", server.port, ssl_context=context)
    reader.login(USER, PASSWORD)
    return reader


@pytest.fixture
def mailbox(server: Dovecot, authority: TestAuthority) -> Iterator[ImapMailbox]:
    password = SecretStr(PASSWORD)
    with ImapMailbox("127.0.0.1", server.port, USER, password, authority.root.certificate, timeout=5) as box:
        yield box
