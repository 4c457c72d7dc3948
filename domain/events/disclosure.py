"""What others may know: agreed with the citizen, told, withdrawn; the considerations passed on."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from domain.disclosure import Disclosure, Outsider, Told, ToldOn
from domain.events.base import Event
from domain.values import SEALED


class DisclosureAgreed(Event, frozen=True, kw_only=True):
    """The citizen agreed what an outsider may know (S3)."""

    disclosure: Disclosure
    note: Annotated[str, SEALED] = ""


class DisclosureEnded(Event, frozen=True, kw_only=True):
    """The citizen no longer wants an outsider to know; it works from that day on."""

    disclosure: str
    ended_on: date


class DisclosureRecorded(Event, frozen=True, kw_only=True):
    """Something was told an outsider, on the basis of what was agreed (`rests_on`), or of law.

    `considerations` is the version of the considerations that was passed on, 0 if none was.
    """

    recipient: Outsider
    kinds: tuple[Told, ...]
    told_on: date
    rests_on: tuple[str, ...]
    considerations: int = 0
    basis: ToldOn = "consent"
    legal_basis: Annotated[str, SEALED] = ""
    decided_by: Annotated[str, SEALED] = ""
    note: Annotated[str, SEALED]
    why: Annotated[str, SEALED] = ""


class ConsiderationsRevised(Event, frozen=True, kw_only=True):
    """The special considerations (skånehensyn) in a new version; what the referral said is version 1."""

    number: int
    considerations: Annotated[str, SEALED]
