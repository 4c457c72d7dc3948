"""The people of a course: ours with their work contact, and the citizen with hers where she may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.staff import StaffMember
from casework.access.discretion import Discretion
from casework.office import Office
from domain.course import Course
from domain.history import Recorded, referral_of


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of ours: what she is on the course, her name, and her work contact, as far as it is known."""

    role: str
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class CitizenCard:
    """The citizen, and who handles her case at the jobcentre. All of it is personal; what is protected is
    empty, and `protected` says so. Her CPR number is on no page.
    """

    name: str
    phone: str
    email: str
    address: str
    protected: bool
    language: str
    interpreter: bool
    caseworker: str
    caseworker_contact: str
    unit: str


def people_of(office: Office, course: Course) -> tuple[Person, ...]:
    """Mentor, cover and coordinator, as far as there are any."""
    staff = office.staff
    found = (
        ("Mentor", course.mentor, staff.mentors),
        ("Vikar", course.cover, staff.mentors),
        ("Mentorkoordinator", course.coordinator, staff.coordinators),
    )
    return tuple(_person(role, member, those) for role, member, those in found if member)


def _person(role: str, member_id: str, those: Sequence[StaffMember]) -> Person:
    """One who has left is named by her id alone."""
    member = next((one for one in those if one.id == member_id), None)
    return Person(role, member.name, member.email, member.phone) if member else Person(role, member_id)


def card_of(history: Sequence[Recorded]) -> CitizenCard:
    """The citizen as the referral last stood."""
    referral = referral_of(history)
    citizen = referral.citizen
    hidden = citizen.protected
    return CitizenCard(
        name=Discretion(citizen).name or "",
        phone="" if hidden else citizen.phone,
        email="" if hidden else citizen.email,
        address="" if hidden else citizen.address,
        protected=hidden,
        language=citizen.language,
        interpreter=citizen.interpreter,
        caseworker=referral.caseworker,
        caseworker_contact=referral.caseworker_contact,
        unit=referral.unit,
    )
