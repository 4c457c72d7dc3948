"""The watch over the mailbox: whatever is away, every mail is taken in once, and soon."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections.abc import Callable

import pytest

from casework.intake import settle_mail
from casework.mail_watch import MailWatch, Pace, TakenIn, watch
from deployments.local_mail import maildir_of
from deployments.sample_home import SUPPLIER
from tests.adapters.mail.scripted_imap import BYE, DROP, Script, serving
from tests.adapters.referral_reading.mails import CPR
from tests.house import House, plain_mail

pytestmark = pytest.mark.slow
QUICK = Pace(idle=30, ask_every=0.2, patience=0.3, breath=0, longest_pause=0.05)
NO_PREFECT: Callable[[str], bool] = lambda _: False  # noqa: E731 - a value among values


def fates(house: House) -> list[str]:
    with house.office() as office:
        return [mail.fate for mail in office.ledger.mails()]


def looks_at(house: House, script: Script) -> None:
    """The house's mailbox is that server, over TLS."""
    settings, secret = house.home / "mentor.toml", house.home / "imap.txt"
    secret.write_text("kun-til-proever")
    text = settings.read_text(encoding="utf-8")
    old = text[text.index('kind = "maildir"') : text.index("[mail_out]")]
    new = (
        f'kind = "imap"\nhost = "127.0.0.1"\nport = {script.port}\nuser = "henvisning"\n'
        'password_file = "imap.txt"\nca_file = "trust/mail-server.pem"\npoll_seconds = 1\n\n'
    )
    settings.write_text(text.replace(old, new), encoding="utf-8")


def tls(house: House) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(house.home / "mail-server.cert.pem", house.home / "mail-server.key.pem")
    return context


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

    pace = Pace(ask_every=2)
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
        broken.setattr("casework.intake.read_referral", stumbles)
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
        assert 1 <= time.monotonic() - started < 5
    assert len([command for command in script.commands if "FETCH" in command]) == 1


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
    monkeypatch.setattr("casework.mail_watch.time.sleep", slept.append)
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
        assert time.monotonic() - started < 5
        assert len(watching.once().fates) == 1


def test_where_no_server_tells_it_is_looked_into_as_often_as_the_settings_say(house: House) -> None:
    script = Script({}, capabilities="IMAP4rev1 MOVE UIDPLUS")
    watching = MailWatch(NO_PREFECT, QUICK)
    with serving(script, tls(house)):
        looks_at(house, script)
        started = time.monotonic()
        watching.rest(watching.once())
    assert 1 <= time.monotonic() - started < 5
