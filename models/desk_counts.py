"""How much lies on the coordinators' desk, counted by what is left and never by all there was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy import func, select, text

from models.database import Database
from models.envelopes import EnvelopeState
from models.statements import Statement, table_of
from models.tables.corps import IncidentRow
from models.tables.notices import EnvelopeRow

_ENVELOPES, _INCIDENTS = table_of(EnvelopeRow), table_of(IncidentRow)
_NOT_AWAY = Statement(
    select(_ENVELOPES.c.controller, _ENVELOPES.c.state, func.count())
    # In the very words of the partial index, so that SQLite takes it.
    .where(text("state <> 'sent' AND state <> 'posted'"), _ENVELOPES.c.ended_as == "")
    .group_by(_ENVELOPES.c.controller, _ENVELOPES.c.state)
)
_UNSETTLED = Statement(select(func.count()).where(_INCIDENTS.c.settled_at.is_(None)))


def letters_not_away(database: Database, controllers: Collection[str] = ()) -> Counter[EnvelopeState]:
    """How many letters there are in each state but sent and posted, without those that somebody has ended: of
    these municipalities, or of all.
    """
    found: Counter[EnvelopeState] = Counter()
    with database.read() as transaction:
        for controller, state, number in transaction.all(_NOT_AWAY):
            if not controllers or controller in controllers:
                found[EnvelopeState(state)] += number
    return found


def open_incidents(database: Database) -> int:
    """How many incidents nobody has followed up yet."""
    with database.read() as transaction:
        row = transaction.one(_UNSETTLED)
    return int(row[0]) if row else 0
