"""what responders say of certificates

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
# There is no way back but a backup: dropping a table would destroy what the log must keep.


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "certificate_answer",
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("responder", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mail_id"],
            ["mail.id"],
        ),
        sa.PrimaryKeyConstraint("mail_id", "asked_at"),
    )
    op.create_index(
        "ix_certificate_answer_certificate", "certificate_answer", ["certificate"], unique=False
    )
