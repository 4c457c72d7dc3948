"""The section `[contact]`: how long one tries to reach the citizen, at the start and later."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.ladders import Strict


class Contact(Strict):
    """After how many failed attempts in a row the jobcentre is told, before the first meeting and after it
    (`support_attempts`), and what then: `ask` opens a matter that climbs until somebody has said whether to
    go on; `tell` leaves it at that (local: ask).
    """

    then: Literal["ask", "tell"]
    failed_attempts: Annotated[int, Field(ge=1, le=20)]
    support_attempts: Annotated[int, Field(ge=1, le=20)]

    def attempts(self, *, support: bool) -> int:
        """How many failed attempts in a row count as not reached."""
        return self.support_attempts if support else self.failed_attempts
