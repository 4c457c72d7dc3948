"""Courses, their support periods and their events."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Index, LargeBinary, MetaData, Text
from sqlmodel import Field, SQLModel

from models.columns import Hundredths, Instant

METADATA = MetaData()
"""All tables of the casebook's own database (the keys have theirs)."""


class CasebookTable(SQLModel):
    """Base of the casebook's tables."""

    metadata = METADATA


class CourseRow(CasebookTable, table=True):
    """A course as it stands. `state` is the snapshot; the other columns repeat what is searched for.

    The deadlines are the nearest that anybody owes, and that each party does, as the numbers of Danish days
    (`date.toordinal`). Nothing in it is personal. `seq` and `head` are the number and the hash of its last
    event, `key_id` names its data key, `registration_key` makes a registration happen once.
    """

    __tablename__ = "course"
    __table_args__: ClassVar[Any] = (
        Index(
            "course_due",
            "next_due_at",
            # Covering: a round finds its references without touching the table.
            "ref",
            sqlite_where=Column("next_due_at").isnot(None),
            postgresql_where=Column("next_due_at").isnot(None),
        ),
        Index(
            "course_cover",
            "cover",
            sqlite_where=Column("cover") != "",
            postgresql_where=Column("cover") != "",
        ),
        # Covering: a list of courses is cut, counted and put in order without reading a snapshot.
        Index(
            "course_list",
            *("deadline", "ref", "phase", "controller", "coordinator", "mentor", "cover", "waiting_on"),
            "mentors_deadline",
        ),
        # Whose running courses these are: what a person's day is made of. They change with the person alone.
        *(
            Index(
                f"course_of_{person}",
                person,
                sqlite_where=Column("next_due_at").isnot(None),
                postgresql_where=Column("next_due_at").isnot(None),
            )
            for person in ("coordinator", "mentor")
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True)
    key_id: str
    registration_key: str | None = Field(default=None, unique=True)
    controller: str
    programme: str
    programme_version: str
    phase: str
    seq: int
    head: bytes = Field(sa_type=LargeBinary)
    mentor: str
    cover: str = ""
    coordinator: str
    waiting_on: str
    received_at: datetime = Field(sa_type=Instant)
    next_due_at: datetime | None = Field(default=None, sa_type=Instant)
    deadline: int | None = None
    mentors_deadline: int | None = None
    coordinators_deadline: int | None = None
    jobcentres_deadline: int | None = None
    state: str = Field(sa_type=Text)


class ShownCardRow(CasebookTable, table=True):
    """The event up to which the course's card in Prefect tells, and who it says stands in for the mentor."""

    __tablename__ = "shown_card"

    course_id: int = Field(primary_key=True, foreign_key="course.id")
    seq: int
    standing: str = ""


class SupportPeriodRow(CasebookTable, table=True):
    """A granted support period (bevillingsperiode), for lists and statistics."""

    __tablename__ = "support_period"

    course_id: int = Field(primary_key=True, foreign_key="course.id")
    number: int = Field(primary_key=True)
    starts_on: date
    ends_on: date
    hours: Decimal = Field(sa_type=Hundredths)
    special: bool = False


class EventRow(CasebookTable, table=True):
    """One event. `facts` is neutral JSON, `sealed` the personal fields under the course's own key.

    Long JSON is deflated (`models.packing`). `hash` covers the previous hash and every other column. Rows
    are only ever added.
    """

    __tablename__ = "event"
    __table_args__: ClassVar[Any] = (
        Index(
            "event_effect",
            "course_id",
            "effect_key",
            unique=True,
            sqlite_where=Column("effect_key").isnot(None),
            postgresql_where=Column("effect_key").isnot(None),
        ),
    )

    course_id: int = Field(primary_key=True, foreign_key="course.id")
    seq: int = Field(primary_key=True)
    type: str
    version: int
    at: datetime = Field(sa_type=Instant)
    actor: str
    flow_run_id: str | None = None
    effect_key: str | None = None
    facts: bytes = Field(sa_type=LargeBinary)
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)


class CounterRow(CasebookTable, table=True):
    """The last number given out in a series (for example `M-2026`)."""

    __tablename__ = "counter"

    series: str = Field(primary_key=True)
    last: int


class BlindIndexRow(CasebookTable, table=True):
    """By what a course is found, and whose it is at the authority, without any of it being stored.

    `cpr`, `caseworker` and `unit` are the first eight bytes of keyed digests (controller included), `names` a
    signature of the name's beginnings that is different for every course (`models.name_signature`). None
    where the referral names nobody. It follows the referral, and goes when the course is erased.
    `former_cpr` is the number that was corrected: a mail may still come under it.
    """

    __tablename__ = "blind_index"
    __table_args__: ClassVar[Any] = (
        Index(
            "blind_index_former_cpr",
            "former_cpr",
            sqlite_where=Column("former_cpr").isnot(None),
            postgresql_where=Column("former_cpr").isnot(None),
        ),
    )

    course_id: int = Field(primary_key=True, foreign_key="course.id")
    cpr: int = Field(sa_type=BigInteger, index=True)
    caseworker: int | None = Field(default=None, sa_type=BigInteger, index=True)
    unit: int | None = Field(default=None, sa_type=BigInteger, index=True)
    names: bytes = Field(sa_type=LargeBinary)
    former_cpr: int | None = Field(default=None, sa_type=BigInteger)
