"""Every mail is stored before it is looked at, is recognised again, and ends with one fate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.errors import Conflict, InvalidInput
from models.database import Database
from models.errors import KeyDestroyed, Tampered
from models.keyring import Keyring
from models.ledger import Ledger
from models.mails import Decided, Fate, Judgement
from tests.factories import START
from tests.models.vault import Vault

RAW = b"From: jobcenter@kommune.example\r\n\r\nCPR 010150-5678"


@pytest.fixture
def ledger(database: Database, keyring: Keyring) -> Ledger:
    return Ledger(database, keyring)


def judgement(fate: Fate = Fate.REJECTED, **changes: Any) -> Judgement:
    """What was decided about a mail."""
    fields: dict[str, Any] = {"verdict": "rejected", "reason": "no-smime", **changes}
    return Judgement(fate=fate, **fields)


def test_a_mail_is_kept_sealed_and_comes_back_byte_for_byte(ledger: Ledger, database: Database) -> None:
    mail_id = ledger.receive(RAW, "INBOX/7/42", START)

    assert mail_id == "P-2026-0001"
    assert ledger.open_raw(mail_id) == RAW
    with database.casebook.connection() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM mail JOIN sealed_mail ON mail_id = id").all()
    assert len(rows) == 1
    assert "010150" not in repr(rows)
    assert "kommune" not in repr(rows)


def test_fetching_the_same_mail_again_stores_nothing(ledger: Ledger) -> None:
    first = ledger.receive(RAW, "INBOX/7/42", START)

    assert ledger.receive(RAW, "INBOX/7/42", START + timedelta(minutes=5)) == first
    assert ledger.receive(RAW, "INBOX/7/43", START) == "P-2026-0002", "another message with the same bytes"
    assert ledger.receive(RAW + b".", "INBOX/7/42", START) == "P-2026-0003", "the mailbox was renumbered"
    assert len(ledger.mails()) == 3


def test_a_mail_without_a_fate_is_found_until_it_has_one(ledger: Ledger) -> None:
    mail_id = ledger.receive(RAW, "INBOX/7/42", START)
    assert ledger.unsettled(START - timedelta(seconds=1)) == []
    assert [mail.id for mail in ledger.unsettled(START)] == [mail_id]

    ledger.settle(mail_id, judgement(), START + timedelta(minutes=1))

    assert ledger.unsettled(START + timedelta(days=1)) == []
    mail = ledger.mail(mail_id)
    assert (mail.verdict, mail.reason, mail.fate) == ("rejected", "no-smime", "rejected")
    assert mail.settled_at == START + timedelta(minutes=1)


def test_a_fate_is_final_except_that_a_person_releases_a_quarantined_mail(ledger: Ledger) -> None:
    mail_id = ledger.receive(RAW, "INBOX/7/42", START)
    ledger.settle(mail_id, judgement(Fate.QUARANTINED, verdict="quarantined", reason="crl-stale"), START)

    ledger.settle(mail_id, judgement(decided=Decided("coordinator:kirsten")), START)

    assert ledger.mail(mail_id).decided_by == "coordinator:kirsten"
    with pytest.raises(Conflict, match=mail_id):
        ledger.settle(mail_id, judgement(Fate.IGNORED), START)


def test_a_copy_is_recognised_by_its_content_and_by_its_message_id(ledger: Ledger) -> None:
    first = ledger.receive(RAW, "INBOX/7/1", START)
    known = judgement(content_sha256="ab" * 32, message_id="<1@kommune.example>")
    ledger.settle(first, known, START)
    copy = ledger.receive(RAW + b" encrypted anew", "INBOX/7/2", START)

    assert ledger.same_content("ab" * 32, other_than=copy) == first
    assert ledger.same_message_id("<1@kommune.example>", other_than=copy) == first
    assert ledger.same_content("ab" * 32, other_than=first) is None
    assert ledger.same_content("cd" * 32) is None
    ledger.settle(copy, judgement(Fate.DUPLICATE, duplicate_of=first), START)
    assert ledger.mail(copy).duplicate_of == first


def test_of_copies_that_have_no_fate_yet_the_first_to_claim_the_content_counts(ledger: Ledger) -> None:
    copies = [ledger.receive(RAW, f"INBOX/7/{number}", START) for number in range(3)]

    assert ledger.claim(copies[1], "ab" * 32) is None
    assert ledger.claim(copies[0], "ab" * 32) == copies[1]
    ledger.settle(
        copies[0], judgement(Fate.DUPLICATE, duplicate_of=copies[1], content_sha256="ab" * 32), START
    )
    assert ledger.claim(copies[1], "ab" * 32) is None, "it goes on after a crash as what it was"
    assert ledger.claim(copies[2], "ab" * 32) == copies[1]
    assert ledger.claim(copies[2], "cd" * 32) is None, "other content"


def test_a_mail_that_became_a_course_is_erased_with_it(vault: Vault, ledger: Ledger) -> None:
    ref = vault.course()
    mail_id = ledger.receive(RAW, "INBOX/7/42", START)
    ledger.settle(mail_id, judgement(Fate.COURSE, verdict="accepted", reason="", course_ref=ref), START)
    assert ledger.mail(mail_id).course_ref == ref
    assert ledger.open_raw(mail_id) == RAW

    vault.keyring.destroy(str(vault.value("SELECT key_id FROM course WHERE id = 1")), START)

    fresh = Ledger(vault.database, Keyring(vault.database.keys, vault.keyring._masters))
    with pytest.raises(KeyDestroyed):
        fresh.open_raw(mail_id)
    assert fresh.mail(mail_id).fate == "course"


def test_the_contents_of_two_mails_cannot_be_exchanged(vault: Vault, ledger: Ledger) -> None:
    ledger.receive(RAW, "INBOX/7/1", START)
    ledger.receive(RAW + b"2", "INBOX/7/2", START)
    other = vault.value("SELECT raw FROM sealed_mail WHERE mail_id = 'P-2026-0002'")
    vault.alter("UPDATE sealed_mail SET raw = :raw WHERE mail_id = 'P-2026-0001'", raw=other)

    with pytest.raises(Tampered, match="mail, P-2026-0001"):
        ledger.open_raw("P-2026-0001")


def test_an_unknown_mail_is_refused(ledger: Ledger) -> None:
    for ask in (ledger.open_raw, ledger.mail):
        with pytest.raises(InvalidInput, match="P-2026-9999"):
            ask("P-2026-9999")


def test_what_waits_is_counted_and_found_without_reading_the_whole_ledger(ledger: Ledger) -> None:
    new, waits, done = (
        ledger.receive(RAW, f"INBOX/7/{number}", START + timedelta(minutes=number)) for number in range(3)
    )
    ledger.settle(waits, judgement(Fate.QUARANTINED, verdict="quarantined", reason="tnef"), START)
    ledger.settle(done, judgement(), START)

    assert ledger.waiting() == (1, 1)
    assert [mail.id for mail in ledger.quarantined(10)] == [waits]
    assert [mail.id for mail in ledger.newest(2)] == [done, waits]
    assert [mail.id for mail in ledger.newest(2, before=waits)] == [new]
    assert ledger.newest(2, before=new) == []


WHY = "Borgeren er kendt fra 010150-5678."


def test_what_a_person_said_of_a_mail_is_sealed_with_it(ledger: Ledger, database: Database) -> None:
    mail_id = ledger.receive(RAW, "INBOX/7/42", START)
    assert ledger.said(mail_id) == ""
    ledger.settle(mail_id, judgement(decided=Decided("coordinator:kirsten", WHY)), START)
    assert ledger.said(mail_id) == WHY
    with database.casebook.connection() as connection:
        assert "010150" not in repr(connection.exec_driver_sql("SELECT * FROM mail").all())
    with pytest.raises(InvalidInput):
        ledger.said("P-2026-9999")


@pytest.mark.requirement("outside.controllers")
def test_mails_are_listed_by_whose_they_are(ledger: Ledger) -> None:
    """outside: what came for one municipality is in no list of another's; what is nobody's yet is in all."""
    waits = {"verdict": "quarantined", "reason": "crl-stale"}
    found = {}
    for number, controller in enumerate(("kommune-a", "kommune-b", "")):
        mail_id = ledger.receive(RAW, f"INBOX/7/{number}", START + timedelta(minutes=number))
        ledger.settle(mail_id, judgement(Fate.QUARANTINED, controller=controller, **waits), START)
        found[controller] = mail_id
    hers = ("kommune-b", "kommune")
    assert [one.id for one in ledger.quarantined(9, of=hers)] == [found["kommune-b"], found[""]]
    assert [one.id for one in ledger.newest(9, of=hers)] == [found[""], found["kommune-b"]]
    assert [one.id for one in ledger.newest(9, before=found[""], of=hers)] == [found["kommune-b"]]
    assert ledger.in_quarantine(hers) == (2, 1)
    assert ledger.in_quarantine() == (3, 0)
    assert len(ledger.quarantined(9)) == len(ledger.newest(9)) == 3
