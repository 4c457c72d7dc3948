"""What signing in to the portal keeps: each kind in a store of its own, secrets as keyed digests only."""

from __future__ import annotations

from models.database import Database
from models.keyring import Keyring
from models.signing_in.factors import Factors
from models.signing_in.limits import Limits
from models.signing_in.links import Links
from models.signing_in.log import SignInLog
from models.signing_in.recovery import Recovery
from models.signing_in.sessions import Sessions

__all__ = ["Factors", "Limits", "Links", "Recovery", "Sessions", "SignInLog", "SignIns"]


class SignIns:
    """All of it. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self.sessions = Sessions(database, keyring)
        self.links = Links(database, keyring)
        self.factors = Factors(database, keyring)
        self.recovery = Recovery(database, keyring)
        self.limits = Limits(database, keyring)
        self.log = SignInLog(database, keyring)
