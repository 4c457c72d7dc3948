"""What comes after a deviation was reported: the citizen's explanation, the outcome, a correction."""

from __future__ import annotations

from typing import Annotated, Literal

from domain.events.base import Event
from domain.values import SEALED

DeviationResult = Literal["in_hand", "explained", "new_agreement", "plan_adjusted", "jobcentre_goes_on"]
"""What came of a deviation. A sanction is none of these: it is the jobcentre's own affair (outside)."""


class DeviationExplained(Event, frozen=True, kw_only=True):
    """The citizen gave her own explanation later; it is sent on to the jobcentre."""

    matter: str
    explanation: Annotated[str, SEALED]


class DeviationOutcomeRecorded(Event, frozen=True, kw_only=True):
    """What came of a deviation after somebody had it in hand."""

    matter: str
    result: DeviationResult
    note: Annotated[str, SEALED] = ""


class DeviationWithdrawn(Event, frozen=True, kw_only=True):
    """A deviation was reported wrongly and is none; the jobcentre is told at once.

    `cause`: somebody took it back, or the log book was corrected (the citizen was there, or was excused).
    """

    matter: str
    cause: Literal["mistake", "log_corrected"]
    reason: Annotated[str, SEALED] = ""
