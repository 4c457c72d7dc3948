"""The counter where visits are received: one opened home, shared by all visits of this process."""

from __future__ import annotations

import logging
import threading

from adapters.staff import Staff
from casework.office import Office
from domain.errors import InvalidInput, Unavailable

log = logging.getLogger("portal")
UNREADABLE = "Portalen kan ikke se, hvem der arbejder her. Sig det til driften."


class Counter:
    """Gives every visit its own view of the home. Safe to use from several threads."""

    def __init__(self, office: Office) -> None:
        self.home = office
        self._staff_file = office.settings.home / "staff.toml"
        self._staff: tuple[tuple[int, int], Staff] | None = None
        self._turn = threading.Lock()

    def office(self) -> Office:
        """The home for one visit. Raises Unavailable where `staff.toml` cannot be read: nobody is let in by
        what it said before, and what is wrong with it is not for whoever comes.
        """
        return self.home.for_a_visit(self._staff_today())

    def _staff_today(self) -> Staff:
        """`staff.toml` as it stands: who has left must not stay signed in until the portal is restarted."""
        with self._turn:
            try:
                stat = self._staff_file.stat()
                version = (stat.st_mtime_ns, stat.st_size)
                if self._staff is None or self._staff[0] != version:
                    self._staff = version, Staff.load(self._staff_file)
            except (InvalidInput, OSError) as error:
                log.error("staff.toml kan ikke læses (%s): kør mentor doctor", type(error).__name__)
                raise Unavailable(UNREADABLE) from None
            return self._staff[1]
