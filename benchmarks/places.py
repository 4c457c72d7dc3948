"""Fresh databases to measure on: SQLite files in a folder, and one PostgreSQL that stops by itself."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adapters.calendar import danish_calendar
from adapters.programmes import Programmes
from models.casebook import Casebook
from models.database import Database, create_database
from models.keyring import Keyring
from models.master_keys import MasterKeys
from tests.factories import START, VIBORG
from tests.models.postgres import new_database, running_server

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass
class Ground:
    """Where databases of one kind are made. Each one that is opened is empty and has its own name."""

    kind: str
    folder: Path
    server: str = ""
    opened: list[Database] = field(default_factory=list)
    made: int = 0

    def url(self) -> str:
        """A new database on the server, still without tables."""
        self.made += 1
        return new_database(self.server, f"bench_town_{self.made}")

    def open(self) -> tuple[Database, Keyring]:
        """A new pair of stores and the keyring for them."""
        number = len(self.opened)
        if self.kind == SQLITE:
            urls = [f"sqlite:///{self.folder}/{number}-{name}.db" for name in ("casebook", "keys")]
        else:
            urls = [new_database(self.server, f"bench_{number}")] * 2
        database = create_database(urls[0], keyring_url=urls[1])
        self.opened.append(database)
        masters = MasterKeys.create(self.folder / f"{self.kind}-{number}.json")
        return database, Keyring.create(database.keys, masters, START)


def casebook_on(database: Database, keyring: Keyring) -> Casebook:
    """A casebook with the Viborg programme that has nothing in memory yet."""
    return Casebook(database, keyring, Programmes((VIBORG,)), danish_calendar)


@contextmanager
def grounds(kinds: tuple[str, ...]) -> Iterator[list[Ground]]:
    """The grounds of these kinds; everything on them is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mentor-bench-") as folder:
        if POSTGRESQL not in kinds:
            yield [Ground(SQLITE, Path(folder))]
            return
        with running_server(durable=True) as server:
            made = [Ground(kind, Path(folder), server) for kind in kinds]
            try:
                yield made
            finally:
                for ground in made:
                    for database in ground.opened:
                        database.close()


def fsyncs_per_second(folder: Path, seconds: float = 0.5) -> float:
    """How often the disk under `folder` makes four kilobytes durable in a second."""
    handle, name = tempfile.mkstemp(dir=folder)
    count, started = 0, time.perf_counter()
    try:
        while (passed := time.perf_counter() - started) < seconds:
            os.write(handle, b"\0" * 4096)
            os.fsync(handle)
            count += 1
    finally:
        os.close(handle)
        Path(name).unlink()
    return count / passed
