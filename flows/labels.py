"""What a coordinator reads in the list of runs: each run's name and its tags, plain Danish strings."""

from __future__ import annotations

from datetime import datetime

from domain.calendar import local
from domain.errors import InvalidInput, Problem
from domain.values import is_course_ref


def about_course(ref: str, what: str) -> str:
    """`M-2026-0042 · forlængelse`."""
    return f"{ref} · {what}"


def round_at(instant: datetime) -> str:
    """`runde 2026-03-02 08:00`, by Danish clocks."""
    return f"runde {local(instant):%Y-%m-%d %H:%M}"


def post_at(instant: datetime) -> str:
    """`post 2026-03-02 08:05`: one look into the mailbox."""
    return f"post {local(instant):%Y-%m-%d %H:%M}"


def mail_number(instant: datetime, number: int) -> str:
    """`post 2026-03-02 nr. 7`: one mail before it is known which course it is about."""
    return f"post {local(instant):%Y-%m-%d} nr. {number}"


def delivery_at(instant: datetime) -> str:
    """`udsendelse 08:05`."""
    return f"udsendelse {local(instant):%H:%M}"


def assurance_on(instant: datetime) -> str:
    """`kontrol 2026-03-02`."""
    return f"kontrol {local(instant):%Y-%m-%d}"


def retention_on(instant: datetime) -> str:
    """`sletteliste 2026-03-02`."""
    return f"sletteliste {local(instant):%Y-%m-%d}"


def lists_at(instant: datetime) -> str:
    """`spærrelister 2026-03-02 04:17`."""
    return f"spærrelister {local(instant):%Y-%m-%d %H:%M}"


def course_tag(ref: str) -> str:
    """The tag that filters the list of runs on one course."""
    return f"course:{ref}"


def checked_ref(ref: object) -> str:
    """The reference, if it has the form of one. Raises InvalidInput, which does not repeat what was given."""
    if isinstance(ref, str) and is_course_ref(ref):
        return ref
    problem = Problem("ref", "ikke et forløbsnummer", "skriv et nummer som M-2026-0042")
    raise InvalidInput("Forløbet", (problem,))
