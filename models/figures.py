"""The table of key figures: brought up to date course by course, read as sums. No page reads a history.

What a course added before is taken out again when it is counted anew, so that the sums are always those of
all courses as they stood when they were last counted. The counts of an erased course stay, and nothing tells
whose they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from domain.figures.counting import summed
from domain.figures.lines import Line
from domain.history import Recorded
from models import figure_statements as sql
from models.columns import from_micros
from models.database import Database
from models.histories import neutral_history
from models.numbering import next_number
from models.places import place
from models.store import Transaction

SERIES = "figures"
"""Its number is taken by whoever brings the sums up to date, so that two at once wait for each other."""
NONE_YET, ERASED = "[]", ""
"""The lines of a course that was never counted, and of one whose counts stay without its name."""
_lines = msgspec.json.Decoder(list[Line]).decode


@dataclass(frozen=True, slots=True)
class Course:
    """A course to be counted: its history without anything personal, and when the jobcentre's mail server
    took the notice of an event (UTC), by the event's number.
    """

    id: int
    ref: str
    history: Sequence[Recorded]
    told_at: Mapping[int, datetime]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a course adds, up to its event `seq`. Of an `erased` one the lines are not kept by its name."""

    course_id: int
    seq: int
    controller: str
    programme: str
    lines: tuple[Line, ...]
    told: int
    untold: int
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum over some months. `amount` is hundredths of an hour."""

    controller: str
    programme: str
    kind: str
    code: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class MentorSum:
    """A mentor's share of a controller's programme: hundredths of hours used, or courses carried."""

    controller: str
    programme: str
    mentor: str
    sum: int


class Figures:
    """The key figures of one installation. Safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def outdated(self, most: int) -> list[str]:
        """The references of courses that have moved on since they were counted, at most so many; also of
        those of which a notice has been delivered since.
        """
        with self._database.read() as transaction:
            return [str(ref) for (ref,) in transaction.all(sql.OUTDATED, most=most)]

    def waiting(self) -> int:
        """How many courses have moved on since they were counted."""
        with self._database.read() as transaction:
            row = transaction.one(sql.WAITING)
        return int(row[0]) if row else 0

    def course(self, ref: str) -> Course:
        """What a course is counted from. Raises UnknownCourse, Tampered."""
        with self._database.read() as transaction:
            at = place(transaction, ref)
            told = transaction.all(sql.TOLD_AT, course_id=at.id)
            history = neutral_history(transaction, at)
        return Course(at.id, ref, history, {seq: from_micros(when) for seq, when in told})

    def keep(self, counted: Iterable[Counted]) -> int:
        """Put these courses' lines in the place of those they had before, in one commit. One that was counted
        further by somebody else meanwhile is left alone. Gives how many were counted.
        """
        with self._database.begin() as transaction:
            next_number(transaction, SERIES)
            kept = [one for one in counted if _replaced(transaction, one)]
            transaction.change(sql.TIDY)
        return len(kept)

    def forget(self) -> None:
        """Take everything out, so that all courses are counted anew."""
        with self._database.begin() as transaction:
            next_number(transaction, SERIES)
            transaction.change(sql.FORGET_SUMS)
            transaction.change(sql.FORGET_COURSES)

    def between(self, first: str, last: str) -> list[Sum]:
        """The sums over the months (`2026-03`) from the first to the last one."""
        with self._database.read() as transaction:
            return [Sum(*row) for row in transaction.all(sql.BETWEEN, first=first, last=last)]

    def by_month(self, first: str, last: str) -> list[tuple[str, Sum]]:
        """The sums of what is shown over time, month by month."""
        with self._database.read() as transaction:
            rows = transaction.all(sql.BY_MONTH, first=first, last=last)
        return [(str(month), Sum(*row)) for month, *row in rows]

    def hours_of_mentors(self, first: str, last: str) -> list[MentorSum]:
        """The hours used by each mentor in those months."""
        with self._database.read() as transaction:
            return [MentorSum(*row) for row in transaction.all(sql.MENTORS_BETWEEN, first=first, last=last)]

    def carried(self, last: str) -> list[MentorSum]:
        """How many courses each mentor had at the end of a month."""
        with self._database.read() as transaction:
            return [MentorSum(*row) for row in transaction.all(sql.CARRIED, last=last)]

    def running(self, last: str) -> list[Sum]:
        """How many courses had been received, and had ended, by the end of a month."""
        with self._database.read() as transaction:
            rows = transaction.all(sql.RUNNING, last=last)
        return [Sum(controller, programme, kind, "", count, 0) for controller, programme, kind, count in rows]


def _replaced(transaction: Transaction, new: Counted) -> bool:
    seq, before = transaction.one(sql.KEPT_OF, course_id=new.course_id) or (0, NONE_YET)
    if seq > new.seq:
        return False
    if before != ERASED:
        taken_out = (line._replace(times=-line.times, amount=-line.amount) for line in _lines(before))
        whose = {"controller": new.controller, "programme": new.programme}
        transaction.change_many(sql.ADD, [_row(line) | whose for line in summed((*new.lines, *taken_out))])
    lines = ERASED if new.erased else msgspec.json.encode(new.lines).decode()
    transaction.change(
        sql.KEEP, course_id=new.course_id, seq=new.seq, told=new.told, untold=new.untold, lines=lines
    )
    return True


def _row(line: Line) -> dict[str, object]:
    named = {"month": line.month, "kind": line.kind, "code": line.code, "mentor": line.mentor}
    return {**named, "count": line.times, "amount": line.amount}
