"""Which tables live together, and which release they are of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, MetaData, column, inspect, select, table

from models.errors import SchemaOutdated
from models.store import Store
from models.tables.courses import METADATA
from models.tables.keys import KEY_METADATA, KEY_SCHEMA

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version"


@dataclass(frozen=True, slots=True)
class TableSet:
    """A set of tables that live together and are migrated together."""

    name: str
    metadata: MetaData
    schema: str | None = None

    def options(self, connection: Connection) -> dict[str, Any]:
        """How Alembic looks at these tables on a connection. SQLite has no schemas."""
        if connection.dialect.name == "postgresql":
            names = {self.schema}
            return {
                "target_metadata": self.metadata,
                "version_table_schema": self.schema,
                "include_schemas": self.schema is not None,
                "include_name": lambda name, kind, _parents: kind != "schema" or name in names,
            }
        return {"target_metadata": _without_schema(self.metadata), "render_as_batch": True}


CASEBOOK = TableSet("casebook", METADATA)
KEYS = TableSet("keyring", KEY_METADATA, KEY_SCHEMA)


def require_current(store: Store, tables: TableSet) -> None:
    """Raise SchemaOutdated unless the tables are exactly of this release."""
    with store.connection() as connection:
        found = _found(connection, tables)
    newest = newest_revision(tables)
    if found != newest:
        raise SchemaOutdated(store.name, found, newest)


@cache
def newest_revision(tables: TableSet) -> str:
    """The last revision in this release: the migrations' files are numbered in their order."""
    return max(file.name.partition("_")[0] for file in versions(tables).glob("[0-9]*_*.py"))


def versions(tables: TableSet) -> Path:
    """The folder of the tables' migrations."""
    return MIGRATIONS / "versions" / tables.name


def _found(connection: Connection, tables: TableSet) -> str:
    """The revision that Alembic left in the store; empty if there is none."""
    schema = tables.schema if connection.dialect.name == "postgresql" else None
    if not inspect(connection).has_table(VERSION_TABLE, schema=schema):
        return ""
    version = table(VERSION_TABLE, column("version_num"), schema=schema)
    return connection.execute(select(version.c.version_num)).scalar() or ""


@cache
def _without_schema(metadata: MetaData) -> MetaData:
    plain = MetaData()
    for known in metadata.tables.values():
        known.to_metadata(plain, schema=cast("str", None))
    return plain
