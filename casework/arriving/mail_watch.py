"""Keeping watch over the mailbox: a mail is sealed in the ledger seconds after it came, and soon settled.

It needs no Prefect. Where Prefect runs it is asked to settle the mails, because a coordinator then sees each
of them as a run; what it has not settled after a minute is settled here, and without Prefect everything is.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from adapters.mailbox import Mailbox, MailboxUnavailable
from casework.arriving.confined_children import CHILDREN
from casework.arriving.fates import MailFate
from casework.arriving.intake import fetch_mails, file_mails, settle_mail, unsettled_mails
from casework.office import Office, open_office
from domain.errors import Conflict, MentorError

Ask = Callable[[str], bool]
"""Asks Prefect for an intake because of that mail; False if there is no Prefect to ask."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things may take, in seconds.

    `idle`: one wait for the server's word, then the mailbox is looked through anyhow. `ask_every` and
    `patience`: how often Prefect is asked, and how long a mail is left to it. `breath`: between two rounds,
    also when a server tells of new mail without end. `longest_pause`: after failures, which double it.
    """

    idle: float = 300.0
    ask_every: float = 15.0
    patience: float = 60.0
    breath: float = 1.0
    longest_pause: float = 60.0


@dataclass
class TakenIn:
    """What one round did: fates, how many mails are left to Prefect, what could not be settled.

    `away` is why the mailbox, or the whole installation, cannot be used right now.
    """

    fates: list[MailFate] = field(default_factory=list)
    left: int = 0
    problems: list[MentorError] = field(default_factory=list)
    away: MentorError | None = None

    @property
    def troubles(self) -> list[str]:
        """Code and message of everything that went wrong."""
        errors = [*self.problems, *([self.away] if self.away else [])]
        return [f"{error.code}: {error.message}" for error in errors]


class Unexpected(MentorError):
    """A mail that could not be settled for a reason nobody planned for; its text might quote the mail."""

    code = "unexpected"

    def __init__(self, mail_id: str, error: Exception) -> None:
        kind = type(error).__name__
        super().__init__(f"{mail_id}: uventet fejl ({kind}). Mailen er gemt og tages op igen. Meld fejlen.")


class MailWatch:
    """Takes mail in, round after round. Each opens the office anew: a corrected file counts at once."""

    def __init__(self, ask: Ask, pace: Pace) -> None:
        self._ask = ask
        self._pace = pace
        self._ask_again_at = 0.0
        self._waits_since: dict[str, float] = {}
        self._seen: frozenset[str] = frozenset()
        self._failures = 0
        self._mailbox: Mailbox | None = None
        self._poll = pace.longest_pause

    def once(self) -> TakenIn:
        """Store what waits, have it settled, and move what has its fate. Never raises a MentorError."""
        result = TakenIn()
        try:
            with open_office() as office:
                self._mailbox, self._poll = office.mailbox(), float(office.settings.mail_in.poll_seconds)
                self._take_in(office, result)
        except MentorError as error:
            result.away = error
        return result

    def rest(self, result: TakenIn) -> None:
        """Wait until there may be more to do; the longer, the more often the mailbox could not be used."""
        time.sleep(self._pace.breath)
        try:
            self._wait(result)
            self._failures = 0
        except MentorError:
            self._failures = min(self._failures + 1, 10)
            time.sleep(min(2.0**self._failures, self._pace.longest_pause))

    def _wait(self, result: TakenIn) -> None:
        if result.away is not None or self._mailbox is None:
            raise result.away or MailboxUnavailable("Postkassen er ikke åbnet endnu.")
        seconds = self._pace.ask_every if result.left else self._pace.idle
        if not self._mailbox.wait(self._seen, seconds):
            time.sleep(min(self._poll, seconds))

    def _take_in(self, office: Office, result: TakenIn) -> None:
        fetched = _fetch(office, result)
        self._seen = frozenset(office.ledger.mail(mail_id).mailbox_key for mail_id in fetched)
        waiting = unsettled_mails(office)
        left = self._left_to_prefect(waiting)
        result.left = len(left)
        for mail_id in waiting:
            if mail_id not in left:
                _settle(office, mail_id, result)
        if result.away is None:
            file_mails(office, fetched)

    def _left_to_prefect(self, waiting: list[str]) -> set[str]:
        """The mails that Prefect was asked to settle and still has time for."""
        now = time.monotonic()
        self._waits_since = {mail_id: self._waits_since.get(mail_id, now) for mail_id in waiting}
        fresh = [one for one, since in self._waits_since.items() if now - since < self._pace.patience]
        if not fresh or now < self._ask_again_at:
            return set(fresh)
        if not self._ask(fresh[-1]):
            return set()
        self._ask_again_at = now + self._pace.ask_every
        return set(fresh)


def watch(ask: Ask, tell: Callable[[TakenIn], None], pace: Pace | None = None) -> NoReturn:
    """Take mail in until the process is told to end. Tells what was done, and a trouble that is new."""
    watching, last_troubles = MailWatch(ask, pace or Pace()), list[str]()
    with CHILDREN.held():
        while True:
            result = watching.once()
            if result.fates or result.troubles != last_troubles:
                tell(result)
            last_troubles = result.troubles
            watching.rest(result)


def _fetch(office: Office, result: TakenIn) -> list[str]:
    """What is stored already is settled also when the mailbox is away."""
    try:
        return fetch_mails(office)
    except MailboxUnavailable as error:
        result.away = error
        return []


def _settle(office: Office, mail_id: str, result: TakenIn) -> None:
    try:
        result.fates.append(asyncio.run(settle_mail(office, mail_id)))
    except Conflict:
        return  # somebody else has settled it meanwhile
    except MentorError as error:
        result.problems.append(error)
    except Exception as error:  # noqa: BLE001 (one mail that our own fault meets must not stop the others)
        result.problems.append(Unexpected(mail_id, error))
