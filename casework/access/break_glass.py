"""Opening a course that is not hers, in an emergency: with a reason, for an hour, and everybody concerned
learns of it.

For the people of the authority within their own controller, and for a manager. The reason is sealed under the
course's key, the opening is in the log of readings, on the coordinator's day and on the auditor's page.
"""

from __future__ import annotations

from datetime import timedelta

from casework.access.accounts import Account
from casework.corps.coordinating import stood_in_for
from casework.office import Office
from domain.course import Course
from domain.errors import InvalidInput, Problem, Refused, UnknownCourse
from domain.values import Role
from domain.who import AT_THE_DESK
from models.break_glass import BrokenGlass

OPEN_FOR = timedelta(hours=1)
SHORTEST, LONGEST = 15, 1000
MAY = AT_THE_DESK | {Role.MANAGER}


def must_be_openable(office: Office, account: Account, ref: str) -> Course:
    """The course, where the account could open it in an emergency. Raises UnknownCourse for one of another
    authority too, Refused for a course that is erased.
    """
    course = office.casebook.course(ref)
    if account.role not in MAY or (account.controller and course.controller != account.controller):
        raise UnknownCourse(ref)
    if course.file.erased_on is not None:
        raise Refused("erased", f"Sag {ref} er slettet. Der er intet at åbne.")
    return course


def break_glass(office: Office, account: Account, ref: str, reason: str) -> int:
    """Open the course for an hour. Raises InvalidInput, and as `must_be_openable`."""
    must_be_openable(office, account, ref)
    said = " ".join(reason.split())
    if not SHORTEST <= len(said) <= LONGEST:
        cure = f"skriv med {SHORTEST} til {LONGEST} tegn, hvad der er sket, og hvorfor det ikke kan vente"
        raise InvalidInput("Nødadgang", (Problem("reason", "kan ikke bruges", cure),))
    return office.break_glasses.open(ref, account.actor, said, office.now, office.now + OPEN_FOR)


def is_open(office: Office, account: Account, ref: str) -> bool:
    """Whether the account has opened the course within the last hour."""
    return account.role in MAY and office.break_glasses.is_open(ref, account.key, office.now)


def break_glasses_of(office: Office, coordinator: str) -> list[BrokenGlass]:
    """What was opened on this coordinator's courses, and on those of whoever she coordinates for today, and
    nobody has taken note of yet, newest first; nothing of a municipality that she is not coordinator for.
    """
    whose = (coordinator, *stood_in_for(office, coordinator))
    limits = office.staff.coordinator(coordinator).controllers
    found = (glass for own in whose for glass in office.break_glasses.unseen(own))
    hers = (one for one in found if not limits or office.casebook.course(one.ref).controller in limits)
    return sorted(hers, key=lambda glass: glass.id, reverse=True)
