"""How often signing in may be tried, and the kind answer when it was too often."""

from __future__ import annotations

from datetime import datetime

from casework.office import Office
from casework.signing_in.origin import UNKNOWN, Origin
from domain.calendar import COPENHAGEN
from domain.errors import MentorError
from domain.signing_in import Limit, Outcome


class TooMany(MentorError):
    """Something was tried too often; `until` (UTC) is when it may be tried again."""

    code = "too-many"

    def __init__(self, until: datetime) -> None:
        clock = until.astimezone(COPENHAGEN).strftime("%H.%M")
        super().__init__(
            f"Der er forsøgt for mange gange. Vent til kl. {clock}, og prøv igen. Haster det, så ring til en "
            "koordinator."
        )
        self.until = until


def must_not_be_too_many(
    office: Office, limit: Limit, whose: str, origin: Origin = UNKNOWN, *, email: str = ""
) -> None:
    """Count a try. Raises TooMany, written down, when there were too many within the window."""
    until = office.sign_ins.limits.tried(limit, whose, office.now) if whose else None
    if until is not None:
        office.sign_ins.log.write(Outcome.TOO_MANY, office.now, email=email, device=origin.device)
        raise TooMany(until)
