"""Proves that the casebook is what was written: every chain, every snapshot, and nothing missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Table, bindparam, func, select

from domain.errors import UnknownCourse
from models.checkpoints import Checkpoint, Heads, read_checkpoint
from models.course_audit import Finding, StoredCourse, Values, findings
from models.database import Database
from models.histories import EVENTS
from models.keyring import Keyring
from models.numbering import given_out
from models.places import COURSES
from models.readings import read_before, reading_findings
from models.reconciliations import reconciliation_findings
from models.recording import row_name
from models.statements import Statement, table_of
from models.store import Transaction
from models.tables.courses import SupportPeriodRow

PAGE = 200
"""Courses that are checked at a time."""

_PERIODS = table_of(SupportPeriodRow)


def _page(table: Table, course_id: Any, *order: Any) -> Statement:
    within = (course_id > bindparam("low"), course_id <= bindparam("high"))
    return Statement(select(table).where(*within).order_by(*order))


_COURSE_PAGE = _page(COURSES, COURSES.c.id, COURSES.c.id)
_EVENT_PAGE = _page(EVENTS, EVENTS.c.course_id, EVENTS.c.course_id, EVENTS.c.seq)
_PERIOD_PAGE = _page(_PERIODS, _PERIODS.c.course_id, _PERIODS.c.course_id, _PERIODS.c.number)
_LAST_ID = Statement(select(func.max(COURSES.c.id)))
_ID_OF = Statement(select(COURSES.c.id).where(COURSES.c.ref == bindparam("ref")))
_ORPHANS = Statement(
    select(EVENTS.c.course_id)
    .distinct()
    .join(COURSES, COURSES.c.id == EVENTS.c.course_id, isouter=True)
    .where(COURSES.c.id.is_(None))
)


@dataclass(slots=True)
class AuditReport:
    """What was checked and what was found. `heads` are the chains' ends, by course."""

    courses: int = 0
    events: int = 0
    findings: list[Finding] = field(default_factory=list)
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether everything is as it was written."""
        return not self.findings


class Audit:
    """Checks one course or all of them. It reads only."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def course(self, ref: str) -> AuditReport:
        """Check one course. Raises UnknownCourse, DatabaseDamaged."""
        report = AuditReport()
        with self._database.read() as transaction:
            row = transaction.one(_ID_OF, ref=ref)
            if row is None:
                raise UnknownCourse(ref)
            for stored in _stored(transaction, row[0] - 1, row[0]):
                self._check(stored, report, {})
        return report

    def verify(
        self, *, against: Path | None = None, progress: Callable[[int], None] | None = None
    ) -> AuditReport:
        """Check every course, that none is missing (by the numbers given out, and by a checkpoint), the log
        of who read what, and the reconciliations of hours.

        `against` is an exported checkpoint file; `progress` is told how many courses are done. Raises
        InvalidInput for an unusable file, DatabaseDamaged where the file itself cannot be read.
        """
        checkpoint = read_checkpoint(against) if against else None
        report = AuditReport()
        with self._database.read() as transaction:
            for stored in _all_stored(transaction):
                self._check(stored, report, checkpoint.heads if checkpoint else {})
                if progress and report.courses % PAGE == 0:
                    progress(report.courses)
            report.findings += _missing(transaction, report.heads)
            report.findings += reading_findings(transaction)
            report.findings += reconciliation_findings(transaction)
            if checkpoint:
                report.findings += read_before(transaction, *checkpoint.read)
        if checkpoint:
            report.findings += _deleted_since(checkpoint, report.heads, self._keyring)
        return report

    def _check(self, stored: StoredCourse, report: AuditReport, signed: Heads) -> None:
        report.courses += 1
        report.events += len(stored.events)
        report.heads[stored.ref] = (stored.row["seq"], stored.row["head"])
        report.findings += findings(stored, self._keyring)
        if stored.ref in signed:
            report.findings += _rewritten(stored, *signed[stored.ref])


def _all_stored(transaction: Transaction) -> Iterator[StoredCourse]:
    (last,) = transaction.one(_LAST_ID) or (None,)
    for low in range(0, last or 0, PAGE):
        yield from _stored(transaction, low, low + PAGE)


def _stored(transaction: Transaction, low: int, high: int) -> Iterator[StoredCourse]:
    events = _by_course(transaction, _EVENT_PAGE, EVENTS, low, high)
    periods = _by_course(transaction, _PERIOD_PAGE, _PERIODS, low, high)
    for row in _rows(transaction, _COURSE_PAGE, COURSES, low, high):
        own = [_plain_period(period) for period in periods.get(row["id"], [])]
        yield StoredCourse(row, events.get(row["id"], []), own)


def _rows(transaction: Transaction, page: Statement, table: Table, low: int, high: int) -> list[Values]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in transaction.all(page, low=low, high=high)]


def _by_course(
    transaction: Transaction, page: Statement, table: Table, low: int, high: int
) -> dict[int, list[Values]]:
    rows = _rows(transaction, page, table, low, high)
    return {key: list(group) for key, group in groupby(rows, key=lambda row: row["course_id"])}


def _plain_period(row: Values) -> Values:
    """PostgreSQL gives dates and booleans, SQLite text and numbers."""
    days = {name: str(row[name]) for name in ("starts_on", "ends_on")}
    return {"number": row["number"], **days, "hours": row["hours"], "special": bool(row["special"])}


def _missing(transaction: Transaction, heads: Heads) -> Iterator[Finding]:
    for series, last in sorted(given_out(transaction, "M-%").items()):
        for number in range(1, last + 1):
            ref = f"{series}-{number:04d}"
            if ref not in heads:
                yield Finding("course", ref, "forløbet er slettet, for nummeret er givet ud")
    for (course_id,) in transaction.all(_ORPHANS):
        yield Finding("event", f"række {course_id} i course", "der er hændelser, men forløbet er væk")


def _rewritten(stored: StoredCourse, seq: int, head: bytes) -> Iterator[Finding]:
    hashes = {row["seq"]: row["hash"] for row in stored.events}
    if seq not in hashes:
        yield Finding("event", row_name(stored.ref, seq), "fandtes ved kontrolpunktet, men er væk nu")
    elif hashes[seq] != head:
        yield Finding("event", row_name(stored.ref, seq), "er skrevet om siden kontrolpunktet")


def _deleted_since(checkpoint: Checkpoint, heads: Heads, keyring: Keyring) -> Iterator[Finding]:
    if not checkpoint.is_genuine(keyring):
        when = checkpoint.at.isoformat()
        yield Finding("checkpoint", when, "signaturen passer ikke: filen er ændret eller ikke herfra")
    for ref in checkpoint.heads:
        if ref not in heads:
            yield Finding("course", ref, "fandtes ved kontrolpunktet, men er væk nu")
