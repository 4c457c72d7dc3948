"""Brings a store's tables to this release, and says which release they are of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text

from models.errors import SchemaOutdated
from models.store import Store
from models.tables import authority, confidential, corps, hours, mail, notices, readings
from models.tables.courses import METADATA
from models.tables.keys import KEY_METADATA, KEY_SCHEMA

_MIGRATIONS = Path(__file__).parent / "migrations"


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
TABLE_MODULES = (authority, confidential, corps, hours, mail, notices, readings)
"""Importing these registers their tables with the casebook's metadata."""


def upgrade(store: Store, tables: TableSet) -> None:
    """Bring the tables to this release's schema; what is there already stays."""
    with store.connection() as connection:
        if tables.schema and connection.dialect.name == "postgresql":
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {tables.schema}"))
        command.upgrade(_config(tables, connection), "head")


def require_current(store: Store, tables: TableSet) -> None:
    """Raise SchemaOutdated unless the tables are exactly of this release."""
    with store.connection() as connection:
        context = MigrationContext.configure(connection, opts=tables.options(connection))
        found = context.get_current_revision() or ""
    newest = _newest(tables)
    if found != newest:
        raise SchemaOutdated(store.name, found, newest)


def differences(store: Store, tables: TableSet) -> list[Any]:
    """What autogenerate would still change: nothing, if migrations and tables agree."""
    with store.connection() as connection:
        context = MigrationContext.configure(connection, opts=tables.options(connection))
        return list(compare_metadata(context, context.opts["target_metadata"]))


def _config(tables: TableSet, connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("version_locations", str(_MIGRATIONS / "versions" / tables.name))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    config.attributes["tables"] = tables
    return config


@cache
def _newest(tables: TableSet) -> str:
    return ScriptDirectory.from_config(_config(tables, None)).get_current_head() or ""


@cache
def _without_schema(metadata: MetaData) -> MetaData:
    plain = MetaData()
    for table in metadata.tables.values():
        table.to_metadata(plain, schema=cast("str", None))
    return plain
