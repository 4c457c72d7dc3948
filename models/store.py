"""One store of tables, on SQLite (WAL, synchronous=FULL) or PostgreSQL, and its transactions.

Everything here is synchronous and safe to call from several threads; async code uses `asyncio.to_thread`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, PoolProxiedConnection
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlmodel import Session

from models.engines import driver_errors, make_engine, sqlite_file, translate
from models.errors import DatabaseMissing, DatabaseUnavailable
from models.statements import Row, Statement, Values

WRITER_PATIENCE = 30.0
"""Seconds a writer waits for its turn before it gives up."""


class Transaction:
    """The open transaction: runs statements with named values; everything commits together or not at all."""

    __slots__ = ("_cursor", "_dialect")

    def __init__(self, cursor: DBAPICursor, dialect: Dialect) -> None:
        self._cursor = cursor
        self._dialect = dialect

    def one(self, statement: Statement, **values: Any) -> Row | None:
        """The first row, or None."""
        self._run(statement, values)
        row: Row | None = self._cursor.fetchone()
        return row

    def all(self, statement: Statement, **values: Any) -> list[Row]:
        """All rows."""
        self._run(statement, values)
        return list(self._cursor.fetchall())

    def change(self, statement: Statement, **values: Any) -> int:
        """Run a writing statement; gives how many rows it touched."""
        self._run(statement, values)
        return self._cursor.rowcount

    def change_many(self, statement: Statement, rows: Sequence[Values]) -> int:
        """Run a writing statement once per row of values; gives how many rows it touched in all."""
        if not rows:
            return 0
        sql, order = statement.prepared(self._dialect)
        self._cursor.executemany(sql, [order(row) for row in rows])
        return self._cursor.rowcount

    def _run(self, statement: Statement, values: Values) -> None:
        sql, order = statement.prepared(self._dialect)
        self._cursor.execute(sql, order(values))


class Store:
    """One database that is there. `name` tells people which one it is, without secrets."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.name = _name(engine)
        self._errors = driver_errors(engine)
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._turn = threading.Lock()

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """One writing transaction; commits at the end of the block, rolls back on any exception.

        On SQLite writers take turns from the start (BEGIN IMMEDIATE), so what was read cannot have changed
        when it is written. Raises DatabaseUnavailable, DatabaseDamaged or Duplicate.
        """
        if not self._is_sqlite:
            with self._transaction("") as transaction:
                yield transaction
            return
        if not self._turn.acquire(timeout=WRITER_PATIENCE):
            raise DatabaseUnavailable(self.name, "andre skriver stadig")
        try:
            with self._transaction("BEGIN IMMEDIATE") as transaction:
                yield transaction
        finally:
            self._turn.release()

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """One reading transaction that sees the database as it stood at its first statement."""
        start = "BEGIN" if self._is_sqlite else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with self._transaction(start) as transaction:
            yield transaction

    @contextmanager
    def session(self) -> Iterator[Session]:
        """An SQLModel session for lists and reports. It is for reading: only the casebook writes courses."""
        try:
            with Session(self.engine) as session:
                yield session
        except self._errors as error:
            raise translate(error, self.name) from None

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """An SQLAlchemy connection in a transaction, for migrations."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except self._errors as error:
            raise translate(error, self.name) from None

    @contextmanager
    def _transaction(self, start: str) -> Iterator[Transaction]:
        try:
            connection = self.engine.raw_connection()
            try:
                cursor = connection.cursor()
                if start:
                    cursor.execute(start)
                yield Transaction(cursor, self.engine.dialect)
                connection.commit()
            except self._errors:
                self._abandon(connection)
                raise
            except BaseException:
                connection.rollback()
                raise
            finally:
                connection.close()
        except self._errors as error:
            raise translate(error, self.name) from None

    def empty_log(self) -> None:
        """On SQLite move the write-ahead log into the file and cut it, so that no old page is left in it."""
        if not self._is_sqlite:
            return
        try:
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()
        except self._errors as error:
            raise translate(error, self.name) from None

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _abandon(self, connection: PoolProxiedConnection) -> None:
        """End the transaction and never use this connection again: it may itself be what broke."""
        with suppress(*self._errors):
            # Without this SQLite would keep its lock for as long as anybody holds the cursor.
            connection.rollback()
        connection.invalidate()


def _name(engine: Engine) -> str:
    file = sqlite_file(engine.url)
    return str(file) if file else f"{engine.url.host or 'lokal'}/{engine.url.database}"


def connect(url: str, *, create: bool = False, wipes: bool = False) -> Store:
    """Connect to a store without looking at its tables. Raises DatabaseMissing if a file is not there.

    `create` lets SQLite make the file; its folder must exist. With `wipes` SQLite overwrites what is
    deleted or replaced.
    """
    engine = make_engine(url, wipes=wipes)
    file = sqlite_file(engine.url)
    if file and not create and not Path(file).is_file():
        raise DatabaseMissing(str(file))
    return Store(engine)
