"""What somebody is writing, kept until it is handed in: also when her session ends while she types."""

from __future__ import annotations

from collections.abc import Mapping

from casework.access.accounts import Account, account_of
from casework.access.seeing import must_see
from casework.office import Office
from domain.errors import InvalidInput, Problem, Refused, UnknownCourse
from domain.values import Actor
from models.signing_in.secrets import person_of

MOST = 1_000_000
"""Characters of a draft: more than all that any form takes."""


def keep_draft(
    office: Office, writer: Actor, ref: str, form: str, values: Mapping[str, tuple[str, ...]]
) -> None:
    """Keep what is typed instead of what was kept before. Raises InvalidInput, UnknownCourse."""
    if sum(len(name) + sum(map(len, several)) for name, several in values.items()) > MOST:
        problem = Problem("kladde", "er for lang", f"skriv højst {MOST // 1000} kB i alt")
        raise InvalidInput("Kladde", (problem,))
    office.drafts.keep(writer, ref, form, values, office.now)


def keep_after_session(
    office: Office, secret: str, ref: str, form: str, values: Mapping[str, tuple[str, ...]]
) -> bool:
    """Keep what is posted by somebody whose session ended by itself while she was writing; tells whether it
    was. Only she can read it, when she has signed in again: nothing is done, and nothing is shown.

    A session that was ended on purpose keeps nothing, and neither does one of somebody who has left or may
    not see the course any more.
    """
    account = writer_of_lapsed(office, secret)
    if account is None:
        return False
    try:
        must_see(office, account, ref)
        keep_draft(office, account.actor, ref, form, values)
    except (InvalidInput, Refused, UnknownCourse):
        return False
    return True


def writer_of_lapsed(office: Office, secret: str) -> Account | None:
    """Whose session it was that ended by itself a short while ago; None where it was ended on purpose, and
    for somebody who has left.
    """
    stored = office.sign_ins.sessions.lapsed(secret, office.now) if secret else None
    account = account_of(office, stored.account) if stored else None
    if stored is None or account is None or person_of(office.keyring, account.email) != stored.person:
        return None
    return account
