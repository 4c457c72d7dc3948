"""Who sees which courses. Deny by default: what no line here gives is refused, and nobody learns why.

A coordinator sees the courses of her controllers (without any named in `staff.toml`: of all), a mentor those
she is mentor or cover of or stands in on today, until they end, a caseworker or job consultant those the
referral names her or her unit on within her own controller. A manager and an auditor see every course
neutrally, an authority's manager those of her authority. An operator sees none.
"""

from __future__ import annotations

from dataclasses import replace

from casework.access.accounts import Account
from casework.access.break_glass import MAY, is_open
from casework.corps.standing_in import absences_of
from casework.office import Office
from domain.calendar import local_day
from domain.corps.absence import acting_for
from domain.course import Course
from domain.errors import UnknownCourse
from domain.values import Role, is_course_ref
from domain.who import AUTHORITY
from models.blind_index import caseworker_digest, plain, unit_digest
from models.listing import ALL, Wanted
from models.sight import EVERYTHING, NOTHING, Sight
from models.tables.courses import CourseRow

NEUTRAL = frozenset({Role.MANAGER, Role.AUDITOR})
"""Who sees every course, and of it nothing personal."""


class OutOfSight(UnknownCourse):
    """There is such a course, and it is not hers to see; she is told what she would be told of none."""

    code = "out-of-sight"


def must_see(office: Office, account: Account, ref: str) -> Course:
    """The course, where the account may see it. Raises UnknownCourse; OutOfSight, which reads the same."""
    if not is_course_ref(ref):
        raise UnknownCourse(ref)
    course = office.casebook.course(ref)
    if not _is_seen(office, account, ref):
        raise OutOfSight(ref)
    return course


def may_see(office: Office, account: Account, ref: str) -> bool:
    """Whether there is such a course and the account may see it."""
    return is_course_ref(ref) and _is_seen(office, account, ref)


def is_hers(office: Office, account: Account, ref: str) -> bool:
    """The same, not counting what she has opened in an emergency: that is for looking, not for disposing."""
    return is_course_ref(ref) and office.casebook.sees(sight_of(office, account), ref)


def only_reads(office: Office, account: Account, ref: str) -> bool:
    """Whether a course that the account may see is open to her in an emergency alone (decision 0120)."""
    return account.role in MAY and not is_hers(office, account, ref)


def courses_seen_by(office: Office, account: Account, wanted: Wanted = ALL) -> list[CourseRow]:
    """The rows of the courses the account may see; of them those that are wanted, oldest first."""
    return office.casebook.courses(replace(wanted, sight=sight_of(office, account)))


def sight_of(office: Office, account: Account) -> Sight:
    """Which courses the account may see today, to put into a `Wanted`."""
    if account.role is Role.COORDINATOR:
        return replace(EVERYTHING, controllers=office.staff.coordinator(account.id).controllers)
    if account.role is Role.MENTOR:
        return _of_mentor(office, account.id)
    if account.role in AUTHORITY and account.controller:
        return _of_authority(office, account)
    if account.role in NEUTRAL:
        # An authority's own manager is told of her own authority alone.
        return replace(EVERYTHING, controllers=(account.controller,) if account.controller else ())
    return NOTHING


def _is_seen(office: Office, account: Account, ref: str) -> bool:
    """In an emergency too: a course she has opened is in no list of hers, but she may see it for an hour."""
    return office.casebook.sees(sight_of(office, account), ref) or is_open(office, account, ref)


def _of_mentor(office: Office, mentor: str) -> Sight:
    """Whoever is away today passes her courses on: to her substitute, otherwise to each course's cover."""
    absences, day = absences_of(office), local_day(office.now)
    away = sorted({absence.person for absence in absences if day in absence} - {mentor})
    acting = {person: acting_for(person, day, absences).person for person in away}
    passed_on = tuple(person for person, by in acting.items() if by == mentor)
    return Sight(
        mentors=(mentor, *passed_on),
        cover=mentor,
        uncovered=tuple(person for person, by in acting.items() if not by),
        passed_on=passed_on,
    )


def _of_authority(office: Office, account: Account) -> Sight:
    """By her e-mail address; by her name where she alone has it at her authority; by her unit."""
    keyring, controller = office.keyring, account.controller
    alone = office.deciders.namesakes(controller, account.name) == 1
    said = (account.email, *((account.name,) if alone else ()))
    return Sight(
        controllers=(controller,),
        caseworkers=tuple(caseworker_digest(keyring, controller, one) for one in said if plain(one)),
        units=(unit_digest(keyring, controller, account.unit),) if plain(account.unit) else (),
    )
