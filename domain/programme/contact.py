"""The section `[contact]`: how long one tries to reach the citizen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.ladders import Strict


class Contact(Strict):
    """After how many failed attempts the jobcentre is told, and what then: `ask` opens a matter that climbs
    until somebody has said whether to go on; `tell` leaves it at that (local: ask).
    """

    then: Literal["ask", "tell"]
    failed_attempts: Annotated[int, Field(ge=1, le=20)]
