"""A casebook somebody has got at: everything a test needs to tamper with it and to look whether it shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from models.audit import Audit
from models.casebook import Casebook
from models.checkpoints import Checkpoint, Checkpoints
from models.database import Database
from models.keyring import Keyring
from models.recording import SNAPSHOT_COLUMNS
from tests.factories import START, at
from tests.factory.stories import beginning, deviation
from tests.models.desk import Desk

REACHED = (*beginning(), at("2026-04-15 10:20"), deviation())
"""An active course with a deviation: sixteen events, most of them with personal fields."""
LENGTH = 16


@dataclass
class Vault:
    """The stores, and what changes them behind the casebook's back."""

    database: Database
    keyring: Keyring
    casebook: Casebook
    folder: Path

    @property
    def audit(self) -> Audit:
        """The audit of these stores."""
        return Audit(self.database, self.keyring)

    def findings(self, against: Path | None = None) -> list[str]:
        """What the audit finds, as people read it."""
        return [str(finding) for finding in self.audit.verify(against=against).findings]

    def course(self) -> str:
        """Play one more course into the casebook; gives its reference."""
        return Desk(self.casebook).play(REACHED).ref

    def checkpoint(self) -> tuple[Path, Checkpoint]:
        """Take a checkpoint; gives the exported file and what it says."""
        file = self.folder / "checkpoint.jsonl"
        return file, Checkpoints(self.database, self.keyring).take(START, file)

    def alter(self, statement: str, **values: object) -> None:
        """Change the tables as somebody with the database could; it must touch something."""
        with self.database.casebook.connection() as connection:
            assert connection.execute(text(statement), values).rowcount > 0

    def value(self, statement: str, **values: object) -> object:
        """One value from the tables."""
        with self.database.casebook.connection() as connection:
            return connection.execute(text(statement), values).scalar_one()

    def swap_sealed(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        """Exchange the ciphertexts of two events, each given as (course's row, number)."""
        where = "WHERE course_id = :course AND seq = :seq"
        sealed = [self.value(f"SELECT sealed FROM event {where}", course=c, seq=s) for c, s in (one, other)]
        assert all(sealed)
        for (course, seq), content in zip((other, one), sealed, strict=True):
            self.alter(f"UPDATE event SET sealed = :new {where}", new=content, course=course, seq=seq)

    def delete_course(self, course_id: int) -> None:
        """Remove every trace of a course from the casebook."""
        for table in ("intent", "support_period", "blind_index", "event"):
            self.alter(f"DELETE FROM {table} WHERE course_id = :id", id=course_id)
        self.alter("DELETE FROM course WHERE id = :id", id=course_id)

    def kept_row(self) -> dict[str, object]:
        """The first course's row as it is now, to be put back later."""
        with self.database.casebook.connection() as connection:
            row = connection.execute(text("SELECT * FROM course WHERE id = 1")).mappings().one()
            return {name: row[name] for name in SNAPSHOT_COLUMNS}

    def put_back(self, row: dict[str, object]) -> None:
        """Cut the first course's tail and make its row look as if there had never been one."""
        self.alter("DELETE FROM event WHERE course_id = 1 AND seq > :seq", seq=row["seq"])
        columns = ", ".join(f"{name} = :{name}" for name in row)
        self.alter(f"UPDATE course SET {columns} WHERE id = 1", **row)
