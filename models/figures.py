"""The table of key figures: brought up to date course by course, read as sums. No page reads a history.

What a course added before is taken out again when it is counted anew, so that the sums are always those of
all courses as they stood when they were last counted. The counts of an erased course stay, and nothing tells
whose they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from domain.figures.counting import summed
from domain.figures.lines import Line
from domain.figures.periods import Period, keys_of
from domain.history import Recorded
from models import figure_statements as sql
from models.columns import from_micros
from models.database import Database
from models.errors import Tampered
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

    def leave_out(self, ref: str, problem: str) -> None:
        """Note by a code why a course cannot be counted: `outdated` does not name it again before it was.
        What it added when it could be counted stays.
        """
        with self._database.begin() as transaction:
            transaction.change(sql.LEAVE_OUT, ref=ref, problem=problem, nothing=NONE_YET)

    def left_out(self) -> dict[str, str]:
        """The courses that could not be counted, with the code of what stood in the way."""
        with self._database.read() as transaction:
            return {str(ref): str(problem) for ref, problem in transaction.all(sql.LEFT_OUT)}

    def course(self, ref: str) -> Course:
        """What a course is counted from. Raises UnknownCourse, Tampered."""
        with self._database.read() as transaction:
            at = place(transaction, ref)
            told = transaction.all(sql.TOLD_AT, course_id=at.id)
            history = neutral_history(transaction, at)
        if len(history) != at.seq:
            raise Tampered("event", ref, "der mangler hændelser")
        return Course(at.id, ref, history, {seq: from_micros(when) for seq, when in told})

    def keep(self, counted: Iterable[Counted]) -> int:
        """Put these courses' lines in the place of those they had before, in one commit. One that was counted
        further by somebody else meanwhile is left alone. Gives how many were counted.
        """
        with self._database.begin() as transaction:
            next_number(transaction, SERIES)
            changes: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
            kept = 0
            for one in counted:
                if (found := _replaced(transaction, one)) is not None:
                    changes[one.controller, one.programme] += found
                    kept += 1
            transaction.change_many(
                sql.ADD, [row for whose in sorted(changes) for row in _rows(whose, changes[whose])]
            )
        return kept

    def forget(self) -> None:
        """Take everything out, so that all courses are counted anew."""
        with self._database.begin() as transaction:
            next_number(transaction, SERIES)
            transaction.change(sql.FORGET_SUMS)
            transaction.change(sql.FORGET_COURSES)

    def of(self, period: Period) -> list[Sum]:
        """The sums of a period."""
        with self._database.read() as transaction:
            return [Sum(*row) for row in transaction.all(sql.OF_PERIOD, period=period.key)]

    def over_time(self, periods: Sequence[Period], programme: str = "") -> list[list[Sum]]:
        """For each period the sums of what is shown over time: of all programmes together, or of one."""
        chosen = {"any_programme": not programme, "programme": programme}
        with self._database.read() as transaction:
            found = (transaction.all(sql.OVER_TIME, period=period.key, **chosen) for period in periods)
            return [[Sum(*row) for row in rows] for rows in found]

    def hours_of_mentors(self, period: Period) -> list[MentorSum]:
        """The hours used by each mentor in a period."""
        with self._database.read() as transaction:
            return [MentorSum(*row) for row in transaction.all(sql.HOURS_OF_MENTORS, period=period.key)]

    def carried(self, period: Period) -> list[MentorSum]:
        """How many courses each mentor had at the end of a period."""
        with self._database.read() as transaction:
            return [MentorSum(*row) for row in transaction.all(sql.CARRIED, **period.up_to)]

    def running(self, period: Period) -> list[Sum]:
        """How many courses had been received, and had ended, by the end of a period."""
        with self._database.read() as transaction:
            rows = transaction.all(sql.RUNNING, **period.up_to)
        return [Sum(controller, programme, kind, "", count, 0) for controller, programme, kind, count in rows]


def _replaced(transaction: Transaction, new: Counted) -> tuple[Line, ...] | None:
    """Keep a course's lines; gives what changes in the sums, or None where somebody has counted further."""
    seq, before = transaction.one(sql.KEPT_OF, course_id=new.course_id) or (0, NONE_YET)
    if seq > new.seq:
        return None
    lines = ERASED if new.erased else msgspec.json.encode(new.lines).decode()
    transaction.change(
        sql.KEEP, course_id=new.course_id, seq=new.seq, told=new.told, untold=new.untold, lines=lines
    )
    if before == ERASED:
        return ()
    taken_out = (line._replace(times=-line.times, amount=-line.amount) for line in _lines(before))
    return summed((*new.lines, *taken_out))


def _rows(whose: tuple[str, str], lines: Iterable[Line]) -> list[dict[str, object]]:
    """What changes in the sums of a controller's programme, in the month, the quarter and the year."""
    parts = (line._replace(month=period) for line in lines for period in keys_of(line.month))
    return [
        {
            "controller": whose[0],
            "programme": whose[1],
            "period": line.month,
            "kind": line.kind,
            "code": line.code,
            "mentor": line.mentor,
            "count": line.times,
            "amount": line.amount,
        }
        for line in summed(parts)
    ]
