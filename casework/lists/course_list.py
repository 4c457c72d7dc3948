"""The list of courses within somebody's sight: the most pressing deadline first; nothing is personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.access.accounts import Account
from casework.access.seeing import sight_of
from casework.lists.agendas import Agenda, agenda_of
from casework.office import Office
from domain.calendar import local_day
from domain.duties import Duty
from models.listing import Wanted
from models.running import Window


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is cut to; what is empty does not matter. `mine`: a coordinator's own. `ended`: those
    that have ended, instead of those that run. `overdue`: with something that should have been done by now.
    """

    phase: str = ""
    mentor: str = ""
    waiting_on: str = ""
    mine: bool = False
    ended: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One course of the list, and its most pressing deadline, if it has one."""

    agenda: Agenda
    duty: Duty | None


def how_many(office: Office, account: Account, asked: Asked) -> int:
    """How many courses the account may see and asked for."""
    return office.casebook.how_many(_wanted(office, account, asked), _before(office, asked))


def course_list(office: Office, account: Account, asked: Asked, start: int, most: int) -> list[Listed]:
    """So many of them from a place (from 0), the oldest deadline first; those that have ended, the newest
    first. Raises Tampered.
    """
    window = Window(start, most, _before(office, asked))
    refs = office.casebook.page(_wanted(office, account, asked), window)
    found = {head.ref: agenda_of(course) for head, course in office.casebook.several(refs)}
    return [_listed(found[ref]) for ref in refs if ref in found]


def _before(office: Office, asked: Asked) -> date | None:
    return local_day(office.now) if asked.overdue else None


def _wanted(office: Office, account: Account, asked: Asked) -> Wanted:
    return Wanted(
        phase=asked.phase,
        mentor=asked.mentor,
        waiting_on=asked.waiting_on,
        coordinator=account.id if asked.mine else "",
        open_only=not asked.ended,
        ended_only=asked.ended,
        sight=sight_of(office, account),
    )


def _listed(agenda: Agenda) -> Listed:
    """What somebody must do comes before what happens by itself."""
    duties = agenda.duties
    return Listed(agenda, next((one for one in duties if not one.by_itself), duties[0] if duties else None))
