"""The statements of the keyring: how its keys are kept, found, wrapped anew and destroyed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, update

from models.columns import micros
from models.sealing import DataKey
from models.statements import Statement, insertion, table_of
from models.tables.keys import DataKeyRow

INDEX_KEY = "system-blind-index"
MASTER_PREFIX = "mk-"

_KEYS = table_of(DataKeyRow)
INSERT = insertion(DataKeyRow)
SELECT = Statement(
    select(_KEYS.c.wrapped_by, _KEYS.c.wrapped, _KEYS.c.destroyed_at).where(_KEYS.c.id == bindparam("key_id"))
)
REWRAP = Statement(
    update(_KEYS)
    .where(_KEYS.c.id == bindparam("key_id"), _KEYS.c.wrapped.isnot(None))
    .values(wrapped_by=bindparam("by"), wrapped=bindparam("now_wrapped"))
)
DESTROY = Statement(
    update(_KEYS)
    .where(_KEYS.c.id == bindparam("key_id"))
    .values(wrapped=None, destroyed_at=bindparam("instant"))
)
GONE = Statement(select(_KEYS.c.id).where(_KEYS.c.destroyed_at.isnot(None)))
GONE_SINCE = Statement(
    select(_KEYS.c.id, _KEYS.c.destroyed_at).where(_KEYS.c.destroyed_at >= bindparam("since"))
)
WRAPS_NOW = Statement(
    # Locked, so that a rotation cannot begin while a new key is being wrapped by the old master key.
    select(_KEYS.c.wrapped_by).where(_KEYS.c.id == INDEX_KEY).with_for_update(read=True)
)
OUTDATED = Statement(
    select(_KEYS.c.id)
    .where(_KEYS.c.wrapped_by.like(MASTER_PREFIX + "%"), _KEYS.c.wrapped_by != bindparam("current"))
    .where(_KEYS.c.wrapped.isnot(None))
    .limit(bindparam("batch"))
    .with_for_update()
)


def new_row(key_id: str, key: bytes, master: DataKey, now: datetime) -> dict[str, object]:
    """The row of a new key, wrapped by a master key."""
    return {
        "id": key_id,
        "wrapped_by": master.id,
        "wrapped": master.seal(key, "data_key", "wrapped", key_id),
        "created_at": micros(now),
        "destroyed_at": None,
    }
