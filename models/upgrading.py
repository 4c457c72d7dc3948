"""Brings a store's tables to this release. Apart from `models.schema`, because nothing else needs Alembic's
seven megabytes.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from models import tables as table_modules
from models.schema import MIGRATIONS, TableSet, versions
from models.store import Store

for known in iter_modules(table_modules.__path__):
    # Importing it registers its tables with the casebook's metadata, of which Alembic needs all.
    import_module(f"{table_modules.__name__}.{known.name}")


def upgrade(store: Store, tables: TableSet) -> None:
    """Bring the tables to this release's schema; what is there already stays."""
    with store.connection() as connection:
        if tables.schema and connection.dialect.name == "postgresql":
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {tables.schema}"))
        command.upgrade(_config(tables, connection), "head")


def differences(store: Store, tables: TableSet) -> list[Any]:
    """What autogenerate would still change: nothing, if migrations and tables agree."""
    with store.connection() as connection:
        context = MigrationContext.configure(connection, opts=tables.options(connection))
        return list(compare_metadata(context, context.opts["target_metadata"]))


def _config(tables: TableSet, connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("version_locations", str(versions(tables)))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    config.attributes["tables"] = tables
    return config
