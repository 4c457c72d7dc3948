"""The reconciliations of hours that were made: append-only, so that a later correction shows as a change.

Lines and sums lie in rows of their own, so that a page of fifty lines reads fifty. Whoever hands the whole
on, and the audit, hold all lines against the hash that was taken of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec

from domain.values import Actor
from models import reconciliation_statements as sql
from models.columns import from_micros, micros
from models.course_audit import Finding
from models.database import Database
from models.errors import Tampered
from models.jobs import Job, end_job
from models.numbering import given_out, next_number
from models.reconciliation_statements import SUMMED
from models.statements import Row
from models.store import Transaction

SERIES = "reconciliation"
CHANGED = "linjerne er ændret, efter at de blev noteret"
Told = list[dict[str, Any]]
"""The lines of a reconciliation as plain values; hours are texts with two decimals."""


@dataclass(frozen=True, slots=True)
class Settled:
    """One that was made: its number, whose month, when (UTC), by whom, and the hash over its lines."""

    id: int
    controller: str
    month: str
    at: datetime
    actor: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reconciliation(Settled):
    """The same with its lines."""

    lines: Told


@dataclass(frozen=True, slots=True)
class MentorSums:
    """How many lines a mentor has in a reconciliation, and the hours in them."""

    mentor: str
    count: int
    logged: Decimal
    outside: Decimal
    confirmed: Decimal
    billable: Decimal
    refundable: Decimal


class Reconciliations:
    """The reconciliations of one installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self,
        controller: str,
        month: str,
        lines: Told,
        actor: Actor,
        now: datetime,
        *,
        job: Job | None = None,
    ) -> Reconciliation:
        """Keep what was told of a controller's month, and commit; with the end of the `job` that it was, so
        that it is done once. Raises Conflict where somebody else has taken the job since.
        """
        texts = [msgspec.json.encode(line, order="sorted").decode() for line in lines]
        digest = _digest(texts)
        with self._database.begin() as transaction:
            number = next_number(transaction, SERIES)
            row = {"id": number, "controller": controller, "month": month, "at": micros(now)}
            transaction.change(sql.INSERT, **row, actor=str(actor), sha256=digest)
            transaction.change_many(sql.INSERT_LINE, _line_rows(number, lines, texts))
            transaction.change_many(sql.INSERT_SUM, _sum_rows(number, lines))
            if job is not None:
                end_job(transaction, job, now, result=str(number))
        return Reconciliation(number, controller, month, now, str(actor), digest, lines)

    def latest(self, controller: str, month: str) -> Reconciliation | None:
        """The newest one of a controller's month, if there is any. Raises Tampered if it was changed."""
        with self._database.read() as transaction:
            row = transaction.one(sql.LATEST, controller=controller, month=month)
            return None if row is None else _whole(transaction, _settled(row))

    def numbered(self, number: int) -> Reconciliation | None:
        """The one with that number, with all its lines. Raises Tampered if it was changed."""
        with self._database.read() as transaction:
            row = transaction.one(sql.NUMBERED, number=number)
            return None if row is None else _whole(transaction, _settled(row))

    def settled(self, number: int) -> Settled | None:
        """The one with that number, without its lines."""
        with self._database.read() as transaction:
            row = transaction.one(sql.NUMBERED, number=number)
        return None if row is None else _settled(row)

    def newest(self, most: int) -> list[Settled]:
        """Those that were made last, the newest first, without their lines."""
        with self._database.read() as transaction:
            return [_settled(row) for row in transaction.all(sql.NEWEST, most=most)]

    def sums(self, number: int) -> list[MentorSums]:
        """What each mentor's lines of it come to, by mentor."""
        with self._database.read() as transaction:
            rows = transaction.all(sql.SUMS, number=number)
        return [
            MentorSums(mentor, count, *(Decimal(part) / 100 for part in parts))
            for mentor, count, *parts in sorted(rows)
        ]

    def part(self, number: int, mentor: str, start: int, most: int) -> Told:
        """So many lines of it from `start` (0 is the first): of one mentor, or of all where none is named.
        They are not held against the hash: that takes all of them. Raises Tampered where one cannot be read.
        """
        which = {"number": number, "start": start, "most": most}
        with self._database.read() as transaction:
            if mentor:
                rows = transaction.all(sql.LINES_OF_MENTOR, mentor=mentor, **which)
            else:
                rows = transaction.all(sql.LINES_FROM, **which)
        try:
            return [msgspec.json.decode(line) for (line,) in rows]
        except msgspec.DecodeError:
            raise Tampered(SERIES, f"nr. {number}", CHANGED) from None


def _settled(row: Row) -> Settled:
    number, controller, month, at, actor, digest = row
    return Settled(number, controller, month, from_micros(at), actor, digest)


def _whole(transaction: Transaction, made: Settled) -> Reconciliation:
    texts = [text for _, text in transaction.all(sql.ALL_LINES, number=made.id)]
    if _digest(texts) != made.sha256:
        raise Tampered(SERIES, f"nr. {made.id}", CHANGED)
    lines = msgspec.json.decode(_joined(texts))
    return Reconciliation(made.id, made.controller, made.month, made.at, made.actor, made.sha256, lines)


def _line_rows(number: int, lines: Told, texts: Sequence[str]) -> list[dict[str, object]]:
    return [
        {
            "reconciliation_id": number,
            "position": position,
            "mentor": _mentor(line),
            "line": text,
        }
        for position, (line, text) in enumerate(zip(lines, texts, strict=True))
    ]


def _sum_rows(number: int, lines: Told) -> list[dict[str, object]]:
    sums: dict[str, Counter[str]] = {}
    for line in lines:
        hers = sums.setdefault(_mentor(line), Counter(dict.fromkeys(("count", *SUMMED), 0)))
        hers["count"] += 1
        for name in SUMMED:
            hers[name] += _hundredths(line[name])
    return [{"reconciliation_id": number, "mentor": mentor, **sums[mentor]} for mentor in sorted(sums)]


def _mentor(line: dict[str, Any]) -> str:
    return str(line["mentor"])


def _hundredths(hours: str) -> int:
    """They are kept with two decimals each."""
    return int(hours.replace(".", ""))


def reconciliation_findings(transaction: Transaction) -> Iterator[Finding]:
    """What is wrong with the reconciliations: changed lines or sums, and rows taken out."""
    expected = 1
    for number, digest in transaction.all(sql.DIGESTS):
        yield from (_gone(missing) for missing in range(expected, number))
        if not _holds(transaction, number, digest):
            yield Finding(SERIES, f"nr. {number}", CHANGED)
        expected = number + 1
    last = given_out(transaction, SERIES).get(SERIES, 0)
    yield from (_gone(missing) for missing in range(expected, last + 1))


def _holds(transaction: Transaction, number: int, digest: str) -> bool:
    found = transaction.all(sql.ALL_LINES, number=number)
    texts = [text for _, text in found]
    if _digest(texts) != digest:
        return False
    lines = msgspec.json.decode(_joined(texts))
    sums = {(row["mentor"], *(row[name] for name in ("count", *SUMMED))) for row in _sum_rows(number, lines)}
    whose = [_mentor(line) for line in lines]
    return whose == [mentor for mentor, _ in found] and sums == set(transaction.all(sql.SUMS, number=number))


def _gone(number: int) -> Finding:
    return Finding(SERIES, f"nr. {number}", "opgørelsen er taget ud")


def _joined(texts: Sequence[str]) -> str:
    return f"[{','.join(texts)}]"


def _digest(texts: Sequence[str]) -> str:
    return sha256(_joined(texts).encode()).hexdigest()
