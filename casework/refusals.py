"""Whoever is turned away in the portal is written down: an attempt that nobody sees is tried again."""

from __future__ import annotations

from casework.accounts import Account
from casework.office import Office
from domain.values import is_course_ref


def note_refusal(office: Office, account: Account, route: str, code: str, ref: str = "") -> None:
    """Write down that a route was refused to somebody signed in. `route` is the pattern, never the address;
    `ref` is kept only where it has the form of a reference: anything else might be a name.
    """
    office.refusals.note(account.key, route, code, ref if is_course_ref(ref) else "", office.now)
