"""A PostgreSQL of Debian's for Prefect's server, which needs an extension that other builds lack.

It listens on a unix socket only and stops with the block. PostgreSQL refuses to run as root; then it runs
as the user that its package makes.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"


@contextmanager
def debian_postgres() -> Iterator[str]:
    """A running server with an empty database; gives its URL for `PrefectPlace`."""
    folder = Path(tempfile.mkdtemp(prefix="prefect-pg-"))
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER, OWNER)
    try:
        _run("initdb", "--pgdata", data, "--username", OWNER, "--auth", "trust", "--encoding", "UTF8")
        options = f"-c listen_addresses= -c unix_socket_directories={folder}"
        _run("pg_ctl", "start", "--pgdata", data, "--wait", "--log", folder / "log", "--options", options)
        try:
            _run("createdb", "--host", folder, "--username", OWNER, "prefect")
            yield f"postgresql+asyncpg://{OWNER}@/prefect?host={folder}"
        finally:
            _run("pg_ctl", "stop", "--pgdata", data, "--mode", "fast")
    finally:
        shutil.rmtree(folder)


def _run(program: str, *arguments: str | Path) -> None:
    identity = {"user": OWNER, "group": pwd.getpwnam(OWNER).pw_gid} if os.geteuid() == 0 else {}
    subprocess.run(
        [_found(program), *map(str, arguments)],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        **identity,  # type: ignore[call-overload]
    )


def _found(program: str) -> str:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return str(installed[-1]) if installed else program
