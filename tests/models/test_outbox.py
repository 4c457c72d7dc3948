"""Letters go out stored, once at a time, byte for byte the same; what nobody marked is taken up again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import Conflict, Refused
from models.database import Database
from models.envelopes import EnvelopeState, Letter
from models.errors import KeyDestroyed
from models.keyring import Keyring
from models.outbox import Outbox
from tests.factories import START, at
from tests.models.desk import Desk
from tests.models.vault import REACHED, Vault

NOW = at("2026-04-15 10:30")
RAW = b"Message-ID: <1@leverandoer.example>\r\n\r\nciphertext"
PLAIN = b"Maja kom ikke i praktik."


@pytest.fixture
def outbox(database: Database, keyring: Keyring) -> Outbox:
    return Outbox(database, keyring)


@pytest.fixture
def ref(desk: Desk) -> str:
    return desk.play(REACHED).ref


def letter(ref: str | None, **changes: object) -> Letter:
    """A finished letter to the jobcentre."""
    fields: dict[str, object] = {
        "controller": "viborg",
        "course_ref": ref,
        "recipient": "jobcentre",
        "address": "jobcenter@kommune.example",
        "urgent": True,
        "plain": PLAIN,
        "raw": RAW,
        "message_id": "<1@leverandoer.example>",
    }
    return Letter(**{**fields, **changes})  # type: ignore[arg-type]


def urgent_intents(outbox: Outbox) -> list[int]:
    """The intents of the deviation."""
    return [intent.id for intent in outbox.pending_intents(NOW) if intent.kind == "deviation"]


def test_every_notice_an_event_causes_waits_with_the_urgent_ones_first(outbox: Outbox, ref: str) -> None:
    waiting = outbox.pending_intents(NOW)

    assert (waiting[0].kind, waiting[0].to, waiting[0].urgent) == ("deviation", "jobcentre", True)
    assert {intent.course_ref for intent in waiting} == {ref}
    assert {"referral_received", "mentor_assigned", "course_assigned"} < {intent.kind for intent in waiting}
    assert all(intent.not_before <= NOW for intent in waiting)
    assert outbox.pending_intents(START - timedelta(days=1)) == []


def test_a_letter_leaves_as_it_was_stored_and_its_intents_wait_no_more(outbox: Outbox, ref: str) -> None:
    intents = urgent_intents(outbox)
    number = outbox.store_envelope(letter(ref), intents, NOW)

    assert urgent_intents(outbox) == []
    (leased,) = outbox.lease_envelopes(NOW)
    assert (leased.id, leased.raw, leased.address, leased.attempts) == (
        number,
        RAW,
        "jobcenter@kommune.example",
        1,
    )
    assert leased.message_id == "<1@leverandoer.example>"
    outbox.mark(leased, EnvelopeState.SENT, NOW)
    (line,) = outbox.envelopes(states=[EnvelopeState.SENT])
    assert (line.id, line.settled_at) == (number, NOW)
    assert outbox.lease_envelopes(NOW + timedelta(days=1)) == []
    assert outbox.plain(number) == PLAIN


def test_one_intent_is_never_carried_by_two_letters(outbox: Outbox, ref: str) -> None:
    intents = urgent_intents(outbox)
    outbox.store_envelope(letter(ref), intents, NOW)

    with pytest.raises(Conflict):
        outbox.store_envelope(letter(ref, message_id="<2@leverandoer.example>"), intents, NOW)
    assert len(outbox.envelopes()) == 1


def test_a_leased_letter_is_nobody_elses_until_the_lease_runs_out(outbox: Outbox, ref: str) -> None:
    outbox.store_envelope(letter(ref), [], NOW)
    (first,) = outbox.lease_envelopes(NOW, lease_seconds=60)

    assert outbox.lease_envelopes(NOW + timedelta(seconds=59)) == []
    (second,) = outbox.lease_envelopes(NOW + timedelta(seconds=60))

    assert (second.raw, second.message_id, second.attempts) == (first.raw, first.message_id, 2)
    with pytest.raises(Conflict, match="taget op af en anden"):
        outbox.mark(first, EnvelopeState.SENT, NOW)
    outbox.mark(second, EnvelopeState.SENT, NOW)


def test_a_failed_attempt_comes_back_when_it_was_told_to(outbox: Outbox, ref: str) -> None:
    outbox.store_envelope(letter(ref), [], NOW)
    later = NOW + timedelta(minutes=5)
    (leased,) = outbox.lease_envelopes(NOW)
    outbox.mark(leased, EnvelopeState.QUEUED, NOW, reason="smtp-421", retry_at=later)

    assert outbox.envelopes(states=[EnvelopeState.QUEUED])[0].reason == "smtp-421"
    assert outbox.lease_envelopes(later - timedelta(seconds=1)) == []
    assert len(outbox.lease_envelopes(later)) == 1
    with pytest.raises(ValueError, match="retry_at"):
        outbox.mark(leased, EnvelopeState.UNKNOWN, NOW)
    with pytest.raises(ValueError, match="retry_at"):
        outbox.mark(leased, EnvelopeState.SENT, NOW, retry_at=later)


def test_a_held_letter_goes_when_it_can_be_encrypted(outbox: Outbox, ref: str) -> None:
    held = letter(ref, raw=None, message_id=None, state=EnvelopeState.HELD, reason="certificate-expired")
    number = outbox.store_envelope(held, [], NOW)
    assert outbox.lease_envelopes(NOW + timedelta(days=30)) == []

    outbox.release(number, RAW, "<3@leverandoer.example>", NOW)

    (leased,) = outbox.lease_envelopes(NOW)
    assert (leased.raw, leased.message_id) == (RAW, "<3@leverandoer.example>")
    with pytest.raises(Refused):
        outbox.release(number, RAW, "<4@leverandoer.example>", NOW)
    with pytest.raises(Refused):
        outbox.release(999, RAW, "<4@leverandoer.example>", NOW)


def test_a_letter_for_the_post_waits_for_a_person(outbox: Outbox, ref: str) -> None:
    number = outbox.store_envelope(
        letter(ref, raw=None, message_id=None, state=EnvelopeState.TO_POST), [], NOW
    )

    assert outbox.lease_envelopes(NOW) == []
    outbox.posted(number, NOW)
    assert outbox.envelopes(course_ref=ref)[0].state == "posted"
    with pytest.raises(Refused):
        outbox.posted(number, NOW)


def test_a_delivery_report_marks_the_letter_it_is_about(outbox: Outbox, ref: str) -> None:
    outbox.store_envelope(letter(ref), [], NOW)
    (leased,) = outbox.lease_envelopes(NOW)
    outbox.mark(leased, EnvelopeState.SENT, NOW)

    assert outbox.bounced("<1@leverandoer.example>", "mailbox-full", NOW)
    assert not outbox.bounced("<9@leverandoer.example>", "mailbox-full", NOW)
    assert outbox.envelopes()[0].state == "bounced"


def test_a_letter_about_several_courses_is_sealed_for_its_controller(outbox: Outbox, ref: str) -> None:
    number = outbox.store_envelope(letter(None, recipient="mentor"), [], NOW)

    assert outbox.plain(number) == PLAIN
    assert outbox.lease_envelopes(NOW)[0].course_ref is None


def test_a_letter_that_cannot_be_opened_fails_alone(vault: Vault, outbox: Outbox) -> None:
    ref = vault.course()
    spoiled = outbox.store_envelope(letter(ref), [], NOW)
    outbox.store_envelope(letter(ref, message_id="<2@leverandoer.example>"), [], NOW)
    vault.alter("UPDATE envelope SET raw = :new WHERE id = :id", new=b"x" * 99, id=spoiled)

    assert [envelope.message_id for envelope in outbox.lease_envelopes(NOW)] == ["<2@leverandoer.example>"]
    (failed,) = outbox.envelopes(states=[EnvelopeState.FAILED])
    assert (failed.id, failed.reason) == (spoiled, "tampered")


def test_a_letter_of_an_erased_course_is_never_sent(vault: Vault, outbox: Outbox) -> None:
    number = outbox.store_envelope(letter(vault.course()), [], NOW)
    vault.keyring.destroy(str(vault.value("SELECT key_id FROM course WHERE id = 1")), NOW)

    assert outbox.lease_envelopes(NOW) == []
    with pytest.raises(KeyDestroyed):
        outbox.plain(number)


def test_a_notice_no_event_causes_is_asked_for_once(outbox: Outbox, ref: str) -> None:
    for _ in range(2):
        outbox.add_intent(ref, 3, kind="delivery_held", to="coordinator", urgent=False, now=NOW)

    assert [intent.kind for intent in outbox.pending_intents(NOW)].count("delivery_held") == 1


def test_nothing_personal_lies_open_in_a_letters_row(vault: Vault, outbox: Outbox) -> None:
    outbox.store_envelope(letter(vault.course()), [], NOW)

    with vault.database.casebook.connection() as connection:
        row = repr(connection.exec_driver_sql("SELECT * FROM envelope").one())
    for personal in ("Maja", "jobcenter@kommune.example", "ciphertext"):
        assert personal not in row


def test_a_letter_that_no_server_was_offered_is_given_back_as_if_it_had_never_been_taken(
    outbox: Outbox, ref: str
) -> None:
    outbox.store_envelope(letter(ref), urgent_intents(outbox), NOW)
    (leased,) = outbox.lease_envelopes(NOW)
    outbox.put_back(leased, NOW + timedelta(minutes=1))
    (line,) = outbox.envelopes()
    assert (line.state, line.attempts) == (EnvelopeState.QUEUED, 0)
    assert outbox.lease_envelopes(NOW) == []
    (again,) = outbox.lease_envelopes(NOW + timedelta(minutes=1))
    assert (again.raw, again.attempts) == (leased.raw, 1)
    with pytest.raises(Conflict):
        outbox.put_back(leased, NOW)
