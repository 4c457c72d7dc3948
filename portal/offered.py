"""What a visitor is offered on a course: what she can do, less where it is open in an emergency alone.

Asked by every page with a form or a way to one; the API asks the same (decision 0120).
"""

from __future__ import annotations

from casework.access.accounts import Account
from casework.access.seeing import only_reads
from casework.commands.can_do import why_not
from casework.course_page.possible import possible
from casework.office import Office
from domain.course import Course
from domain.errors import Refused
from domain.who import not_a_persons
from portal.forms.words import in_words

IN_EMERGENCY = ("AcknowledgeDeviation", "AddExplanation")
"""What an emergency may need beside reading: that a named person takes the deviation in hand."""


def offered(office: Office, account: Account, course: Course) -> tuple[str, ...]:
    """The commands the account can do on the course now, the most usual first."""
    found = possible(course, account.actor, office.programme_of(course))
    if found and only_reads(office, account, course.ref):
        return tuple(name for name in found if name in IN_EMERGENCY)
    return found


def must_be_hers(account: Account, command: str) -> None:
    """Nobody is shown a form again that never was hers. Raises Refused."""
    for refusal in not_a_persons(command, account.role):
        raise Refused(refusal.rule, in_words(refusal.message))


def must_be_offered(office: Office, account: Account, course: Course, command: str) -> None:
    """Tell before anything is written that it cannot be done. Raises Refused."""
    refusal = next(why_not(command, account.actor, course, office.programme_of(course)), None)
    if refusal is not None:
        raise Refused(refusal.rule, in_words(refusal.message))
