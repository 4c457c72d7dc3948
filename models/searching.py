"""Looking for a citizen's courses among those in somebody's sight. Nothing is opened that is not meant."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from models.name_signature import Wanted
from models.sight import EVERYTHING, Sight
from models.tables.courses import BlindIndexRow, CourseRow


def with_cpr(session: Session, sight: Sight, digests: Sequence[int]) -> list[str]:
    """The references of the courses in sight whose citizen has the number behind one of these digests, newest
    first.
    """
    query = (
        select(col(CourseRow.ref))
        .join(BlindIndexRow, col(BlindIndexRow.course_id) == col(CourseRow.id))
        .where(col(BlindIndexRow.cpr).in_(digests), sight.condition)
        .order_by(col(CourseRow.id).desc())
    )
    return [str(ref) for (ref,) in session.connection().execute(query)]


def may_be_named(session: Session, sight: Sight, wanted: Wanted) -> list[int]:
    """The numbers of the courses in sight whose citizen may have the name that is meant, newest first.

    One short row of each course is looked at, as the driver gives it: an object made of each would cost as
    much again, and set off a collection of all garbage every few searches, which everybody waits for.
    """
    query = select(col(BlindIndexRow.course_id), col(BlindIndexRow.names))
    if sight is not EVERYTHING:
        query = query.join(CourseRow, col(CourseRow.id) == col(BlindIndexRow.course_id)).where(
            sight.condition
        )
    result = session.connection().execute(query.order_by(col(BlindIndexRow.course_id).desc()))
    return wanted.among(result.cursor.fetchall())


def refs_of(session: Session, numbers: Sequence[int]) -> list[str]:
    """The references of these courses, in their order."""
    query = select(col(CourseRow.id), col(CourseRow.ref)).where(col(CourseRow.id).in_(numbers))
    found = dict(session.connection().execute(query).tuples().all())
    return [found[number] for number in numbers]
