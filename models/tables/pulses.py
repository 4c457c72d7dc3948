"""When what must run all the time was last at work."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class PulseRow(CasebookTable, table=True):
    """The last time that a part of the installation was at work, and what came of it as a code."""

    __tablename__ = "pulse"

    part: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)
    outcome: str
