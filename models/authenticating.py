"""Only an authority decides: whose decision it is, and that she has handed in her own code for it (S1)."""

from __future__ import annotations

from domain.commands import ApproveErasure, Command, DecideExtension
from domain.errors import Refused
from models.deciders import must_be_of_authority, must_be_registered
from models.decision_codes import AT_ONCE, Herself, issue, redeem
from models.keyring import Keyring
from models.places import Place
from models.recording import Stamp
from models.store import Transaction


def authenticate(
    transaction: Transaction,
    keyring: Keyring,
    command: Command,
    stamp: Stamp,
    at: Place,
    code: str | Herself | None,
) -> None:
    """Spend the decider's code: without a valid one of her own nothing is recorded. Where she herself is
    signed in, one is made and spent here. Raises Refused.
    """
    who = stamp.actor.id
    another = isinstance(command, DecideExtension | ApproveErasure) and command.decider != who
    if code is None or another:
        raise Refused("decision-code", "En afgørelse kræver beslutningstagerens egen gyldige kode.")
    must_be_registered(transaction, who)
    if isinstance(code, Herself):
        must_be_of_authority(transaction, stamp.actor, at.course().controller)
        code = issue(transaction, keyring, who, at, now=stamp.now, valid=AT_ONCE)
    redeem(transaction, keyring, who, at, code=code, now=stamp.now)
