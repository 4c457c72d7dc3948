"""What a demo amounts to, in a form in which two of them can be compared."""

from __future__ import annotations

import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from unittest import mock

from pypdf import PdfReader

from casework.office import Office, open_office
from deployments.demo.post import inbox_of
from domain.calendar import local
from models.envelopes import EnvelopeState
from tests.demo.playing import PlayedDemo

HASH = re.compile(r"[0-9a-f]{8,}")
INTENTS = "SELECT kind, recipient, seq, envelope_id IS NOT NULL FROM intent ORDER BY id"


@dataclass(frozen=True)
class Facts:
    """The course's history, its notices, its mails by recipient, and what the closing report says."""

    timeline: tuple[tuple[str, str], ...]
    notices: tuple[tuple[str, str, int, bool], ...]
    mails: tuple[tuple[str, int], ...]
    report: str
    phases: str
    hours: str


def facts_of(demo: PlayedDemo) -> Facts:
    """The facts of a demo that has ended."""
    with opened(demo) as office:
        history = office.casebook.recorded(demo.summary["course"])
    with closing(sqlite3.connect(demo.place.home / "mentor.db")) as connection:
        notices = connection.execute(INTENTS).fetchall()
    return Facts(
        timeline=tuple((type(one.event).__name__, f"{local(one.at):%Y-%m-%d}") for one in history),
        notices=tuple((kind, to, seq, bool(tied)) for kind, to, seq, tied in notices),
        mails=tuple(sorted((address, len(mails)) for address, mails in mails_of(demo).items())),
        report=_words_of_report(demo),
        phases=str(demo.summary["phases"]),
        hours=str(demo.summary["hours"]),
    )


def mails_of(demo: PlayedDemo) -> dict[str, dict[str, set[bytes]]]:
    """What lies in each mailbox: by Message-ID the different contents that came under it."""
    found: dict[str, dict[str, set[bytes]]] = {}
    for mailbox in demo.place.maildirs.iterdir():
        for raw in inbox_of(demo.place, mailbox.name):
            name = str(message_from_bytes(raw, policy=default)["Message-ID"])
            found.setdefault(mailbox.name, {}).setdefault(name, set()).add(raw)
    return found


def sent_message_ids(demo: PlayedDemo) -> Counter[str]:
    """The Message-IDs of all envelopes that were sent."""
    with opened(demo) as office:
        lines = office.outbox.envelopes(states={EnvelopeState.SENT})
    return Counter(line.message_id or "" for line in lines)


@contextmanager
def opened(demo: PlayedDemo) -> Iterator[Office]:
    """The demo's office."""
    with mock.patch.dict(os.environ, {"MENTOR_HOME": str(demo.place.home)}), open_office() as office:
        yield office


def _words_of_report(demo: PlayedDemo) -> str:
    """The report's text without the hashes, which name runs and keys that are each demo's own."""
    pages = PdfReader(demo.out / demo.summary["closing_report"]["path"]).pages
    return HASH.sub("#", " ".join(" ".join(page.extract_text() for page in pages).split()))
