"""Which courses somebody may see, as one condition in the database: a list, a search and a single course
are all asked the same way, so none of them can show what another hides.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlmodel import Session, col

from domain.lifecycle import FINAL
from models.tables.courses import BlindIndexRow, CourseRow


@dataclass(frozen=True, slots=True)
class Sight:
    """What of the courses is in somebody's sight: nothing, until something is given.

    `everything`, or only what belongs to `controllers` where some are named. A mentor sees the running
    courses of `mentors` (herself and those she stands in for) and those she is `cover` of; and where a mentor
    of `uncovered` is away without a substitute, those whose cover has passed them on to her (`passed_on`).
    `caseworkers` and `units` are digests of the authority's people (`models.blind_index`).
    """

    everything: bool = False
    controllers: tuple[str, ...] = ()
    mentors: tuple[str, ...] = ()
    cover: str = ""
    uncovered: tuple[str, ...] = ()
    passed_on: tuple[str, ...] = ()
    caseworkers: tuple[int, ...] = ()
    units: tuple[int, ...] = ()

    @property
    def condition(self) -> ColumnElement[bool]:
        """True of the rows of the courses in sight."""
        if self.everything:
            return col(CourseRow.controller).in_(self.controllers) if self.controllers else true()
        seen = or_(false(), self._as_mentor(), self._as_authority())
        return and_(col(CourseRow.controller).in_(self.controllers), seen) if self.controllers else seen

    def _as_mentor(self) -> ColumnElement[bool]:
        """Her access ends with the course (S0: what is closed is kept, not read)."""
        if not self.mentors:
            return false()
        mentor, cover = col(CourseRow.mentor), col(CourseRow.cover)
        hers = [mentor.in_(self.mentors), cover == self.cover]
        hers += [and_(mentor.in_(self.uncovered), cover.in_(self.passed_on))] if self.passed_on else []
        return and_(or_(*hers), col(CourseRow.phase).not_in([phase.value for phase in FINAL]))

    def _as_authority(self) -> ColumnElement[bool]:
        if not self.caseworkers and not self.units:
            return false()
        index = BlindIndexRow
        named = or_(col(index.caseworker).in_(self.caseworkers), col(index.unit).in_(self.units))
        hers = select(1).where(col(index.course_id) == col(CourseRow.id), named)
        return exists(hers.correlate(CourseRow))


NOTHING = Sight()
EVERYTHING = Sight(everything=True)


def is_seen(session: Session, sight: Sight, ref: str) -> bool:
    """Whether the course with that reference is there and in sight."""
    query = select(1).where(col(CourseRow.ref) == ref, sight.condition)
    return session.connection().execute(query).first() is not None
