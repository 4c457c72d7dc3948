"""How each kind of database is connected to, and how its driver's errors become ours."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.errors import MentorError
from models.errors import DatabaseDamaged, DatabaseUnavailable, Duplicate, RowRefused
from models.tables.keys import KEY_SCHEMA

BUSY_SECONDS = 30
"""How long SQLite waits for another process that is writing."""
UNIQUE_VIOLATION, INTEGRITY = "23505", "23"
"""PostgreSQL's SQLSTATE for a row that is there already, and the class of all that the tables forbid."""

PRAGMAS = (
    # Three snapshots fit such a page; on SQLite's own four kilobytes one does, and half is wasted.
    "PRAGMA page_size=8192",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
)


def sqlite_file(url: URL) -> Path | None:
    """The file of an SQLite database, or None for PostgreSQL."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def make_engine(url: str, *, wipes: bool = False) -> Engine:
    """An engine for `sqlite:///FILE` or `postgresql://…`. Raises ValueError for anything else."""
    kind = make_url(url).get_backend_name()
    if kind == "sqlite":
        return _sqlite(url, (*PRAGMAS, f"PRAGMA secure_delete={'ON' if wipes else 'OFF'}"))
    if kind == "postgresql":
        return create_engine(make_url(url).set(drivername="postgresql+psycopg"), paramstyle="format")
    raise ValueError("a database is sqlite:///FILE or postgresql://…")


def _sqlite(url: str, pragmas: tuple[str, ...]) -> Engine:
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma)

    engine = create_engine(url, execution_options={"schema_translate_map": {KEY_SCHEMA: None}})
    event.listen(engine, "connect", prepare)
    # The driver must not open transactions by itself: BEGIN is always ours.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def driver_errors(engine: Engine) -> tuple[type[Exception], ...]:
    """What the database's driver and SQLAlchemy raise. The driver is asked through the engine, so that a home
    on SQLite never loads PostgreSQL's.
    """
    driver: type[Exception] = engine.dialect.loaded_dbapi.Error
    return driver, DBAPIError, PoolTimeout


def translate(error: Exception, name: str) -> MentorError:
    """Our error for a driver's error. The driver's text is dropped: it may quote values of the row."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    if _is_duplicate(cause):
        return Duplicate(name)
    if isinstance(cause, sqlite3.IntegrityError) or _sqlstate(cause).startswith(INTEGRITY):
        return RowRefused(name)
    if isinstance(cause, sqlite3.DatabaseError) and _sqlite_code(cause) in _DAMAGED:
        return DatabaseDamaged(name, _DAMAGED[_sqlite_code(cause)])
    return DatabaseUnavailable(name, _reason(cause))


def _is_duplicate(error: BaseException) -> bool:
    if isinstance(error, sqlite3.IntegrityError):
        return error.sqlite_errorcode in _THERE_ALREADY
    return _sqlstate(error) == UNIQUE_VIOLATION


def _sqlstate(error: BaseException) -> str:
    """PostgreSQL's own code, which its driver's errors carry; empty where there is none."""
    return getattr(error, "sqlstate", None) or ""


def _sqlite_code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


_THERE_ALREADY = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
_DAMAGED = {
    sqlite3.SQLITE_CORRUPT: "indholdet hænger ikke sammen (afkortet eller ødelagt fil)",
    sqlite3.SQLITE_NOTADB: "filen er ikke en database",
}
_SQLITE_REASONS = {
    sqlite3.SQLITE_ERROR: "tabellerne passer ikke til programmet",
    sqlite3.SQLITE_BUSY: "en anden proces skriver stadig",
    sqlite3.SQLITE_LOCKED: "en anden proces skriver stadig",
    sqlite3.SQLITE_FULL: "disken er fuld",
    sqlite3.SQLITE_READONLY: "filen er skrivebeskyttet",
    sqlite3.SQLITE_CANTOPEN: "filen kan ikke åbnes",
    sqlite3.SQLITE_IOERR: "fejl ved læsning eller skrivning på disken",
}


def _reason(cause: BaseException) -> str:
    if isinstance(cause, sqlite3.Error):
        return _SQLITE_REASONS.get(_sqlite_code(cause), f"SQLite-fejl {_sqlite_code(cause)}")
    if state := _sqlstate(cause):
        return f"PostgreSQL-fejl {state}"
    return "ingen forbindelse"
