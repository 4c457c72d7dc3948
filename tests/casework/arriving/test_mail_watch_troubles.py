"""What the watch does while something is away, breaks off or must be waited for."""

from __future__ import annotations

import time

import pytest

from casework.arriving.mail_watch import MailWatch, Pace, TakenIn, watch
from deployments.local_mail import maildir_of
from deployments.sample_home import SUPPLIER
from tests.adapters.mail.scripted_imap import BYE, DROP, Script, serving
from tests.casework.arriving.watched import NO_PREFECT, QUICK, fates, looks_at, tls
from tests.house import House

pytestmark = pytest.mark.slow


def test_a_trouble_is_told_once_and_what_is_stored_is_settled_meanwhile(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.office() as office:
        office.ledger.receive(house.referral(), "brev-1", office.now)
    box = maildir_of(house.place.maildirs, SUPPLIER)
    box.rename(box.with_name("væk"))
    told: list[TakenIn] = []
    rests = 0

    def rest(_: MailWatch, result: TakenIn) -> None:
        nonlocal rests
        rests += 1
        if rests == 3:
            box.with_name("væk").rename(box)
        if rests == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(MailWatch, "rest", rest)
    with pytest.raises(KeyboardInterrupt):
        watch(NO_PREFECT, told.append, QUICK)
    assert [len(one.fates) for one in told] == [1, 0]
    assert told[0].troubles[0].startswith("mailbox-unavailable: ")
    assert told[1].troubles == []


def test_a_broken_installation_is_named_and_heals_without_a_restart(house: House) -> None:
    settings = house.home / "mentor.toml"
    settings.rename(house.home / "gemt.toml")
    watching = MailWatch(NO_PREFECT, QUICK)
    away = watching.once()
    assert "mentor init" in away.troubles[0]
    watching.rest(away)
    (house.home / "gemt.toml").rename(settings)
    house.arrives(house.referral())
    assert len(watching.once().fates) == 1


def test_the_pauses_double_while_nothing_can_be_reached_up_to_a_minute(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("casework.arriving.mail_watch.time.sleep", slept.append)
    box = maildir_of(house.place.maildirs, SUPPLIER)
    box.rename(box.with_name("væk"))
    watching = MailWatch(NO_PREFECT, Pace(breath=1))
    for _ in range(7):
        watching.rest(watching.once())
    assert slept[1::2] == [2, 4, 8, 16, 32, 60, 60]
    box.with_name("væk").rename(box)
    slept.clear()
    watching.rest(watching.once())
    assert slept == [1, 5], "a maildir is looked into as often as the sample's settings say"


@pytest.mark.parametrize("fault", [b"+ idling\r\n" + DROP, b"+ idling\r\n" + BYE, b"%TAG% NO\r\n"])
def test_a_wait_that_breaks_off_loses_no_mail_and_doubles_none(house: House, fault: bytes) -> None:
    script = Script({}, {"IDLE": [fault, fault]}, capabilities="IMAP4rev1 MOVE UIDPLUS IDLE")
    watching = MailWatch(NO_PREFECT, QUICK)
    with serving(script, tls(house)):
        looks_at(house, script)
        watching.rest(watching.once())
        script.mails[4] = house.referral()
        taken = watching.once()
        assert [fate.course_ref for fate in taken.fates] == ["M-2026-0001"]
        watching.rest(taken)
        assert watching.once() == TakenIn()
    assert script.moved == [4]
    assert fates(house) == ["course"]


def test_a_mail_that_comes_while_the_others_are_settled_is_not_waited_for(house: House) -> None:
    script = Script({}, capabilities="IMAP4rev1 MOVE UIDPLUS IDLE")
    watching = MailWatch(NO_PREFECT, QUICK)
    with serving(script, tls(house)):
        looks_at(house, script)
        taken = watching.once()
        script.mails[4] = house.referral()
        started = time.monotonic()
        watching.rest(taken)
        assert time.monotonic() - started < 25
        assert len(watching.once().fates) == 1


def test_where_no_server_tells_it_is_looked_into_as_often_as_the_settings_say(house: House) -> None:
    script = Script({}, capabilities="IMAP4rev1 MOVE UIDPLUS")
    watching = MailWatch(NO_PREFECT, QUICK)
    with serving(script, tls(house)):
        looks_at(house, script)
        started = time.monotonic()
        watching.rest(watching.once())
    assert 1 <= time.monotonic() - started < 25
