"""The mailbox's quarantine folder holds what a person must look at, and nothing that was decided about."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.arriving import quarantine
from casework.arriving.intake import fetch_mails, file_mails, settle_all
from casework.office import Office
from deployments.local_mail import maildir_of
from deployments.sample_home import SUPPLIER
from models.mails import Fate, Mail
from tests.casework.arriving.test_quarantine import TYPED, UNREADABLE
from tests.factories import KIRSTEN
from tests.house import House

pytestmark = pytest.mark.slow


def filed_all(office: Office) -> list[Mail]:
    """A whole intake; gives the ledger."""
    fetched = fetch_mails(office)
    asyncio.run(settle_all(office))
    file_mails(office, fetched)
    return office.ledger.mails()


def filed(office: Office) -> str:
    """A whole intake; gives the id of the first mail of all."""
    return filed_all(office)[0].id


def quarantined_files(house: House) -> Iterator[Path]:
    return (maildir_of(house.place.maildirs, SUPPLIER) / ".quarantine" / "cur").iterdir()


def folder(house: House, name: str) -> set[bytes]:
    path = maildir_of(house.place.maildirs, SUPPLIER) / f".{name}" / "cur"
    return {file.read_bytes() for file in path.iterdir()}


def test_what_was_decided_about_leaves_the_quarantine_folder_with_the_next_intake(house: House) -> None:
    waits = [house.referral(bevilling=UNREADABLE, number=number) for number in (1, 2, 3)]
    house.arrives(waits[0])
    with house.office() as office:
        released = filed(office)
        house.arrives(waits[1])
        house.arrives(waits[2])
        filed(office)
        refused = next(mail.id for mail in office.ledger.mails() if mail.id != released)
        quarantine.release(office, released, KIRSTEN, TYPED)
        quarantine.refuse(office, refused, KIRSTEN)
        before = folder(house, "quarantine")
        filed(office)
        kept = office.ledger.open_raw(next(m.id for m in office.ledger.mails() if m.fate == Fate.QUARANTINED))
        gone = {office.ledger.open_raw(mail_id) for mail_id in (released, refused)}
        assert office.quarantine_folder.decided() == []
    assert before == set(waits)
    assert folder(house, "quarantine") == {kept}
    assert folder(house, "done") == gone


def test_of_two_equal_copies_in_the_quarantine_folder_one_leaves_for_each_that_was_decided(
    house: House,
) -> None:
    raw = house.referral()
    house.arrives(raw)
    house.arrives(raw)
    shutil.rmtree(house.home / "crls")
    with house.office() as office:
        first, _ = (mail.id for mail in filed_all(office))
        files = list(quarantined_files(house))
        quarantine.refuse(office, first, KIRSTEN)
        filed_all(office)
        left = list(quarantined_files(house))
    assert (len(files), len(left)) == (2, 1)


def test_a_copy_that_somebody_took_out_of_the_folder_by_hand_is_forgotten(house: House) -> None:
    house.arrives(house.referral(bevilling=UNREADABLE))
    with house.office() as office:
        mail_id = filed(office)
        for file in quarantined_files(house):
            file.unlink()
        quarantine.refuse(office, mail_id, KIRSTEN)
        assert [known for known, _ in office.quarantine_folder.decided()] == [mail_id]
        fetch_mails(office)
        assert office.quarantine_folder.decided() == []
