"""The list of courses within somebody's sight: the most pressing deadline first. Nothing in it is personal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.accounts import Account
from casework.agendas import Agenda, agendas
from casework.office import Office
from casework.seeing import sight_of
from domain.calendar import local_day
from domain.duties import Duty
from domain.lifecycle import FINAL
from models.listing import Wanted


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

    @property
    def place(self) -> tuple[date, str]:
        """Its place in the list; where nothing runs, after all others."""
        return (self.duty.deadline_on if self.duty else date.max), self.agenda.ref


def course_list(office: Office, account: Account, asked: Asked) -> list[Listed]:
    """The courses that the account may see and asked for, the oldest deadline first; those that have ended,
    the newest first. Raises Tampered.
    """
    wanted = Wanted(
        phase=asked.phase,
        mentor=asked.mentor,
        waiting_on=asked.waiting_on,
        coordinator=account.id if asked.mine else "",
        sight=sight_of(office, account),
    )
    today = local_day(office.now)
    found = [_listed(one) for one in _of_state(office, wanted, ended=asked.ended)]
    if asked.overdue:
        found = [one for one in found if one.duty and one.duty.is_overdue(today)]
    if asked.ended:
        return sorted(found, key=lambda one: one.agenda.ref, reverse=True)
    return sorted(found, key=lambda one: one.place)


def _of_state(office: Office, wanted: Wanted, *, ended: bool) -> Sequence[Agenda]:
    if not ended:
        return agendas(office, office.casebook.heads_wanted(replace(wanted, open_only=True)))
    phases = [phase for phase in FINAL if wanted.phase in ("", phase)]
    heads = [
        head for phase in phases for head in office.casebook.heads_wanted(replace(wanted, phase=phase.value))
    ]
    return agendas(office, heads)


def _listed(agenda: Agenda) -> Listed:
    """What somebody must do comes before what happens by itself."""
    duties = agenda.duties
    return Listed(agenda, next((one for one in duties if not one.by_itself), duties[0] if duties else None))
