"""Who sees which course in the portal: what is not said here is refused."""

from __future__ import annotations

from casework.accounts import Account
from casework.actors import must_be_on_course
from casework.office import Office
from domain.course import Course


def must_see(office: Office, account: Account, ref: str) -> Course:
    """The course, for somebody who has to do with it. Raises Refused, UnknownCourse."""
    must_be_on_course(office, ref, account.actor)
    return office.casebook.course(ref)
