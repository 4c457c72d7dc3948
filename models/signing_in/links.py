"""Links in mails: one browser, one use, a quarter of an hour; and how far the sign-in it began has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, func, or_, select, update

from domain.signing_in import LINK_HOLDS, LINKS_KEPT, MAIL_TAKES, Outcome
from models.columns import micros
from models.database import Database
from models.keyring import Keyring
from models.signing_in.log import note
from models.signing_in.secrets import new_secret, person_of
from models.statements import Statement, insertion, table_of
from models.store import Transaction
from models.tables.portal import SignInLinkRow

_LINKS = table_of(SignInLinkRow)
_ADD = insertion(SignInLinkRow)
_BY_DIGEST = Statement(
    select(_LINKS.c.person, _LINKS.c.browser, _LINKS.c.expires_at).where(_LINKS.c.digest == bindparam("link"))
)
_OPEN = Statement(
    update(_LINKS)
    .where(
        _LINKS.c.digest == bindparam("link"),
        _LINKS.c.browser == bindparam("from_browser"),
        _LINKS.c.opened_at.is_(None),
        _LINKS.c.done_at.is_(None),
        _LINKS.c.expires_at > bindparam("now"),
    )
    .values(opened_at=bindparam("now"))
)
_GIVE_UP_OTHERS = Statement(
    update(_LINKS)
    .where(
        _LINKS.c.browser == bindparam("from_browser"),
        _LINKS.c.digest != bindparam("link"),
        _LINKS.c.opened_at.is_not(None),
        _LINKS.c.done_at.is_(None),
    )
    .values(done_at=bindparam("now"))
)
_GIVE_UP_ALL = Statement(
    update(_LINKS)
    .where(_LINKS.c.person == bindparam("whose"), _LINKS.c.done_at.is_(None))
    .values(done_at=bindparam("now"))
)
_UNDER_WAY = Statement(
    select(
        _LINKS.c.digest, _LINKS.c.person, _LINKS.c.key_id, _LINKS.c.email, _LINKS.c.next, _LINKS.c.level
    ).where(
        _LINKS.c.browser == bindparam("from_browser"),
        _LINKS.c.opened_at > bindparam("since"),
        _LINKS.c.done_at.is_(None),
    )
)
_PROVE = Statement(
    update(_LINKS)
    .where(_LINKS.c.digest == bindparam("link"), _LINKS.c.proven_at.is_(None), _LINKS.c.done_at.is_(None))
    .values(proven_at=bindparam("now"), level=bindparam("by"))
)
_FINISH = Statement(
    update(_LINKS)
    .where(
        _LINKS.c.digest == bindparam("link"),
        _LINKS.c.proven_at.is_not(None),
        _LINKS.c.done_at.is_(None),
    )
    .values(done_at=bindparam("now"))
)
_MAILED = Statement(
    update(_LINKS).where(_LINKS.c.digest == bindparam("link")).values(mail=bindparam("became"))
)
_UNSENT = Statement(
    select(func.count()).where(
        or_(
            _LINKS.c.mail == "failed",
            and_(_LINKS.c.mail == "waiting", _LINKS.c.asked_at < bindparam("given_up")),
        ),
        _LINKS.c.asked_at >= bindparam("since"),
    )
)
_FORGET = Statement(delete(_LINKS).where(_LINKS.c.asked_at < bindparam("before")))


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A sign-in in one browser whose link was opened: whose, where to, and by what it is proven, if it is."""

    link: bytes
    person: bytes
    email: str
    next: str
    level: str

    @property
    def proven(self) -> bool:
        """Whether the second factor was given."""
        return bool(self.level)


