"""Whoever is turned away in the portal is written down: an attempt that nobody sees is tried again."""

from __future__ import annotations

from casework.access.accounts import Account
from casework.office import Office
from domain.values import is_course_ref


def note_refusal(office: Office, account: Account, route: str, code: str, ref: str = "") -> None:
    """Write down that a route was refused to somebody signed in. `route` is the pattern, never the address;
    `ref` is kept only where it has the form of a reference: anything else might be a name.
    """
    office.refusals.note(account.key, route, code, ref if is_course_ref(ref) else "", office.now)


def note_ended(office: Office, secret: str, route: str, ref: str = "") -> None:
    """Write down that somebody came with a sign-in that is over: it may be hers, or a stolen one. A cookie
    that never was a sign-in of ours leaves no line, or anybody could fill the log.
    """
    account = office.sign_ins.sessions.whose(secret) if secret else ""
    if account:
        known = ref if is_course_ref(ref) else ""
        office.refusals.note(account, route, "sign-in-over", known, office.now)
