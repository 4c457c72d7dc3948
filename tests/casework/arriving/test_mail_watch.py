"""The watch over the mailbox: whatever is away, every mail is taken in once, and soon."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from casework.arriving.intake import settle_mail
from casework.arriving.mail_watch import MailWatch, Pace, TakenIn
from deployments.sample_home import SUPPLIER
from tests.adapters.mail.scripted_imap import Script, serving
from tests.adapters.referral_reading.mails import CPR
from tests.casework.arriving.watched import NO_PREFECT, QUICK, fates, looks_at, tls
from tests.house import House, plain_mail

pytestmark = pytest.mark.slow


def test_without_prefect_a_mail_is_stored_settled_and_moved_in_one_round(house: House) -> None:
    house.arrives(house.referral())
    house.arrives(plain_mail("Reklame.", {}, number=2))
    taken = MailWatch(NO_PREFECT, QUICK).once()
    assert sorted(fate.verdict for fate in taken.fates) == ["accepted", "rejected"]
    assert (taken.left, taken.troubles) == (0, [])
    assert house.inbox(SUPPLIER) == []
    assert sorted(fates(house)) == ["course", "rejected"]


def test_what_prefect_is_asked_to_settle_is_stored_at_once_and_left_to_it(house: House) -> None:
    asked: list[str] = []

    def ask(mail_id: str) -> bool:
        asked.append(mail_id)
        return True

    pace = Pace(ask_every=5)  # seconds: two mails of a burst are looked at within them
    watching = MailWatch(ask, pace)
    house.arrives(house.referral())
    assert watching.once() == TakenIn(left=1)
    assert fates(house) == [""]
    house.arrives(plain_mail("Reklame.", {}, number=2))
    assert watching.once().left == 2
    assert asked == ["P-2026-0001"], "not for every mail of a burst"
    time.sleep(pace.ask_every)
    assert watching.once().left == 2
    assert asked == ["P-2026-0001", "P-2026-0002"]


def test_what_prefect_does_not_settle_in_time_is_settled_here(house: House) -> None:
    watching = MailWatch(lambda _: True, QUICK)
    house.arrives(house.referral())
    assert watching.once().left == 1
    time.sleep(QUICK.patience)
    taken = watching.once()
    assert (taken.left, [fate.course_ref for fate in taken.fates]) == (0, ["M-2026-0001"])
    assert house.inbox(SUPPLIER) == []


@pytest.mark.parametrize("said", [True, False])
def test_a_mail_that_prefect_settles_in_the_same_moment_is_no_trouble(house: House, said: bool) -> None:
    def settles_at_once(mail_id: str) -> bool:
        with house.office() as other:
            asyncio.run(settle_mail(other, mail_id))
        return said

    watching = MailWatch(settles_at_once, QUICK)
    house.arrives(house.referral())
    assert watching.once().troubles == []
    assert watching.once() == TakenIn()
    assert house.inbox(SUPPLIER) == []
    assert fates(house) == ["course"]


def test_two_who_watch_the_same_mailbox_take_each_mail_in_once(house: House) -> None:
    house.arrives(house.referral())
    for number in range(2, 5):
        house.arrives(plain_mail("Reklame.", {}, number=number))
    taken: list[TakenIn] = []
    threads = [
        threading.Thread(target=lambda: taken.append(MailWatch(NO_PREFECT, QUICK).once())) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.troubles for one in taken] == [[], [], []]
    assert sum(len(one.fates) for one in taken) == 4
    assert sorted(fates(house)) == ["course", "rejected", "rejected", "rejected"]
    MailWatch(NO_PREFECT, QUICK).once()
    assert house.inbox(SUPPLIER) == []


def test_a_mail_that_cannot_be_settled_stops_no_other_and_is_taken_up_again(house: House) -> None:
    settings = house.home / "mentor.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[controllers.kommune-a]", "[controllers.kommune-b]"), encoding="utf-8")
    house.arrives(house.referral())
    house.arrives(plain_mail("Reklame.", {}, number=2))
    watching = MailWatch(NO_PREFECT, QUICK)
    taken = watching.once()
    assert [fate.verdict for fate in taken.fates] == ["rejected"]
    assert ["controllers.kommune-a" in trouble for trouble in taken.troubles] == [True]
    settings.write_text(text, encoding="utf-8")
    assert [fate.verdict for fate in watching.once().fates] == ["accepted"]


def test_a_fault_of_our_own_in_one_mail_stops_no_other_and_quotes_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(*_: object, **__: object) -> None:
        raise ZeroDivisionError(CPR)

    house.arrives(house.referral())
    house.arrives(plain_mail("Reklame.", {}, number=2))
    with monkeypatch.context() as broken:
        broken.setattr("casework.arriving.intake.read_referral", stumbles)
        taken = MailWatch(NO_PREFECT, QUICK).once()
    assert [fate.verdict for fate in taken.fates] == ["rejected"]
    (told,) = taken.troubles
    assert told.startswith("unexpected: P-2026-0001: uventet fejl (ZeroDivisionError). ")
    assert CPR not in told
    assert len(MailWatch(NO_PREFECT, QUICK).once().fates) == 1


def test_a_mail_that_waits_for_prefect_is_not_fetched_again_and_again(house: House) -> None:
    script = Script({4: house.referral()}, capabilities="IMAP4rev1 MOVE UIDPLUS IDLE")
    watching = MailWatch(lambda _: True, Pace(idle=30, ask_every=1, patience=60, breath=0))
    with serving(script, tls(house)):
        looks_at(house, script)
        taken = watching.once()
        started = time.monotonic()
        watching.rest(taken)
        assert 1 <= time.monotonic() - started < 25
    assert len([command for command in script.commands if "FETCH" in command]) == 1
