"""Citizens' names on a list of somebody's own work: written down before they are shown, once a day for each.

A list is looked at very many times a day. That she reads the name of her own citizen on it is one reading
each day; more lines would hide in the log what somebody looks for there.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from datetime import date, time
from weakref import WeakKeyDictionary

from casework.access.accounts import Account
from casework.access.discretion import Discretion
from casework.access.seeing import may_see
from casework.office import Office
from domain.calendar import instant_at, local_day
from domain.values import Role
from domain.who import AT_THE_DESK
from models.store import Store

MAY = AT_THE_DESK | {Role.MENTOR, Role.COORDINATOR}
HIDDEN = "beskyttet navn"
_Noted = set[tuple[str, date, str]]
_noted: WeakKeyDictionary[Store, _Noted] = WeakKeyDictionary()
"""What this process knows to be written down, for each home: reader, Danish day, course. Only what it does
not know is looked up: another process may have written it.
"""
_turn = threading.Lock()


def names_on_list(office: Office, account: Account, refs: Collection[str]) -> dict[str, str]:
    """The names of the citizens of these courses, by reference: of the account's own work alone, which the
    caller has looked up, and of that only what she may see. A protected name is told to be so. Nothing for a
    role that reads no names on lists.
    """
    if account.role not in MAY:
        return {}
    found = office.casebook.citizens(sorted(_within(office, account, set(refs))))
    _note(office, account, sorted(ref for ref, citizen in found.items() if not citizen.protected))
    return {ref: Discretion(citizen).name or HIDDEN for ref, citizen in found.items()}


def _within(office: Office, account: Account, refs: Collection[str]) -> Collection[str]:
    """The others' lists are made of what is in their sight; a coordinator's of what is hers to do."""
    if account.role is not Role.COORDINATOR or not office.staff.coordinator(account.id).controllers:
        return refs
    return [ref for ref in refs if may_see(office, account, ref)]


def _note(office: Office, account: Account, refs: Collection[str]) -> None:
    day = local_day(office.now)
    with _turn:
        noted = _noted.setdefault(office.database.casebook, set())
        new = [ref for ref in refs if (account.key, day, ref) not in noted]
    if new:
        known = office.readings.read_since(account.actor, "names", instant_at(day, time()), new)
        unread = [ref for ref in new if ref not in known]
        office.readings.record_each(account.actor, "names", office.now, unread)
        with _turn:
            noted.difference_update({one for one in noted if one[1] != day})
            noted.update((account.key, day, ref) for ref in new)