class Links:
    """The links of one installation."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(
        self, email: str, browser: str, next_path: str, now: datetime, *, mailed: bool, device: str = ""
    ) -> str:
        """A new link for whoever reads that e-mail, in this browser; gives its secret, kept nowhere."""
        token, person, key = new_secret(), person_of(self._keyring, email), self._keyring.portal_key(now)
        link = self._link(token)
        with self._database.begin() as transaction:
            transaction.change(
                _ADD,
                digest=link,
                person=person,
                key_id=key.id,
                email=key.seal(email.encode(), "sign_in_link", "email", link.hex()),
                browser=self._browser(browser),
                next=next_path,
                asked_at=micros(now),
                expires_at=micros(now + LINK_HOLDS),
                mail="waiting" if mailed else "none",
                opened_at=None,
                proven_at=None,
                level="",
                done_at=None,
            )
            note(transaction, person, Outcome.LINK_ASKED, now, device=device)
        return token

    def open(self, token: str, browser: str, now: datetime, *, device: str = "") -> Outcome:
        """Use a link up; anything but LINK_OPENED says why not. Of two at once one opens it.

        What an earlier link began in this browser is given up.
        """
        place = {"link": self._link(token), "from_browser": self._browser(browser), "now": micros(now)}
        with self._database.begin() as transaction:
            known = transaction.change(_OPEN, **place)
            if known:
                transaction.change(_GIVE_UP_OTHERS, **place)
            outcome = Outcome.LINK_OPENED if known else self._why_not(transaction, token, browser, now)
            row = transaction.one(_BY_DIGEST, link=self._link(token))
            note(transaction, bytes(row[0]) if row else b"", outcome, now, device=device)
        return outcome

    def under_way(self, browser: str, now: datetime) -> UnderWay | None:
        """The sign-in that this browser is in the middle of, if its time is not up."""
        since = micros(now - LINK_HOLDS)
        with self._database.read() as transaction:
            row = transaction.one(_UNDER_WAY, from_browser=self._browser(browser), since=since)
        if row is None:
            return None
        link, person, key_id, sealed, next_path, level = row
        email = self._keyring.key(key_id).open(sealed, "sign_in_link", "email", bytes(link).hex())
        return UnderWay(bytes(link), bytes(person), email.decode(), next_path, level)

    def finish(self, under_way: UnderWay, now: datetime) -> bool:
        """Use a proven sign-in up; of two at once one gets True."""
        with self._database.begin() as transaction:
            return bool(transaction.change(_FINISH, link=under_way.link, now=micros(now)))

    def mailed(self, token: str, became: str) -> None:
        """Write down whether the mail with the link was `sent` or `failed`."""
        with self._database.begin() as transaction:
            transaction.change(_MAILED, link=self._link(token), became=became)

    def unsent(self, since: datetime, now: datetime) -> int:
        """How many mails with links could not be sent since an instant, or were given up when we stopped."""
        with self._database.read() as transaction:
            row = transaction.one(_UNSENT, since=micros(since), given_up=micros(now - MAIL_TAKES))
        return int(row[0]) if row else 0

    def forget_old(self, now: datetime) -> int:
        """Delete links that were asked for a day ago or more; gives how many."""
        with self._database.begin() as transaction:
            return transaction.change(_FORGET, before=micros(now - LINKS_KEPT))

    def _why_not(self, transaction: Transaction, token: str, browser: str, now: datetime) -> Outcome:
        row = transaction.one(_BY_DIGEST, link=self._link(token))
        if row is None:
            return Outcome.LINK_UNKNOWN
        _, asked_by, expires_at = row
        if expires_at <= micros(now):
            return Outcome.LINK_EXPIRED
        if bytes(asked_by) != self._browser(browser):
            return Outcome.LINK_OTHER_BROWSER
        return Outcome.LINK_USED

    def _link(self, token: str) -> bytes:
        return self._keyring.digest("sign-in-link", token)

    def _browser(self, secret: str) -> bytes:
        return self._keyring.digest("browser", secret)


def give_up(transaction: Transaction, person: bytes, now: datetime) -> None:
    """End whatever a person's links have begun, and links that are not opened yet."""
    transaction.change(_GIVE_UP_ALL, whose=person, now=micros(now))


def prove(transaction: Transaction, under_way: UnderWay, level: str, now: datetime) -> bool:
    """Write down, in the transaction that accepts the second factor, that it was given."""
    return bool(transaction.change(_PROVE, link=under_way.link, now=micros(now), by=level))
