"""Many courses from one: rows of the course table, each with its own reference, key and due instant."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from models.database import Database
from models.keyring import Keyring
from models.statements import insertion, table_of
from models.tables.courses import CourseRow
from tests.factories import START
from tests.factory.stories import beginning
from tests.models.desk import Desk

HEADER_ONLY = "{}"
COLUMNS = tuple(column.name for column in table_of(CourseRow).columns)
_INSERT = insertion(CourseRow)


@dataclass(frozen=True, slots=True)
class Prototype:
    """An active course as stored: the row that the others are copies of."""

    row: dict[str, Any]

    @property
    def seq(self) -> int:
        """The number of its last event."""
        return int(self.row["seq"])

    def clone(self, number: int, key_id: str, due_at: int, *, whole: bool = True) -> dict[str, Any]:
        """The row of another course; without its snapshot (`whole`) it is a header only."""
        ref = f"M-2026-{number:04d}"
        state = self.row["state"].replace(self.row["ref"], ref) if whole else HEADER_ONLY
        head = hashlib.sha256(ref.encode()).digest()
        own = {"id": number, "ref": ref, "key_id": key_id, "head": head, "state": state}
        return self.row | own | {"next_due_at": due_at}


def prototype(database: Database, keyring: Keyring) -> Prototype:
    """Play one course until it is active, and read its row. It stays behind as number one, never due."""
    # Imported here because the places import this package's casebook.
    from benchmarks.places import casebook_on

    Desk(casebook_on(database, keyring)).play(beginning())
    with database.casebook.connection() as connection:
        found = connection.execute(text("SELECT * FROM course WHERE id = 1")).mappings().one()
        connection.execute(text("UPDATE course SET next_due_at = NULL WHERE id = 1"))
    return Prototype({name: found[name] for name in COLUMNS})


def new_key_ids(keyring: Keyring, count: int) -> list[str]:
    """Data keys for that many courses."""
    return [key.id for key in keyring.new_keys(count, START)]


def insert(database: Database, rows: Iterable[dict[str, Any]]) -> None:
    """Put the rows into the course table as fast as the database takes them, then let it settle."""
    if database.casebook.engine.dialect.name == "postgresql":
        _copy(database, rows)
        return
    with database.begin() as transaction:
        for part in _parts(rows):
            transaction.change_many(_INSERT, part)
    database.casebook.empty_log()


def _parts(rows: Iterable[dict[str, Any]], size: int = 10_000) -> Iterator[Sequence[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    yield part


def _copy(database: Database, rows: Iterable[dict[str, Any]]) -> None:
    connection = database.casebook.engine.raw_connection()
    try:
        cursor: Any = connection.cursor()
        with cursor.copy(f"COPY course ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([row[name] for name in COLUMNS])
        connection.commit()
    finally:
        connection.close()
    with database.casebook.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as settled:
        settled.execute(text("VACUUM ANALYZE course"))
