"""Who of us reads a letter, and on whose behalf."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from adapters.staff import StaffMember


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a letter goes to, and on whose behalf (None: it is her own). `uncovered`: the coordinator gets a
    mentor's letter, because nobody stands in. `until` is the last day, where one is known.
    """

    member: StaffMember
    instead_of: StaffMember | None = None
    uncovered: bool = False
    until: date | None = None
