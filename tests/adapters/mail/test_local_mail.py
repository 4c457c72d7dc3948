"""The local mail server as `mentor up` runs it: a process of its own that stops when asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from adapters.mailbox import MaildirMailbox
from adapters.postman import Outcome, Postman, PostmanUnavailable
from deployments.test_authority import TestAuthority

ROOT = Path(__file__).parents[3]
SERVE = "import sys; from pathlib import Path; from deployments.local_mail import serve_home as s; "


async def test_it_serves_a_home_until_it_is_told_to_stop(tmp_path: Path, free_port: int) -> None:
    home = tmp_path / "home"
    home.mkdir()
    authority = TestAuthority.create(tmp_path / "authority", datetime.now(UTC))
    for source, kind in zip(authority.tls_server(), ("key", "cert"), strict=True):
        (home / f"mail-server.{kind}.pem").write_bytes(source.read_bytes())
    code = SERVE + f"s(Path(sys.argv[1]), {free_port})"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", code, str(home)], env=environment)
    try:
        postman = Postman("127.0.0.1", free_port, ca_file=authority.root.certificate, timeout=5)
        assert await _sent(postman) is Outcome.ACCEPTED
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    (mail,) = MaildirMailbox(home / "mail" / "b@b.example").fetch()
    assert mail.raw == b"Subject: x\r\n\r\nGoddag\r\n"


async def _sent(postman: Postman) -> Outcome:
    """Try until the process listens, which takes it a moment."""
    until = time.monotonic() + 20
    while True:
        try:
            raw = b"Subject: x\r\n\r\nGoddag\r\n"
            return (await postman.send(raw, sender="a@a.example", recipient="b@b.example")).outcome
        except PostmanUnavailable:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
