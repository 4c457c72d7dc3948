"""what lies in the mailbox's quarantine folder

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
# There is no way back but a backup: dropping a table would destroy what the log must keep.


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "quarantined_copy",
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mail_id"],
            ["mail.id"],
        ),
        sa.PrimaryKeyConstraint("mail_id"),
    )
