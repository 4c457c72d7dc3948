"""What turns a course another way than planned: an early end, a new caseworker, a closed course reopened."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from domain.events.base import Event
from domain.values import SEALED


class StoppedEarly(Event, frozen=True, kw_only=True):
    """The support was stopped before its end; the closing report is due all the same (S0)."""

    stopped_on: date
    cause: str
    reason: Annotated[str, SEALED] = ""


class CaseworkerChanged(Event, frozen=True, kw_only=True):
    """The jobcentre told us who handles the case now, or in which unit."""

    caseworker: Annotated[str, SEALED]
    contact: Annotated[str, SEALED] = ""
    unit: Annotated[str, SEALED] = ""


class CourseReopened(Event, frozen=True, kw_only=True):
    """A closed course was opened again within the programme's limit; its deadlines are set anew."""

    reopened_on: date
    reason: Annotated[str, SEALED]
