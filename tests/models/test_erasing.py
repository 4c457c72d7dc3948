"""A course made unreadable, on both kinds of databases: keys, contents and index gone, the chain whole."""

from __future__ import annotations

import pytest

from models.case_mails import mails_of_course
from models.envelopes import Letter
from models.erasing import holdings_of, is_readable, letters_not_out, make_unreadable, unreadable_courses
from models.errors import KeyDestroyed
from models.keyring import Keyring
from models.ledger import Ledger
from models.mails import Fate, Judgement
from models.outbox import Outbox
from models.reading import Reading
from tests.factories import CITIZEN, START
from tests.models.vault import Vault


def course_with_post(vault: Vault) -> str:
    """A course with its mail, a copy of that, and a letter that waits."""
    ref = vault.course()
    ledger = Ledger(vault.database, vault.keyring)
    first, copy = (ledger.receive(raw, f"inbox/{raw!r}", START) for raw in (b"en mail", b"en kopi"))
    ledger.settle(first, Judgement(verdict="accepted", reason="", fate=Fate.COURSE, course_ref=ref), START)
    again = Judgement(verdict="duplicate", reason="", fate=Fate.DUPLICATE, duplicate_of=first)
    ledger.settle(copy, again, START)
    letter = Letter(
        controller="viborg",
        course_ref=ref,
        recipient="jobcentre",
        address="a@b.example",
        urgent=False,
        plain=b"et brev",
        raw=b"raa",
        message_id="<1@b.example>",
    )
    Outbox(vault.database, vault.keyring).store_envelope(letter, [], START)
    return ref


def test_what_an_erasure_would_take_is_counted_with_the_copies(vault: Vault) -> None:
    """Outside: the keys of the course's mails, of their copies and letters go with it."""
    ref, other = course_with_post(vault), vault.course()
    found = holdings_of(vault.database, ref)
    assert (len(found.keys), found.mails, found.letters, found.index_entries) == (3, 2, 1, 1)
    assert holdings_of(vault.database, other).mails == 0
    assert letters_not_out(vault.database, ref) > letters_not_out(vault.database, other)


def test_what_one_process_has_erased_another_forgets_that_had_read_it(vault: Vault) -> None:
    """Outside: key destruction; each process keeps keys in memory."""
    ref, other = vault.course(), vault.course()
    keyring = Keyring(vault.database.keys, vault.keyring._masters)
    elsewhere = Reading(vault.database, keyring)
    assert set(elsewhere.citizens([ref, other])) == {ref, other}
    for erased, left in ((ref, {other}), (other, set())):
        make_unreadable(vault.database, vault.keyring, erased, START)
        keyring.forget_destroyed()
        assert set(elsewhere.citizens([ref, other])) == left


def test_what_is_made_unreadable_is_gone_and_the_other_course_is_not(vault: Vault) -> None:
    """Outside: key destruction; what remains still verifies."""
    ref, other = course_with_post(vault), vault.course()
    file, _ = vault.checkpoint()
    make_unreadable(vault.database, vault.keyring, ref, START)
    make_unreadable(vault.database, vault.keyring, ref, START)
    with pytest.raises(KeyDestroyed):
        vault.casebook.recorded(ref)
    with pytest.raises(KeyDestroyed):
        Ledger(vault.database, vault.keyring).open_raw("P-2026-0001")
    assert vault.casebook.find("viborg", CITIZEN.cpr) == [other]
    assert vault.casebook.recorded(other)
    assert len(vault.casebook.neutral(ref)) == len(vault.casebook.recorded(other))
    assert unreadable_courses(vault.database, vault.keyring) == {ref}
    assert vault.findings(against=file) == []
    for table, column in (("sealed_mail", "raw"), ("envelope", "plain")):
        assert vault.value(f"SELECT count(*) FROM {table} WHERE length({column}) > 0") == 0
    with vault.database.read() as transaction:
        keys = [mail.key_id for mail in mails_of_course(transaction, ref)]
    assert not any(is_readable(vault.keyring, key) for key in keys)
