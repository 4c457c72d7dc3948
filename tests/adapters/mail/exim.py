"""A real mail server for the tests: Debian's Exim as an ordinary process with its own configuration.

It takes mail over TLS for two domains, delivers what it has a mailbox for into a maildir per address, and
sends a delivery report (RFC 3464) about everything else, as the servers of jobcentres do.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deployments.prefect_server import free_port
from tests.adapters.mail.debian_servers import program, wait_until_it_listens

_CONFIGURATION = """\
primary_hostname = mx.kommune.example
exim_user = {user}
exim_group = {group}
deliver_drop_privilege = true
spool_directory = {base}/spool
log_file_path = {base}/log/%slog
pid_file_path = {base}/spool/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {starttls_port} : {tls_port}
tls_on_connect_ports = {tls_port}
tls_advertise_hosts = *
tls_certificate = {certificate}
tls_privatekey = {key}
domainlist ours = kommune.example : leverandoer.example
acl_smtp_rcpt = taken
host_lookup =
keep_environment =
message_size_limit = 1M

begin acl
taken:
  require encrypted = *
  accept domains = +ours
  deny

begin routers
known:
  driver = accept
  domains = +ours
  local_parts = jobcenter : henvisning : kirsten : amira
  transport = maildir

begin transports
maildir:
  driver = appendfile
  maildir_format
  directory = {base}/mail/$local_part_data@$domain_data
  create_directory
"""


@dataclass(frozen=True)
class Exim:
    """The running server."""

    base: Path
    starttls_port: int
    tls_port: int

    def maildir(self, address: str) -> Path:
        """Where mail for an address lands."""
        return self.base / "mail" / address

    def wait_for(self, address: str, mails: int = 1) -> list[bytes]:
        """The mails for an address, oldest first, as soon as there are so many."""
        new, gives_up_at = self.maildir(address) / "new", time.monotonic() + 20
        while not new.exists() or len([*new.iterdir()]) < mails:
            assert time.monotonic() < gives_up_at, self.log()
            time.sleep(0.05)
        files = sorted(new.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        return [file.read_bytes() for file in files]

    def log(self) -> str:
        """What the server wrote down."""
        return "".join(file.read_text() for file in sorted((self.base / "log").iterdir()))


@contextmanager
def running(key: Path, certificate: Path) -> Iterator[Exim]:
    """Start Exim on two free ports and stop it afterwards."""
    base = Path(tempfile.mkdtemp(prefix="exim-"))
    server = Exim(base, free_port(), free_port())
    try:
        _configure(server, key, certificate)
        process = subprocess.Popen([program("exim4"), "-C", base / "exim.conf", "-bdf"])
        try:
            wait_until_it_listens(server.starttls_port, server.log)
            yield server
        finally:
            process.terminate()
            process.wait(10)
    finally:
        shutil.rmtree(base)


def _configure(server: Exim, key: Path, certificate: Path) -> None:
    """Everything belongs to the user that Exim runs as; as root it leaves root behind."""
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    server.base.chmod(0o755)
    for name in ("spool", "log", "mail"):
        (server.base / name).mkdir()
    for source in (key, certificate):
        shutil.copy(source, server.base / source.name)
    if os.geteuid() == 0:
        for path in (*server.base.iterdir(),):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    text = _CONFIGURATION.format(
        user=owner.pw_name,
        group=grp.getgrgid(owner.pw_gid).gr_name,
        base=server.base,
        starttls_port=server.starttls_port,
        tls_port=server.tls_port,
        certificate=server.base / certificate.name,
        key=server.base / key.name,
    )
    (server.base / "exim.conf").write_text(text)
