"""The file about a course: marks, legal hold, return, and erasure; most of it happens after the course."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from domain.events.base import Event
from domain.values import SEALED, Stored


class Mark(Stored, frozen=True):
    """Something that an export leaves out: its number, what it is, where it stands and why."""

    id: str
    what: Literal["event", "words", "enclosure"]
    why: str
    event: int | None = None
    mail: str = ""
    number: int | None = None


class ThirdPartyMarked(Event, frozen=True, kw_only=True):
    """A person marked what an export leaves out; `words` has, for each mark, its words or nothing."""

    marks: tuple[Mark, ...] = ()
    put_back: tuple[str, ...] = ()
    words: Annotated[tuple[str, ...], SEALED] = ()


class ErasureHeld(Event, frozen=True, kw_only=True):
    """The file may not be erased until further notice (legal hold)."""

    held_on: date
    reason: str


class HoldLifted(Event, frozen=True, kw_only=True):
    """The file may be erased again when its time has come."""

    lifted_on: date


class FileReturned(Event, frozen=True, kw_only=True):
    """The controller confirmed that it has the file that must be journalised."""

    returned_on: date
    how: str
    document_sha256: str


class ErasureApproved(Event, frozen=True, kw_only=True):
    """The controller's registered decider gave the instruction to erase."""

    decider: str
    decider_role: str
    unit: str
    decided_on: date
    document_sha256: str = ""
    early: bool = False


class CourseErased(Event, frozen=True, kw_only=True):
    """The last event of a course: its keys are destroyed right after it is committed, and what the events
    said of the citizen cannot be read by anybody any more.
    """

    erased_on: date
    keys: int
    mails: int
    letters: int
    index_entries: int
