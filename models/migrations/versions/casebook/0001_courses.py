"""courses: their logs, snapshots, periods and what shows them

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    _create_counters()
    _create_courses()
    _index_courses()
    _create_blind_index()
    _create_logs()
    _create_views()
    _store_snapshots_inline()


def _create_counters() -> None:
    op.create_table(
        "counter",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series"),
    )
    op.create_table(
        "checkpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("courses", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _create_courses() -> None:
    op.create_table(
        "course",
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("next_due_at", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.Integer(), nullable=True),
        sa.Column("mentors_deadline", sa.Integer(), nullable=True),
        sa.Column("coordinators_deadline", sa.Integer(), nullable=True),
        sa.Column("jobcentres_deadline", sa.Integer(), nullable=True),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("registration_key", sa.String(), nullable=True),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("programme_version", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("mentor", sa.String(), nullable=False),
        sa.Column("cover", sa.String(), nullable=False),
        sa.Column("coordinator", sa.String(), nullable=False),
        sa.Column("waiting_on", sa.String(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ref"),
        sa.UniqueConstraint("registration_key"),
    )


def _index_courses() -> None:
    op.create_index(
        "course_due",
        "course",
        ["next_due_at", "ref"],
        unique=False,
        sqlite_where=sa.text("next_due_at IS NOT NULL"),
        postgresql_where=sa.text("next_due_at IS NOT NULL"),
    )
    op.create_index(
        "course_list",
        "course",
        [
            "deadline",
            "ref",
            "phase",
            "controller",
            "coordinator",
            "mentor",
            "cover",
            "waiting_on",
            "mentors_deadline",
        ],
        unique=False,
    )
    op.create_index(
        "course_cover",
        "course",
        ["cover"],
        unique=False,
        sqlite_where=sa.text("cover != ''"),
        postgresql_where=sa.text("cover != ''"),
    )
    for person in ("coordinator", "mentor"):
        op.create_index(
            f"course_of_{person}",
            "course",
            [person],
            unique=False,
            sqlite_where=sa.text("next_due_at IS NOT NULL"),
            postgresql_where=sa.text("next_due_at IS NOT NULL"),
        )


def _create_blind_index() -> None:
    op.create_table(
        "blind_index",
        # The widest first: on PostgreSQL nothing is lost between them.
        sa.Column("cpr", sa.BigInteger(), nullable=False),
        sa.Column("caseworker", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.BigInteger(), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("names", sa.LargeBinary(), nullable=False),
        sa.Column("former_cpr", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.PrimaryKeyConstraint("course_id"),
    )
    for column in ("cpr", "caseworker", "unit"):
        op.create_index(f"ix_blind_index_{column}", "blind_index", [column], unique=False)
    op.create_index(
        "blind_index_former_cpr",
        "blind_index",
        ["former_cpr"],
        unique=False,
        sqlite_where=sa.text("former_cpr IS NOT NULL"),
        postgresql_where=sa.text("former_cpr IS NOT NULL"),
    )


def _create_logs() -> None:
    op.create_table(
        "event",
        # The widest numbers first: on PostgreSQL nothing is lost between the columns.
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("flow_run_id", sa.String(), nullable=True),
        sa.Column("effect_key", sa.String(), nullable=True),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.PrimaryKeyConstraint("course_id", "seq"),
    )
    op.create_index(
        "event_effect",
        "event",
        ["course_id", "effect_key"],
        unique=True,
        sqlite_where=sa.text("effect_key IS NOT NULL"),
        postgresql_where=sa.text("effect_key IS NOT NULL"),
    )


def _create_views() -> None:
    op.create_table(
        "support_period",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("special", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.PrimaryKeyConstraint("course_id", "number"),
    )
    op.create_table(
        "shown_card",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.PrimaryKeyConstraint("course_id"),
    )


def _store_snapshots_inline() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # The snapshot is rewritten at every step: compressed inside its row it takes a third.
        op.execute("ALTER TABLE course ALTER COLUMN state SET STORAGE MAIN")
        op.execute("ALTER TABLE course SET (toast_tuple_target = 256)")
