"""Why a course rested: said when the pause began, or when it was planned."""

from __future__ import annotations

from dataclasses import dataclass

from casework.history.case_record import CaseRecord
from domain.events import CoursePaused, PausePlanned


@dataclass(frozen=True, slots=True)
class WhyPaused:
    """The cause as a code, and the reason in words; both are personal, since they may be about health."""

    cause: str
    reason: str


def why_paused(record: CaseRecord, seq: int, paused: CoursePaused) -> WhyPaused:
    """What lies behind the pause that began with event `seq`. The clock begins a planned one and opens no
    key, so its cause stands where it was planned last.
    """
    if paused.cause:
        return WhyPaused(paused.cause, paused.reason)
    planned = [event for number, event in record.of(PausePlanned) if number < seq]
    return WhyPaused(planned[-1].cause, planned[-1].reason) if planned else WhyPaused("", paused.reason)
