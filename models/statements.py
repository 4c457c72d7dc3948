"""SQL statements written once with SQLAlchemy and compiled once per database.

On the hot path they run straight through the driver's cursor: that costs a quarter of SQLAlchemy's own
execution, and keeps the tables the only place where columns are named. Values are the driver's own
(int, str, bytes, bool, None); `models.columns` converts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import ClauseElement, Dialect, Table, bindparam, insert
from sqlalchemy.orm import class_mapper
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import SQLModel

from models.tables.keys import KEY_SCHEMA

Values = Mapping[str, Any]
Row = tuple[Any, ...]


class Statement:
    """One statement; its parameters are the names of its bind parameters."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, Callable[[Values], Row]]] = {}

    def prepared(self, dialect: Dialect) -> tuple[str, Callable[[Values], Row]]:
        """The SQL text for a database, and what orders named values into its positions."""
        found = self._compiled.get(dialect.name)
        if found is None:
            found = self._compiled[dialect.name] = self._compile(dialect)
        return found

    def _compile(self, dialect: Dialect) -> tuple[str, Callable[[Values], Row]]:
        # SQLite has no schemas: its tables are found without.
        schemas = {KEY_SCHEMA: None if dialect.name == "sqlite" else KEY_SCHEMA}
        compiled = cast(
            SQLCompiler,
            self._statement.compile(
                dialect=dialect, schema_translate_map=schemas, render_schema_translate=True
            ),
        )
        fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        return str(compiled), _in_order(tuple(compiled.positiontup or ()), fixed)


def _in_order(names: tuple[str, ...], fixed: Values) -> Callable[[Values], Row]:
    if not names:
        return lambda _values: ()
    if fixed:
        return lambda values: tuple(values[name] if name in values else fixed[name] for name in names)
    if len(names) == 1:
        return lambda values: (values[names[0]],)
    return itemgetter(*names)


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a table model."""
    return cast(Table, class_mapper(model).local_table)


def insertion(model: type[SQLModel], *, without: tuple[str, ...] = ()) -> Statement:
    """The statement that adds one row to a table, with every column but `without` as a parameter."""
    target = table_of(model)
    columns = [column.name for column in target.columns if column.name not in without]
    return Statement(insert(target).values({name: bindparam(name) for name in columns}))
