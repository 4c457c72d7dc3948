"""The pulse of an installation: when each part was last at work, so that somebody sees when one is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, select, text

from models.columns import from_micros, micros
from models.database import Database
from models.statements import Statement, table_of
from models.tables.pulses import PulseRow


class Part(StrEnum):
    """What has a pulse."""

    MAIL_IN = "mail_in"
    DELIVERY = "delivery"
    ROUND = "round"
    ASSURANCE = "assurance"
    FIGURES = "figures"


OK = "ok"
OFTEN_ENOUGH = timedelta(minutes=1)
"""A pulse that is no older and says the same is not written again: some parts look every few seconds."""
_PULSES = table_of(PulseRow)
_ALL = Statement(select(_PULSES.c.part, _PULSES.c.at, _PULSES.c.outcome))
_ONE = Statement(select(_PULSES.c.at, _PULSES.c.outcome).where(_PULSES.c.part == bindparam("part")))
_BEAT = Statement(
    text(
        "INSERT INTO pulse (part, at, outcome) VALUES (:part, :at, :outcome) "
        "ON CONFLICT (part) DO UPDATE SET at = excluded.at, outcome = excluded.outcome"
    )
)


@dataclass(frozen=True, slots=True)
class Beat:
    """When a part was last at work (UTC), and what came of it: a code, `ok` where all was well."""

    at: datetime
    outcome: str


class Pulses:
    """The pulses of one installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def beat(self, part: Part, now: datetime, outcome: str = OK) -> None:
        """Note that the part has been at work."""
        last = self.last(part)
        if last and last.outcome == outcome and last.at <= now < last.at + OFTEN_ENOUGH:
            return
        with self._database.begin() as transaction:
            transaction.change(_BEAT, part=part.value, at=micros(now), outcome=outcome)

    def last(self, part: Part) -> Beat | None:
        """The part's last pulse, if it ever had one."""
        with self._database.read() as transaction:
            row = transaction.one(_ONE, part=part.value)
        return Beat(from_micros(row[0]), row[1]) if row else None

    def all(self) -> Mapping[Part, Beat]:
        """The last pulse of every part that has had one."""
        with self._database.read() as transaction:
            rows = transaction.all(_ALL)
        return {Part(part): Beat(from_micros(at), outcome) for part, at, outcome in rows}
