"""Jobs: asked for on a page, done outside of it by exactly one, and kept until somebody has fetched them.

A job is leased, done and then ended in the commit of what it did. Whoever dies in between leaves a lease that
runs out, and the job is taken again; whoever was only slow finds that it is not hers any more.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, delete, func, or_, select, text, update

from domain.errors import Conflict
from domain.values import Actor
from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.numbering import next_number
from models.sealing import DataKey
from models.statements import Row, Statement, table_of
from models.store import Transaction
from models.tables.jobs import JobRow

LEASE = timedelta(minutes=3)
"""Longer than any job takes: what was cut off is taken again after it."""
MOST_ATTEMPTS = 3
CUT_OFF = "Det blev afbrudt hver gang. Prøv igen, og sig det til driften, hvis det sker igen."
_JOBS = table_of(JobRow)
_COLUMNS = (
    _JOBS.c.id,
    _JOBS.c.kind,
    _JOBS.c.subject,
    _JOBS.c.asked_by,
    _JOBS.c.asked_at,
    _JOBS.c.lease,
    _JOBS.c.attempts,
    _JOBS.c.done_at,
    _JOBS.c.problem,
    _JOBS.c.result,
)
_UNDONE = _JOBS.c.done_at.is_(None)
_FREE = or_(_JOBS.c.until.is_(None), _JOBS.c.until <= bindparam("now"))
_ASK = Statement(
    text(
        "INSERT INTO job (id, kind, subject, asked_by, asked_at, lease, attempts, problem, result, content) "
        "VALUES (:id, :kind, :subject, :asked_by, :asked_at, '', 0, '', '', :nothing) "
        "ON CONFLICT (kind, subject) WHERE done_at IS NULL DO NOTHING"
    )
)
_LATEST = Statement(
    select(*_COLUMNS)
    .where(_JOBS.c.kind == bindparam("kind"), _JOBS.c.subject == bindparam("subject"))
    .order_by(_JOBS.c.id.desc())
    .limit(1)
)
_OF_KIND = Statement(
    select(*_COLUMNS)
    .where(_JOBS.c.kind == bindparam("kind"), _JOBS.c.asked_at >= bindparam("since"))
    .order_by(_JOBS.c.id.desc())
)
_NEXT = Statement(select(*_COLUMNS).where(_UNDONE, _FREE).order_by(_JOBS.c.id).limit(1))
_TAKE = Statement(
    update(_JOBS)
    .where(_JOBS.c.id == bindparam("number"), _UNDONE, _FREE)
    .values(lease=bindparam("token"), until=bindparam("later"), attempts=_JOBS.c.attempts + 1)
)
_END = Statement(
    update(_JOBS)
    .where(_JOBS.c.id == bindparam("number"), _JOBS.c.lease == bindparam("token"), _UNDONE)
    .values(
        done_at=bindparam("now"),
        problem=bindparam("why"),
        result=bindparam("came_of_it"),
        content=bindparam("sealed"),
    )
)
_CONTENT = Statement(select(_JOBS.c.content).where(_JOBS.c.id == bindparam("number")))
_WAITING = Statement(select(func.count(), func.min(_JOBS.c.asked_at)).where(_UNDONE))
_FORGET = Statement(delete(_JOBS).where(_JOBS.c.done_at < bindparam("before")))


class JobKind(StrEnum):
    """What can be asked for."""

    SETTLE = "settle"
    PACK = "pack"
    COMPARE = "compare"
    HAND_OVER = "hand_over"
    CORPS_GOALS = "corps_goals"
    FORECAST = "forecast"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Job:
    """One job: what, for whom, and how far it is (instants in UTC). `problem` is told to whoever asked."""

    id: int
    kind: JobKind
    subject: str
    asked_by: str
    asked_at: datetime
    lease: str
    attempts: int
    done_at: datetime | None
    problem: str
    result: str

    @property
    def is_begun(self) -> bool:
        """Whether somebody works on it, or has."""
        return bool(self.lease)

    @property
    def is_good(self) -> bool:
        """Whether it is done, and what was asked for is there."""
        return self.done_at is not None and not self.problem


class Jobs:
    """The jobs of one installation. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def ask(self, kind: JobKind, subject: str, asked_by: Actor, now: datetime) -> Job:
        """Ask for it to be done; where somebody has asked and it is not done yet, that is the one."""
        with self._database.begin() as transaction:
            latest = _job(transaction.one(_LATEST, kind=kind.value, subject=subject))
            if latest is not None and latest.done_at is None:
                return latest
            transaction.change(
                _ASK,
                id=next_number(transaction, "job"),
                kind=kind.value,
                subject=subject,
                asked_by=str(asked_by),
                asked_at=micros(now),
                nothing=b"",
            )
            asked = _job(transaction.one(_LATEST, kind=kind.value, subject=subject))
        if asked is None:
            raise Conflict("Der blev bedt om det samme to gange på én gang. Prøv igen.")
        return asked

    def latest(self, kind: JobKind, subject: str) -> Job | None:
        """The newest of its kind about that."""
        with self._database.read() as transaction:
            return _job(transaction.one(_LATEST, kind=kind.value, subject=subject))

    def since(self, kind: JobKind, since: datetime) -> list[Job]:
        """All of a kind that were asked for since then, the newest first."""
        with self._database.read() as transaction:
            rows = transaction.all(_OF_KIND, kind=kind.value, since=micros(since))
        return [job for row in rows if (job := _job(row)) is not None]

    def take(self, now: datetime) -> Job | None:
        """Take the oldest that nobody works on, so that nobody else does; None where there is none. One that
        was cut off too often is ended.
        """
        token, later = secrets.token_hex(8), micros(now + LEASE)
        with self._database.begin() as transaction:
            found = _job(transaction.one(_NEXT, now=micros(now)))
            if found is None:
                return None
            taken = transaction.change(_TAKE, number=found.id, token=token, now=micros(now), later=later)
            if not taken:
                return None
            job = replace(found, lease=token, attempts=found.attempts + 1)
            if job.attempts <= MOST_ATTEMPTS:
                return job
            end_job(transaction, job, now, problem=CUT_OFF)
        return self.take(now)

    def end(
        self, job: Job, now: datetime, *, result: str = "", content: bytes = b"", problem: str = ""
    ) -> None:
        """Say what came of it. Raises Conflict where somebody else has taken it since."""
        sealed = self._key(now).seal(content, "job", "content", str(job.id)) if content else b""
        with self._database.begin() as transaction:
            end_job(transaction, job, now, result=result, content=sealed, problem=problem)

    def content(self, job: Job, now: datetime) -> bytes:
        """The file that was made."""
        with self._database.read() as transaction:
            row = transaction.one(_CONTENT, number=job.id)
        return self._key(now).open(row[0], "job", "content", str(job.id)) if row and row[0] else b""

    def waiting(self) -> tuple[int, datetime | None]:
        """How many are not done, and when the oldest of them was asked for."""
        with self._database.read() as transaction:
            count, oldest = transaction.one(_WAITING) or (0, None)
        return int(count), None if oldest is None else from_micros(oldest)

    def forget(self, before: datetime) -> int:
        """Take out those that were done before then, with their files: they can be asked for again."""
        with self._database.begin() as transaction:
            return transaction.change(_FORGET, before=micros(before))

    def _key(self, now: datetime) -> DataKey:
        return self._keyring.corps_key(now)


def end_job(
    transaction: Transaction,
    job: Job,
    now: datetime,
    *,
    result: str = "",
    content: bytes = b"",
    problem: str = "",
) -> None:
    """End a job in the commit of what it did. Raises Conflict where somebody else has taken it since."""
    values = {"now": micros(now), "why": problem, "came_of_it": result, "sealed": content}
    if not transaction.change(_END, number=job.id, token=job.lease, **values):
        raise Conflict("En anden har taget opgaven imens. Intet er gemt her.")


def _job(row: Row | None) -> Job | None:
    if row is None:
        return None
    number, kind, subject, by, at, lease, attempts, done_at, problem, result = row
    done = None if done_at is None else from_micros(done_at)
    return Job(number, JobKind(kind), subject, by, from_micros(at), lease, attempts, done, problem, result)
