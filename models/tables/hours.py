"""Reconciliations of hours: what was told for an invoice or for refund, as it was told."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class ReconciliationRow(CasebookTable, table=True):
    """One reconciliation of one controller's hours in a month (`2026-03`). `lines` is neutral JSON, `sha256`
    is over it. Rows are only ever added; the newest of a month counts.
    """

    __tablename__ = "reconciliation"

    id: int = Field(primary_key=True)
    controller: str
    month: str
    at: datetime = Field(sa_type=Instant)
    actor: str
    lines: str
    sha256: str
