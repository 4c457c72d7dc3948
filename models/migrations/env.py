"""How Alembic runs our migrations: on the connection and for the tables that `models.schema` hands over."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, **context.config.attributes["tables"].options(connection))
with context.begin_transaction():
    context.run_migrations()
