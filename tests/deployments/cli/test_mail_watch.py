"""`mentor mail intake --watch` as `mentor up` runs it, against a real IMAP server that tells of new mail."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from imapclient import IMAPClient

from adapters.mailbox.imap_connection import tls_context
from deployments.prefect_server import free_port
from tests.adapters.mail import dovecot
from tests.adapters.mail.dovecot import PASSWORD, USER, Dovecot
from tests.house import House

pytestmark = [pytest.mark.slow, pytest.mark.needs("dovecot")]
WITHIN = 30.0


@pytest.fixture
def server(house: House) -> Iterator[Dovecot]:
    """Dovecot as the house's mailbox. Its certificate is that of the house's own mail server."""
    port = free_port()
    with dovecot.running(port, house.home / "mail-server.key.pem", house.home / "mail-server.cert.pem") as it:
        (house.home / "imap.txt").write_text(PASSWORD)
        settings = house.home / "mentor.toml"
        text = settings.read_text(encoding="utf-8")
        old = text[text.index('kind = "maildir"') : text.index("[mail_out]")]
        new = (
            f'kind = "imap"\nhost = "127.0.0.1"\nport = {port}\nuser = "{USER}"\n'
            'password_file = "imap.txt"\nca_file = "trust/mail-server.pem"\n\n'
        )
        settings.write_text(text.replace(old, new), encoding="utf-8")
        yield it


@pytest.fixture
def sender(house: House, server: Dovecot) -> Iterator[Any]:
    """Somebody who puts mail into the mailbox."""
    client: Any = IMAPClient(
        "127.0.0.1", server.port, ssl_context=tls_context(house.home / "trust" / "mail-server.pem")
    )
    client.login(USER, PASSWORD)
    yield client
    client.logout()


@pytest.fixture
def watching(house: House, server: Dovecot, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """The command, and the file with what it prints."""
    log = tmp_path / "watch.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "deployments.cli", "mail", "intake", "--watch", "--json"],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ,
        )
    yield process, log
    process.kill()
    process.wait()


def wait_for(holds: Callable[[], object], log: Path) -> float:
    """Wait until it holds; gives how many seconds that took."""
    started = time.monotonic()
    while not holds():
        assert time.monotonic() - started < WITHIN, log.read_text()
        time.sleep(0.05)
    return time.monotonic() - started


def test_a_mail_is_a_course_seconds_after_it_came_and_sigterm_ends_the_wait(
    house: House, server: Dovecot, sender: Any, watching: tuple[subprocess.Popen[bytes], Path]
) -> None:
    process, log = watching

    def courses() -> int:
        with house.office() as office:
            return len(office.casebook.courses())

    sender.append("INBOX", house.referral())
    wait_for(lambda: courses() == 1, log)
    time.sleep(2)  # it is idling now

    sender.append("INBOX", b"Subject: reklame\r\n\r\nKom og se\r\n")
    assert wait_for(lambda: log.read_text().count("\n") == 2, log) < 20
    assert [json.loads(line)["verdict"] for line in log.read_text().splitlines()] == ["accepted", "rejected"]
    sender.select_folder("INBOX")
    wait_for(lambda: sender.noop() and not sender.search(), log)

    time.sleep(2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert log.read_text().count("\n") == 2
