"""The corps's own records, each kind in a store of its own; none of it is part of a course's history."""

from __future__ import annotations

from models.corps.absences import Absences
from models.corps.documents import StandingDocuments
from models.corps.incidents import Incidents
from models.corps.lieu import LieuLedger
from models.corps.profiles import MentorProfiles
from models.corps.supervision import SupervisionLog
from models.corps.visits import Visits
from models.database import Database
from models.keyring import Keyring

__all__ = [
    "Absences",
    "Corps",
    "Incidents",
    "LieuLedger",
    "MentorProfiles",
    "StandingDocuments",
    "SupervisionLog",
    "Visits",
]


class Corps:
    """All of the corps's records. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self.profiles = MentorProfiles(database, keyring)
        self.absences = Absences(database)
        self.lieu = LieuLedger(database)
        self.documents = StandingDocuments(database, keyring)
        self.visits = Visits(database, keyring)
        self.incidents = Incidents(database, keyring)
        self.supervision = SupervisionLog(database, keyring)
