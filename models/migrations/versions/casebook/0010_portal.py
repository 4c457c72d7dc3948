"""signing in to the portal

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
# There is no way back but a backup: dropping the tables would destroy who signed in when.


def upgrade() -> None:
    """Bring the tables to this revision."""
    _sign_in_link()
    _sign_in_session()
    _second_factor()
    _recovery_code()
    _passkey_challenge()
    _sign_in_limit()
    _sign_in_log()


def _sign_in_link() -> None:
    op.create_table(
        "sign_in_link",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("browser", sa.LargeBinary(), nullable=False),
        sa.Column("next", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("proven_at", sa.BigInteger(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_sign_in_link_browser", "sign_in_link", ["browser"])
    op.create_index("ix_sign_in_link_asked_at", "sign_in_link", ["asked_at"])


def _sign_in_session() -> None:
    op.create_table(
        "sign_in_session",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("shows", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("digest"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_sign_in_session_account", "sign_in_session", ["account"])
    op.create_index("ix_sign_in_session_person", "sign_in_session", ["person"])
    op.create_index("ix_sign_in_session_opened_at", "sign_in_session", ["opened_at"])


def _second_factor() -> None:
    op.create_table(
        "second_factor",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=True),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("credential"),
    )
    op.create_index("ix_second_factor_person", "second_factor", ["person"])
    one_first = sa.text("is_first AND confirmed_at IS NOT NULL")
    op.create_index(
        "second_factor_first",
        "second_factor",
        ["person"],
        unique=True,
        sqlite_where=one_first,
        postgresql_where=one_first,
    )


def _recovery_code() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_recovery_code_person", "recovery_code", ["person"])


def _passkey_challenge() -> None:
    op.create_table(
        "passkey_challenge",
        sa.Column("browser", sa.LargeBinary(), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("browser"),
    )


def _sign_in_limit() -> None:
    op.create_table(
        "sign_in_limit",
        sa.Column("bucket", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bucket"),
    )
    op.create_index("ix_sign_in_limit_since", "sign_in_limit", ["since"])


def _sign_in_log() -> None:
    op.create_table(
        "sign_in_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sign_in_log_at", "sign_in_log", ["at"])
    op.create_index("ix_sign_in_log_person", "sign_in_log", ["person"])
