"""The least that the same work can cost: the very rows our step wrote, written by the bare driver.

Same schema, same indexes, same durability, same conditional update; no rules, no sealing, no hashing.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.codec import NOTHING
from models.database import Database
from models.keyring import Keyring
from models.recording import SNAPSHOT_COLUMNS, row_name
from models.statements import table_of
from models.tables.courses import EventRow

EVENT_COLUMNS = tuple(column.name for column in table_of(EventRow).columns)
INTENT_COLUMNS = ("course_id", "seq", "kind", "recipient", "basis", "urgent", "not_before", "caused_at")

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written about some courses after event `seen`."""

    events: Sequence[Row]
    intents: Sequence[Row]
    courses: Sequence[Row]


class Driver:
    """A bare connection to a store, as one would write it by hand."""

    def __init__(self, database: Database) -> None:
        self._sqlite = database.casebook.engine.dialect.name == "sqlite"
        self._connection = database.casebook.engine.raw_connection()
        self._cursor: Any = self._connection.cursor()
        mark = "?" if self._sqlite else "%s"
        self._insert_event = _insertion("event", EVENT_COLUMNS, mark)
        self._insert_intent = _insertion("intent", INTENT_COLUMNS, mark)
        assignments = ", ".join(f"{name} = {mark}" for name in SNAPSHOT_COLUMNS)
        self._update_course = f"UPDATE course SET {assignments} WHERE id = {mark} AND seq = {mark}"

    def written(self, ids: Sequence[int], seen: int) -> Written:
        """What these courses (row numbers) were given after event `seen`."""
        own = f"IN ({', '.join(map(str, ids))}) AND seq > {seen}"
        columns = ", ".join((*SNAPSHOT_COLUMNS, "id", str(seen)))
        events, intents = ", ".join(EVENT_COLUMNS), ", ".join(INTENT_COLUMNS)
        return Written(
            self._all(f"SELECT {events} FROM event WHERE course_id {own} ORDER BY course_id, seq"),
            self._all(f"SELECT {intents} FROM intent WHERE course_id {own} ORDER BY course_id, seq, id"),
            self._all(f"SELECT {columns} FROM course WHERE id {own} ORDER BY id"),
        )

    def write(self, written: Written) -> float:
        """Write it all in one transaction; gives the seconds it took."""
        started = time.perf_counter()
        if self._sqlite:
            self._cursor.execute("BEGIN IMMEDIATE")
        self._cursor.executemany(self._update_course, written.courses)
        self._cursor.executemany(self._insert_event, written.events)
        self._cursor.executemany(self._insert_intent, written.intents)
        self._connection.commit()
        return time.perf_counter() - started

    def _all(self, query: str) -> list[Row]:
        self._cursor.execute(query)
        rows: list[Row] = self._cursor.fetchall()
        self._connection.commit()
        return rows

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


def _insertion(table: str, columns: Sequence[str], mark: str) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"


def digest(written: Written, keyring: Keyring, key_ids: dict[int, str], refs: dict[int, str]) -> str:
    """Names the work: equal wherever the same events, intents and snapshots were written.

    Ciphertexts, their hashes and the keys differ from run to run by design, so the opened text counts.
    """
    total = hashlib.sha256()
    for row in written.events:
        event = dict(zip(EVENT_COLUMNS, row, strict=True))
        course, seq, sealed = event["course_id"], event["seq"], event.pop("sealed")
        event.pop("hash")
        name = row_name(refs[course], seq)
        opened = keyring.key(key_ids[course]).open(sealed, "event", "sealed", name) if sealed else NOTHING
        total.update(repr((sorted(event.items()), opened)).encode())
    for row in written.intents:
        intent = dict(zip(INTENT_COLUMNS, row, strict=True))
        # SQLite keeps truth as a number.
        total.update(repr(intent | {"urgent": bool(intent["urgent"])}).encode())
    for row in written.courses:
        course = dict(zip((*SNAPSHOT_COLUMNS, "id", "seen"), row, strict=True))
        course.pop("head")
        total.update(repr(sorted(course.items())).encode())
    return total.hexdigest()
