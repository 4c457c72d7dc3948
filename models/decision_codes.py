"""Single-use codes: one decider may take one decision on one course. Only a keyed digest is kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import bindparam, update

from domain.errors import Refused
from models.columns import micros
from models.keyring import Keyring
from models.places import Place
from models.statements import Statement, insertion, table_of
from models.store import Transaction
from models.tables.authority import DecisionCodeRow

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Characters that cannot be mistaken for one another when read aloud."""
CODE_LENGTH = 12
VALID_FOR = timedelta(days=7)
AT_ONCE = timedelta(minutes=1)
"""How long a code holds that is spent in the commit that makes it."""


class Herself(Enum):
    """What stands in a code's place where the decider herself is at the keyboard."""

    SIGNED_IN = "signed in with a second factor"


_CODES = table_of(DecisionCodeRow)
_INSERT = insertion(DecisionCodeRow)
_SPEND = Statement(
    update(_CODES)
    .where(
        _CODES.c.digest == bindparam("code"),
        _CODES.c.decider_ref == bindparam("decider"),
        _CODES.c.course_id == bindparam("course"),
        _CODES.c.used_at.is_(None),
        _CODES.c.expires_at > bindparam("now"),
    )
    .values(used_at=bindparam("now"))
)


def issue(
    transaction: Transaction, keyring: Keyring, decider: str, at: Place, *, now: datetime, valid: timedelta
) -> str:
    """A new code in groups of four, valid from `now` for `valid`."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    transaction.change(
        _INSERT,
        digest=_digest(keyring, code),
        decider_ref=decider,
        course_id=at.id,
        issued_at=micros(now),
        expires_at=micros(now + valid),
        used_at=None,
    )
    return "-".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def redeem(
    transaction: Transaction, keyring: Keyring, decider: str, at: Place, *, code: str, now: datetime
) -> None:
    """Spend a code inside the transaction that records the decision. Raises Refused if it does not hold.

    It holds once, before it expires, for this decider and this course.
    """
    digest = _digest(keyring, code)
    if not transaction.change(_SPEND, code=digest, decider=decider, course=at.id, now=micros(now)):
        raise Refused(
            "decision-code",
            f"Koden gælder ikke (længere) for {decider} og {at.ref}. Få en ny med: "
            f"mentor decision-code {at.ref}",
        )


def _digest(keyring: Keyring, code: str) -> bytes:
    return keyring.digest("decision-code", code.replace("-", "").strip().upper())
