"""The two stores of a home: the casebook's tables, and the data keys without which they are noise."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlmodel import Session

from domain.errors import MentorError
from models import schema
from models.store import Store, Transaction, connect


@dataclass(frozen=True, slots=True)
class Database:
    """Both stores. The transactions here are the casebook's; the keys have their own (`keys`)."""

    casebook: Store
    keys: Store

    def begin(self) -> AbstractContextManager[Transaction]:
        """One writing transaction on the casebook; see `Store.begin`."""
        return self.casebook.begin()

    def read(self) -> AbstractContextManager[Transaction]:
        """One reading transaction on the casebook; see `Store.read`."""
        return self.casebook.read()

    def session(self) -> AbstractContextManager[Session]:
        """An SQLModel session on the casebook, for reading; see `Store.session`."""
        return self.casebook.session()

    def close(self) -> None:
        """Close every connection."""
        self.casebook.close()
        self.keys.close()


def open_database(url: str, *, keyring_url: str) -> Database:
    """Open the stores of a home. Raises DatabaseMissing, DatabaseDamaged, SchemaOutdated or
    DatabaseUnavailable; nothing is created or changed.
    """
    database = Database(connect(url), connect(keyring_url, wipes=True))
    try:
        schema.require_current(database.casebook, schema.CASEBOOK)
        schema.require_current(database.keys, schema.KEYS)
    except MentorError:
        database.close()
        raise
    return database


def create_database(url: str, *, keyring_url: str) -> Database:
    """Make the stores of a home, or bring existing ones to this release; nothing stored is lost."""
    from models.upgrading import upgrade  # here: who only opens a home needs no Alembic

    database = Database(connect(url, create=True), connect(keyring_url, create=True, wipes=True))
    upgrade(database.casebook, schema.CASEBOOK)
    upgrade(database.keys, schema.KEYS)
    return database
