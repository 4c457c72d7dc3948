"""A real Dovecot for the tests: an ordinary process with its own configuration, TLS and one account."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.adapters.mail.debian_servers import program, wait_until_it_listens

USER, PASSWORD = "henvisning", "kun-til-prøver".replace("ø", "oe")
_BOTH = """
base_dir = {base}/run
log_path = {base}/log
listen = 127.0.0.1
first_valid_uid = 1
last_valid_uid = 0
{users}
service imap-login {{
  {chroot}
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  {chroot}
}}
service stats {{
  {chroot}
}}
"""
_VERSION_23 = """
protocols = imap
mail_location = maildir:{base}/Maildir
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}
}}
"""
_VERSION_24 = """
protocols {{
  imap = yes
}}
mail_driver = maildir
mail_path = {base}/Maildir
ssl = required
ssl_server_cert_file = {certificate}
ssl_server_key_file = {key}
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {base}
  }}
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """The running server."""

    base: Path
    port: int

    @property
    def maildir(self) -> Path:
        return self.base / "Maildir"

    def renumber(self) -> None:
        """What a restored backup does: the inbox gets a new UIDVALIDITY."""
        for file in self.maildir.glob("dovecot*"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()


@contextmanager
def running(port: int, key: Path, certificate: Path) -> Iterator[Dovecot]:
    """Start Dovecot on that port and stop it afterwards. Its sockets need a short path."""
    base = Path(tempfile.mkdtemp(prefix="dovecot-"))
    base.chmod(0o755)
    server = Dovecot(base, port)
    try:
        _configure(server, key, certificate)
        process = subprocess.Popen([program("dovecot"), "-F", "-c", base / "dovecot.conf"])
        try:
            wait_until_it_listens(server.port, (server.base / "log").read_text)
            yield server
        finally:
            process.terminate()
            process.wait(10)
    finally:
        shutil.rmtree(base)


def _configure(server: Dovecot, key: Path, certificate: Path) -> None:
    is_root = os.geteuid() == 0
    owner = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.geteuid())
    server.maildir.mkdir()
    if is_root:
        for folder in (server.base, server.maildir):
            os.chown(folder, owner.pw_uid, owner.pw_gid)
    name = owner.pw_name
    group = grp.getgrgid(owner.pw_gid).gr_name
    internal = f"default_internal_user = {name}\ndefault_internal_group = {group}\n"
    users = "" if is_root else f"{internal}default_login_user = {name}"
    version = subprocess.run(
        [program("dovecot"), "--version"], capture_output=True, text=True, check=True
    ).stdout
    old = version.startswith("2.3")
    head = "" if old else "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n"
    text = head + (_BOTH + (_VERSION_23 if old else _VERSION_24)).format(
        base=server.base,
        port=server.port,
        users=users,
        chroot="chroot =" if not is_root else "",
        key=key,
        certificate=certificate,
        password=PASSWORD,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
    )
    (server.base / "dovecot.conf").write_text(text)
