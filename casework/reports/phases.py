"""The phases a course was in, day by day, with the events that began them."""

from __future__ import annotations

from datetime import date, timedelta

from adapters.documents import Phase as PhaseShown
from casework import names
from casework.history.case_record import CaseRecord
from domain.calendar import local_day
from domain.lifecycle import FINAL, Phase


def phases(record: CaseRecord, until: date) -> tuple[PhaseShown, ...]:
    """Every phase in order, both days included. One that began and ended the same day has one day, and the
    last one lasts until the course is over, that day included.
    """
    turns = _turns(record)
    ends = [began if phase in FINAL else began - timedelta(days=1) for phase, _, began in turns[1:]]
    return tuple(
        PhaseShown(
            name=names.PHASES[phase].capitalize(),
            starts_on=began,
            ends_on=max(began, end),
            event=seq,
        )
        for (phase, seq, began), end in zip(turns, [*ends, until], strict=True)
        if phase not in FINAL
    )


def _turns(record: CaseRecord) -> list[tuple[Phase, int, date]]:
    """Where the phase changed: to what, by which event, on which Danish day."""
    turns: list[tuple[Phase, int, date]] = []
    for recorded in record.history:
        phase = recorded.event.to_phase
        if phase is not None and (not turns or turns[-1][0] is not phase):
            turns.append((phase, recorded.seq, local_day(recorded.at)))
    return turns
