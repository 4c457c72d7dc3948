"""the first tables

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
    op.create_table(
        "counter",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series"),
    )
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("registration_key", sa.String(), nullable=True),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("programme_version", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("mentor", sa.String(), nullable=False),
        sa.Column("coordinator", sa.String(), nullable=False),
        sa.Column("waiting_on", sa.String(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("next_due_at", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ref"),
        sa.UniqueConstraint("registration_key"),
    )
    op.create_index(
        "course_due",
        "course",
        ["next_due_at", "ref"],
        unique=False,
        sqlite_where=sa.text("next_due_at IS NOT NULL"),
        postgresql_where=sa.text("next_due_at IS NOT NULL"),
    )

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
        sa.PrimaryKeyConstraint("ref"),
    )
    op.create_table(
        "blind_index",
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.PrimaryKeyConstraint("controller", "digest", "course_id"),
    )
    op.create_index("ix_blind_index_course_id", "blind_index", ["course_id"], unique=False)

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

    op.create_table(
        "envelope",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("next_attempt_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("raw_sha256", sa.String(), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("ended_as", sa.String(), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("plain", sa.LargeBinary(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.ForeignKeyConstraint(
            ["replaces"],
            ["envelope.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("message_id"),
    )
    op.create_index(
        "envelope_to_send",
        "envelope",
        ["next_attempt_at"],
        unique=False,
        sqlite_where=sa.text("next_attempt_at IS NOT NULL"),
        postgresql_where=sa.text("next_attempt_at IS NOT NULL"),
    )
    op.create_index("ix_envelope_course_id", "envelope", ["course_id"], unique=False)

    op.create_table(
        "event",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
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
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.PrimaryKeyConstraint("course_id"),
    )
    op.create_table(
        "intent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("caused_at", sa.BigInteger(), nullable=False),
        sa.Column("envelope_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.ForeignKeyConstraint(
            ["envelope_id"],
            ["envelope.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("course_id", "seq", "kind", "recipient"),
    )
    op.create_index(
        "intent_waiting",
        "intent",
        ["not_before"],
        unique=False,
        sqlite_where=sa.text("envelope_id IS NULL"),
        postgresql_where=sa.text("envelope_id IS NULL"),
    )

    if op.get_bind().dialect.name == "postgresql":
        # The snapshot is rewritten at every step: compressed inside its row it takes a third.
        op.execute("ALTER TABLE course ALTER COLUMN state SET STORAGE MAIN")
        op.execute("ALTER TABLE course SET (toast_tuple_target = 256)")


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_index("intent_waiting", table_name="intent")

    op.drop_table("intent")
    op.drop_table("support_period")
    op.drop_index("mail_unsettled", table_name="mail")
    op.drop_index("ix_mail_message_digest", table_name="mail")
    op.drop_index("ix_mail_course_id", table_name="mail")
    op.drop_index("ix_mail_content_digest", table_name="mail")

    op.drop_table("mail")
    op.drop_index("event_effect", table_name="event")

    op.drop_table("event")
    op.drop_index("ix_envelope_course_id", table_name="envelope")
    op.drop_index("envelope_to_send", table_name="envelope")

    op.drop_table("envelope")
    op.drop_index("ix_decision_code_course_id", table_name="decision_code")

    op.drop_table("decision_code")
    op.drop_index("ix_blind_index_course_id", table_name="blind_index")

    op.drop_table("blind_index")
    op.drop_table("decider")
    op.drop_index("course_due", table_name="course")

    op.drop_table("course")
    op.drop_table("counter")
    op.drop_table("checkpoint")
