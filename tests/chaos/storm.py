"""Strikes an intake down at random points: before and after each thing it does that lasts."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from adapters.mailbox import MaildirMailbox
from casework.arriving import intake
from models.casebook import Casebook
from models.errors import DatabaseUnavailable
from models.keyring import Keyring
from models.ledger import Ledger

POINTS: tuple[tuple[Any, str], ...] = (
    (Keyring, "new_keys"),
    (Ledger, "receive"),
    (intake, "judge_stored"),
    (intake, "read_referral"),
    (Ledger, "claim"),
    (Casebook, "register"),
    (Casebook, "_register"),  # inside its transaction
    (Keyring, "adopt"),
    (Ledger, "settle"),
    (Ledger, "_settle"),  # inside its transaction
    (MaildirMailbox, "file"),
)


class PowerCut(BaseException):
    """Ends the intake here and now: nothing in it may catch this."""


def power_cut() -> None:
    raise PowerCut


def database_gone() -> None:
    raise DatabaseUnavailable("mentor.db", "prøve")


@dataclass
class Storm:
    """`chance` is that of a strike at each point; `strikes` are what may happen there."""

    random: Random
    chance: float
    strikes: tuple[Callable[[], None], ...] = (power_cut, power_cut, database_gone)
    struck: int = 0

    def break_out(self, patch: pytest.MonkeyPatch) -> None:
        """From now on, until the patch is undone."""
        for owner, name in POINTS:
            patch.setattr(owner, name, self._around(getattr(owner, name)))

    def _around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def stormy(*arguments: Any, **named: Any) -> Any:
            self._perhaps()
            result = function(*arguments, **named)
            self._perhaps()
            return result

        return stormy

    def _perhaps(self) -> None:
        if self.random.random() < self.chance:
            self.struck += 1
            self.random.choice(self.strikes)()
