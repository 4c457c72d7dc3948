"""Data keys, in their own database file or schema: without a row here its ciphertext is noise."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Column, Index, LargeBinary, MetaData
from sqlmodel import Field, SQLModel

from models.columns import Instant

KEY_SCHEMA = "keyring"
KEY_METADATA = MetaData(schema=KEY_SCHEMA)
"""The key store's only table. SQLite has no schemas: there the name is translated away."""


class DataKeyRow(SQLModel, table=True):
    """A data key, wrapped by a master key or by another data key (`wrapped_by` names which).

    A destroyed key keeps its row without the key, so that nobody mistakes erasure for loss.
    """

    metadata = KEY_METADATA
    __tablename__ = "data_key"
    __table_args__: ClassVar[Any] = (
        Index("data_key_wrapped_by", "wrapped_by"),
        Index(
            "data_key_destroyed",
            "destroyed_at",
            sqlite_where=Column("destroyed_at").isnot(None),
            postgresql_where=Column("destroyed_at").isnot(None),
        ),
        {"schema": KEY_SCHEMA},
    )

    id: str = Field(primary_key=True)
    wrapped_by: str
    wrapped: bytes | None = Field(default=None, sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=Instant)
    destroyed_at: datetime | None = Field(default=None, sa_type=Instant)
