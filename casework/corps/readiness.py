"""What the corps has in place: its standing documents, and the mentors who are here."""

from __future__ import annotations

from datetime import date

from casework.corps.authorised import must_be_coordinator
from casework.office import Office
from domain.calendar import local_day
from domain.commands import Command, MatchMentor, ReassignMentor
from domain.corps.documents import Content, Document, read_document
from domain.corps.profile import must_be_here
from domain.values import Actor


def must_be_with_us(office: Office, _ref: str, command: Command) -> None:
    """The mentor a course is given to has begun and not left, as far as her profile says. Raises Refused."""
    if not isinstance(command, MatchMentor | ReassignMentor):
        return
    for profile in office.corps.profiles.all():
        if profile.mentor == command.mentor:
            must_be_here(profile, today(office))


def enter_document(office: Office, kind: Document, data: bytes, by: Actor) -> tuple[int, Content]:
    """A new version of a standing document. Raises InvalidInput by field, Refused."""
    must_be_coordinator(office, by)
    content = read_document(kind, data, today(office))
    return office.corps.documents.add(kind, content, str(by), office.now), content


def today(office: Office) -> date:
    """The Danish day at the office."""
    return local_day(office.now)
