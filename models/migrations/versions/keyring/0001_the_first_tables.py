"""the first tables

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
SCHEMA = "keyring"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "data_key",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("wrapped_by", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("destroyed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        schema=SCHEMA,
    )
    op.create_index("data_key_wrapped_by", "data_key", ["wrapped_by"], unique=False, schema=SCHEMA)
    op.create_index(
        "data_key_destroyed",
        "data_key",
        ["destroyed_at"],
        unique=False,
        schema=SCHEMA,
        sqlite_where=sa.text("destroyed_at IS NOT NULL"),
        postgresql_where=sa.text("destroyed_at IS NOT NULL"),
    )
