"""Whatever happens between the mailbox and the casebook, no mail is lost and none becomes two courses."""

from __future__ import annotations

import asyncio

import pytest

from adapters.mailbox import MailboxUnavailable
from casework.arriving import intake
from casework.arriving.intake import fetch_mails, file_mails, settle_all, settle_mail, unsettled_mails
from deployments.local_mail import maildir_of
from deployments.sample_home import CONTROLLER, SUPPLIER
from domain.errors import Conflict, InvalidInput
from models.mails import Fate
from tests.adapters.referral_reading.mails import BODY
from tests.casework.arriving.test_intake import settled
from tests.house import PAPERS, House, plain_mail

pytestmark = pytest.mark.slow


def test_the_same_mail_fetched_twice_is_one_mail(house: House) -> None:
    with house.office() as office:
        raw = house.referral()
        one = office.ledger.receive(raw, "brev-1", office.now)
        assert office.ledger.receive(raw, "brev-1", office.now) == one
        assert unsettled_mails(office) == [one]


def test_a_crash_between_registering_and_settling_still_makes_one_course(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        (mail_id,) = fetch_mails(office)
        with monkeypatch.context() as crash:
            crash.setattr(intake, "close", _power_cut)
            with pytest.raises(KeyboardInterrupt):
                intake._settle(office, mail_id, None)
        assert len(office.casebook.courses()) == 1
    with house.office() as office:
        (fate,) = settled(office)
        (row,) = office.casebook.courses()
        assert fate.course_ref == row.ref
        assert office.ledger.mail(mail_id).fate == Fate.COURSE


def test_a_copy_that_is_settled_before_the_struck_original_is_its_duplicate(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = plain_mail(BODY, PAPERS)
    house.arrives(house.protected(content))
    with house.office() as office:
        (original,) = fetch_mails(office)
        with monkeypatch.context() as crash:
            crash.setattr(intake, "close", _power_cut)
            with pytest.raises(KeyboardInterrupt):
                intake._settle(office, original, None)
        copy = office.ledger.receive(house.protected(content), "brev-2", office.now)
        fates = [asyncio.run(settle_mail(office, mail_id)) for mail_id in (copy, original)]
        (row,) = office.casebook.courses()
        assert [fate.reason for fate in fates] == ["seen-before", "accepted"]
        assert [fate.course_ref for fate in fates] == [None, row.ref]
        assert office.ledger.mail(copy).duplicate_of == original


def test_a_crash_before_the_mail_was_moved_stores_nothing_twice_and_the_next_intake_moves_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        with monkeypatch.context() as crash:
            crash.setattr("adapters.mailbox.MaildirMailbox.file", _power_cut)
            with pytest.raises(KeyboardInterrupt):
                settled(office)
        assert len(house.inbox(SUPPLIER)) == 1
        assert fetch_mails(office) == []
        assert len(office.ledger.mails()) == len(office.casebook.courses()) == 1
    assert house.inbox(SUPPLIER) == []


def test_a_mail_without_a_fate_stays_in_the_inbox_and_is_the_same_mail_when_fetched_again(
    house: House,
) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        fetched = fetch_mails(office)
        file_mails(office, fetched)
        assert len(house.inbox(SUPPLIER)) == 1
        assert fetch_mails(office) == fetched


def test_a_mail_that_another_intake_settled_meanwhile_is_a_conflict(house: House) -> None:
    house.arrives(house.referral())
    with house.office() as office, house.office() as other:
        (mail_id,) = fetch_mails(office)
        asyncio.run(settle_mail(other, mail_id))
        with pytest.raises(Conflict):
            asyncio.run(settle_mail(office, mail_id))
        assert len(office.casebook.courses()) == 1


def test_a_mailbox_that_is_gone_says_so_and_loses_nothing(house: House) -> None:
    house.arrives(house.referral())
    box = maildir_of(house.place.maildirs, SUPPLIER)
    hidden = house.home / "et andet sted"
    box.rename(hidden)
    with house.office() as office, pytest.raises(MailboxUnavailable):
        fetch_mails(office)
    hidden.rename(box)
    with house.office() as office:
        assert [fate.verdict for fate in settled(office)] == ["accepted"]


def test_a_mail_that_cannot_be_settled_stops_none_of_the_others_and_is_taken_up_again(house: House) -> None:
    house.arrives(house.referral())
    house.arrives(plain_mail("Reklame.", {}))
    settings = house.home / "mentor.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(CONTROLLER, "kommune-b"), encoding="utf-8")
    with house.office() as office:
        fetch_mails(office)
        fates, (left,) = asyncio.run(settle_all(office))
        assert unsettled_mails(office) == [left.mail_id]
    assert [fate.verdict for fate in fates] == ["rejected"]
    assert isinstance(left.error, InvalidInput)
    assert "controllers.kommune-a" in left.error.message
    settings.write_text(text, encoding="utf-8")
    with house.office() as office:
        assert [fate.verdict for fate in settled(office)] == ["accepted"]


def _power_cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
