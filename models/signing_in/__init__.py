"""What signing in to the portal keeps: each kind in a store of its own, secrets as keyed digests only."""

from __future__ import annotations

from datetime import datetime

from domain.signing_in import LINKS_KEPT
from models.database import Database
from models.keyring import Keyring
from models.signing_in.challenges import Challenges
from models.signing_in.factors import Factors
from models.signing_in.limits import Limits
from models.signing_in.links import Links
from models.signing_in.log import SignInLog
from models.signing_in.recovery import Recovery
from models.signing_in.sessions import Sessions

__all__ = [
    "Challenges",
    "Factors",
    "Limits",
    "Links",
    "Recovery",
    "Sessions",
    "SignInLog",
    "SignIns",
]


class SignIns:
    """All of it. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self.sessions = Sessions(database, keyring)
        self.links = Links(database, keyring)
        self.factors = Factors(database, keyring)
        self.recovery = Recovery(database, keyring)
        self.challenges = Challenges(database, keyring)
        self.limits = Limits(database, keyring)
        self.log = SignInLog(database, keyring)

    def forget_old(self, now: datetime) -> None:
        """Delete what is over and no longer kept: nobody needs to know for ever who signed in when."""
        self.links.forget_old(now)
        self.sessions.forget_old(now)
        self.factors.forget_old(now - LINKS_KEPT)
        self.challenges.forget_old(now)
        self.limits.forget_old(now - LINKS_KEPT)
        self.log.forget_old(now)
