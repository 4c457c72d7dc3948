"""Reconciliations of hours: what was told for an invoice or for refund, as it was told."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Text
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class ReconciliationRow(CasebookTable, table=True):
    """One reconciliation of one controller's hours in a month (`2026-03`). `sha256` is over all its lines as
    one JSON list. Rows are only ever added; the newest of a month counts.
    """

    __tablename__ = "reconciliation"

    id: int = Field(primary_key=True)
    controller: str
    month: str
    at: datetime = Field(sa_type=Instant)
    actor: str
    sha256: str


class ReconciliationLineRow(CasebookTable, table=True):
    """One line of a reconciliation, `position` from 0: `line` is neutral JSON, `mentor` as it says there."""

    __tablename__ = "reconciliation_line"
    __table_args__: ClassVar[Any] = (
        Index("ix_reconciliation_line_mentor", "reconciliation_id", "mentor", "position"),
    )

    reconciliation_id: int = Field(primary_key=True, foreign_key="reconciliation.id")
    position: int = Field(primary_key=True)
    mentor: str
    line: str = Field(sa_type=Text)


class ReconciliationSumRow(CasebookTable, table=True):
    """How many lines a mentor has in a reconciliation and what they come to, in hundredths of an hour, so
    that a page that tells them reads a row for each mentor and not one for each line.
    """

    __tablename__ = "reconciliation_sum"

    reconciliation_id: int = Field(primary_key=True, foreign_key="reconciliation.id")
    mentor: str = Field(primary_key=True)
    count: int
    logged: int
    outside: int
    confirmed: int
    billable: int
    refundable: int
