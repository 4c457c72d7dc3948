"""the authority's deciders and their codes, and the ledger of mail

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    _create_deciders()
    _create_mail()
    _index_mail()
    _create_sealed_mail()


def _create_deciders() -> None:
    op.create_table(
        "decider",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("called", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("ref"),
    )
    op.create_index("ix_decider_address", "decider", ["address"], unique=False)
    op.create_index("ix_decider_called", "decider", ["called"], unique=False)
    op.create_table(
        "decision_code",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("decider_ref", sa.String(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.ForeignKeyConstraint(
            ["decider_ref"],
            ["decider.ref"],
        ),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_decision_code_course_id", "decision_code", ["course_id"], unique=False)


def _create_mail() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("mailbox_key", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("raw_digest", sa.LargeBinary(), nullable=False),
        sa.Column("content_digest", sa.LargeBinary(), nullable=True),
        sa.Column("message_digest", sa.LargeBinary(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("duplicate_of", sa.String(), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.ForeignKeyConstraint(
            ["duplicate_of"],
            ["mail.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mailbox_key", "raw_digest"),
    )


def _index_mail() -> None:
    op.create_index("ix_mail_content_digest", "mail", ["content_digest"], unique=False)
    op.create_index("ix_mail_course_id", "mail", ["course_id"], unique=False)
    op.create_index("ix_mail_message_digest", "mail", ["message_digest"], unique=False)
    op.create_index(
        "mail_unsettled",
        "mail",
        ["received_at"],
        unique=False,
        sqlite_where=sa.text("fate = ''"),
        postgresql_where=sa.text("fate = ''"),
    )
    op.create_index(
        "mail_quarantined",
        "mail",
        ["received_at"],
        unique=False,
        sqlite_where=sa.text("fate = 'quarantined'"),
        postgresql_where=sa.text("fate = 'quarantined'"),
    )
    op.create_index("mail_received", "mail", ["received_at", "id"], unique=False)


def _create_sealed_mail() -> None:
    op.create_table(
        "sealed_mail",
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mail_id"],
            ["mail.id"],
        ),
        sa.PrimaryKeyConstraint("mail_id"),
    )
