"""How Alembic runs our migrations: on the connection and for the store that `models.schema` hands over."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, **context.config.attributes["store"].options(connection))
with context.begin_transaction():
    context.run_migrations()
