"""A withdrawn consent stops what has not left, in the commit that records it, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.commands import SendProgressReport
from domain.referral import Referral
from models.database import Database
from models.envelopes import EnvelopeState, Letter
from models.keyring import Keyring
from models.outbox import Outbox
from tests.factories import AMIRA, CITIZEN, MAILROOM, active_course, beginning, day, update
from tests.models.desk import Desk

REPORT = SendProgressReport(covers_to=day("2026-03-12"), summary="Maja møder stabilt.")
WITHDRAWN = update(Referral(citizen=CITIZEN), withdrawn=day("2026-03-12"), periods=active_course()[0].periods)


@pytest.fixture
def outbox(database: Database, keyring: Keyring) -> Outbox:
    return Outbox(database, keyring)


@pytest.fixture
def reported(desk: Desk) -> Desk:
    """A course with a progress report that nobody has sent."""
    desk.play(beginning())
    desk.act(REPORT, AMIRA)
    return desk


def waiting(outbox: Outbox, desk: Desk) -> dict[tuple[str, str], int]:
    found = outbox.pending_intents(desk.now + timedelta(days=1))
    return {(intent.kind, intent.to): intent.id for intent in found}


def stored(outbox: Outbox, desk: Desk, state: EnvelopeState) -> int:
    """One letter to the jobcentre with everything that waits for it."""
    letter = Letter(
        controller="viborg",
        course_ref=desk.ref,
        recipient="jobcentre",
        address="jobcenter@kommune.example",
        urgent=False,
        plain=b"klart",
        raw=None if state is EnvelopeState.HELD else b"krypteret",
        state=state,
    )
    intents = [number for (_, to), number in waiting(outbox, desk).items() if to == "jobcentre"]
    return outbox.store_envelope(letter, intents, desk.now)


def test_a_notice_that_nobody_has_written_is_stopped(outbox: Outbox, reported: Desk) -> None:
    before = waiting(outbox, reported)
    reported.act(WITHDRAWN, MAILROOM)
    assert set(before) - set(waiting(outbox, reported)) == {("progress_report", "jobcentre")}


@pytest.mark.parametrize("state", [EnvelopeState.QUEUED, EnvelopeState.HELD])
def test_a_letter_that_has_not_left_is_put_aside_and_its_other_notices_wait_again(
    outbox: Outbox, reported: Desk, state: EnvelopeState
) -> None:
    before = waiting(outbox, reported)
    stored(outbox, reported, state)
    reported.act(WITHDRAWN, MAILROOM)
    (line,) = outbox.envelopes()
    assert (line.state, line.reason) == (EnvelopeState.FAILED, "consent-withdrawn")
    assert (line.ended_as, line.ended_by) == ("consent-withdrawn", "mailroom:mailroom")
    assert outbox.lease_envelopes(reported.now) == []
    assert set(before) - set(waiting(outbox, reported)) == {("progress_report", "jobcentre")}


@pytest.mark.parametrize("died", [True, False])
def test_a_letter_whose_outcome_nobody_knows_is_not_sent_once_more(
    outbox: Outbox, reported: Desk, died: bool
) -> None:
    stored(outbox, reported, EnvelopeState.QUEUED)
    (leased,) = outbox.lease_envelopes(reported.now, lease_seconds=60)
    if not died:
        soon = reported.now + timedelta(seconds=50)
        outbox.mark(leased, EnvelopeState.UNKNOWN, reported.now, retry_at=soon)
    reported.now += timedelta(minutes=2)
    reported.act(WITHDRAWN, MAILROOM)
    assert outbox.lease_envelopes(reported.now + timedelta(days=1)) == []


def test_a_letter_that_is_being_sent_has_left(outbox: Outbox, reported: Desk) -> None:
    number = stored(outbox, reported, EnvelopeState.QUEUED)
    (leased,) = outbox.lease_envelopes(reported.now)
    reported.act(WITHDRAWN, MAILROOM)
    outbox.mark(leased, EnvelopeState.SENT, reported.now)
    (line,) = outbox.envelopes()
    assert (line.id, line.state, line.ended_as) == (number, EnvelopeState.SENT, "")


def test_another_course_keeps_its_letters(outbox: Outbox, reported: Desk) -> None:
    other = Desk(reported.casebook)
    other.play(beginning())
    other.act(REPORT, AMIRA)
    reported.act(WITHDRAWN, MAILROOM)
    assert ("progress_report", "jobcentre") in waiting(outbox, other)
