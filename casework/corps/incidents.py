"""Incidents and supervision: entered from JSON, sealed, and read by those who may."""

from __future__ import annotations

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from casework.access.accounts import Account
from casework.access.reading_log import note_reading
from casework.access.seeing import may_see
from casework.commands.actors import must_be_on_course
from casework.corps.authorised import must_be_coordinator, must_be_ours
from casework.corps.readiness import today
from casework.office import Office
from domain.commands import ReportIncident, SettleMatter
from domain.corps.incidents import Incident
from domain.corps.supervision import Supervision, must_be_apart
from domain.errors import InvalidInput, Problem
from domain.matters import MatterKind
from domain.parsing import problems_of
from domain.values import Actor
from models.corps.incidents import IncidentLine
from models.corps.supervision import KeptSession

T = TypeVar("T")


def enter_incident(office: Office, data: bytes, by: Actor) -> int:
    """Enter what happened to a mentor; gives its number. On an open course its coordinator is told, otherwise
    all coordinators and managers are, and reminded until it is followed up. Raises InvalidInput by field,
    UnknownCourse.
    """
    must_be_ours(office, by)
    incident = _read("Hændelse", Incident, data)
    office.staff.mentor(incident.mentor)
    if incident.occurred_at > office.now:
        problem = Problem("occurred_at", "ligger i fremtiden", "skriv, hvornår det skete")
        raise InvalidInput("Hændelse", (problem,))
    on_course = incident.course and office.casebook.course(incident.course).is_open
    number = office.corps.incidents.add(incident, str(by), office.now, tell=not on_course)
    if incident.course and on_course:
        command = ReportIncident(incident=number)
        office.casebook.handle(incident.course, command, by, office.now, key=f"incident:{number}")
    return number


def incidents_told(office: Office, account: Account) -> list[IncidentLine]:
    """The incidents without what happened, oldest first: of those on a course the ones the account may see,
    and all that happened on none.
    """
    found = office.corps.incidents.all()
    refs = {one.course for one in found if one.course}
    hidden = {ref for ref in refs if not may_see(office, account, ref)}
    return [one for one in found if one.course not in hidden]


def read_incident(office: Office, number: int, by: Actor) -> Incident:
    """What happened, for a coordinator; that it is read is written down first. Raises Refused."""
    must_be_coordinator(office, by)
    found = office.corps.incidents.opened(number)
    note_reading(office, by, "incident", ref=found.course, subject=str(number))
    return found


def settle_incident(office: Office, number: int, by: Actor) -> None:
    """A coordinator has followed it up; on its course she is reminded of it no more. Raises Refused, also for
    one on another municipality's course than hers.
    """
    must_be_coordinator(office, by)
    ref = office.corps.incidents.course_of(number)
    if ref:
        must_be_on_course(office, ref, by)
    office.corps.incidents.settle(number, str(by), office.now)
    if ref:
        _close_matter(office, ref, number, by)


def _close_matter(office: Office, ref: str, number: int, by: Actor) -> None:
    for matter in office.casebook.course(ref).open_matters(MatterKind.INCIDENT):
        if matter.cause == str(number):
            settled = SettleMatter(matter=matter.id, outcome="followed_up")
            office.casebook.handle(ref, settled, by, office.now)


def enter_session(office: Office, data: bytes, by: Actor) -> int:
    """Enter a supervision or case discussion; gives its number. Raises InvalidInput by field, Refused."""
    must_be_ours(office, by)
    session = _read("Supervision", Supervision, data)
    for mentor in session.mentors:
        office.staff.mentor(mentor)
    must_be_apart(session, today(office))
    return office.corps.supervision.add(session, str(by), office.now)


def read_sessions(office: Office, by: Actor) -> list[KeptSession]:
    """Every session for a coordinator, for a mentor those she took part in. Raises Refused."""
    must_be_ours(office, by)
    sessions = office.corps.supervision.all()
    if by.role == "coordinator":
        return sessions
    return [kept for kept in sessions if by.id in kept.session.mentors]


def _read(what: str, kind: type[T], data: bytes) -> T:
    try:
        return TypeAdapter(kind).validate_json(data)
    except ValidationError as error:
        raise InvalidInput(what, problems_of(error)) from None
