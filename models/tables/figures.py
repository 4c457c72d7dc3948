"""Key figures: what each course adds to them, and the sums by period. Nothing in them is personal."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from models.tables.courses import CasebookTable


class FigureCourseRow(CasebookTable, table=True):
    """What a course has added to the sums, up to its event `seq`: `lines` is JSON.

    `told` notices of deviations had been delivered then, and of `untold` ones it was not known yet. An erased
    course keeps no lines: its counts stay in the sums, where nothing says whose they were. `problem` is the
    code of what stood in the way when it was last tried; empty where nothing did.
    """

    __tablename__ = "figure_course"

    course_id: int = Field(primary_key=True, foreign_key="course.id")
    seq: int
    told: int = 0
    untold: int = 0
    lines: str = Field(sa_type=Text)
    problem: str = ""


class FigureSumRow(CasebookTable, table=True):
    """The sum over all courses of a controller's programme of one kind and code in a month (`M2026-03`),
    a quarter (`Q2026-1`) or a year (`Y2026`), so that a page reads few rows however long it goes back.

    `amount` is hundredths of an hour.
    """

    __tablename__ = "figure_sum"

    kind: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    controller: str = Field(primary_key=True)
    programme: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    mentor: str = Field(primary_key=True)
    count: int
    amount: int
