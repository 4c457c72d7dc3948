"""What goes wrong on the way out: every failure is told apart, nothing is lost, nothing goes out twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters.postman import Postman, SendResult
from casework.letters import delivery, sending
from casework.letters.delivery import DeliveryResult, watch
from deployments.local_mail import Fault
from deployments.sample_home import JOBCENTRE
from models.envelopes import EnvelopeState
from tests.casework.letters.test_delivery import COORDINATOR, MENTOR, delivered, message_ids, of_jobcentre
from tests.house import MORNING, House, later

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.GREYLISTED, Fault.LOST_BEFORE_STORING])
def test_after_a_temporary_failure_the_same_bytes_are_sent_again(house: House, fault: Fault) -> None:
    house.course()
    with house.office() as office, house.mail_server() as server:
        server.faults.append(fault)
        first = delivered(office)
        waiting = of_jobcentre(office)
        assert delivered(office).quiet, "it waits before it tries again"
        house.set_clock(later(MORNING, minutes=2))
        second = delivered(office)
        sent = of_jobcentre(office)
    assert (first.sent, first.retried, second.sent) == (0, 1, 1)
    assert waiting.message_id == sent.message_id
    assert sent.attempts == 2
    (raw,) = house.inbox(JOBCENTRE)
    assert message_ids([raw]) == {sent.message_id}


def test_when_the_line_drops_after_the_content_the_very_same_bytes_go_again(house: House) -> None:
    house.course()
    with house.office() as office, house.mail_server() as server:
        server.faults.append(Fault.LOST_AFTER_STORING)
        delivered(office)
        assert of_jobcentre(office).state == EnvelopeState.UNKNOWN
        house.set_clock(later(MORNING, minutes=2))
        delivered(office)
        assert of_jobcentre(office).state == EnvelopeState.SENT
    one, other = house.inbox(JOBCENTRE)
    assert one == other
    assert len(message_ids([one, other])) == 1


def test_a_server_that_breaks_off_every_time_gets_no_copy_without_end_and_a_person_asks_the_recipient(
    house: House,
) -> None:
    ref, clock = house.course(), MORNING
    with house.office() as office, house.mail_server() as server:
        for _ in range(sending.ENOUGH_COPIES):
            server.faults.append(Fault.LOST_AFTER_STORING)
            result = delivered(office)
            clock = later(clock, minutes=35)
            house.set_clock(clock)
        assert of_jobcentre(office).state == EnvelopeState.FAILED
        assert delivered(office).quiet
    assert result.problems == ["modtagerens server kvitterer ikke: udsendelse 1 (connection-lost-after-data)"]
    copies = house.inbox(JOBCENTRE)
    assert len(copies) == sending.ENOUGH_COPIES
    assert len(set(copies)) == 1
    (told,) = house.inbox(COORDINATOR)
    assert ref in told.decode()


def test_the_time_a_server_was_away_counts_as_no_attempt(house: House) -> None:
    house.course()
    with house.office() as office:
        for minutes in range(0, 20, 2):
            house.set_clock(later(MORNING, minutes=minutes))
            delivered(office)
        assert of_jobcentre(office).attempts == 0
        with house.mail_server() as server:
            server.faults.append(Fault.LOST_AFTER_STORING)
            house.set_clock(later(MORNING, minutes=20))
            delivered(office)
            assert of_jobcentre(office).state == EnvelopeState.UNKNOWN
            house.set_clock(later(MORNING, minutes=22))
            assert delivered(office).sent == 1
    assert len(house.inbox(JOBCENTRE)) == 2


@pytest.mark.parametrize("fault", [Fault.NO_SUCH_USER, Fault.REFUSED_CONTENT])
def test_a_letter_the_server_refuses_for_good_has_failed_and_the_coordinator_is_told(
    house: House, fault: Fault
) -> None:
    ref = house.course()
    with house.office() as office, house.mail_server() as server:
        server.faults.append(fault)
        result = delivered(office)
        assert of_jobcentre(office).state == EnvelopeState.FAILED
        assert delivered(office).quiet
    assert result.failed == 1
    assert result.problems[0].startswith("afvist af modtagerens server: udsendelse 1 (55")
    assert house.inbox(JOBCENTRE) == []
    (told,) = house.inbox(COORDINATOR)
    assert ref in told.decode()


def test_a_refused_letter_to_the_coordinator_does_not_ask_for_another(house: House) -> None:
    house.course()
    with house.office() as office, house.mail_server() as server:
        server.faults.extend([Fault.NO_SUCH_USER, Fault.NO_SUCH_USER])
        delivered(office)
        assert delivered(office).quiet
        assert [line.state for line in office.outbox.envelopes()] == ["failed", "failed"]


def test_while_the_server_is_away_nothing_is_lost_and_afterwards_all_is_sent(house: House) -> None:
    house.matched()
    with house.office() as office:
        away = delivered(office)
        assert {line.state for line in office.outbox.envelopes()} == {"queued", "to_post"}
        assert delivered(office).quiet
        with house.mail_server():
            house.set_clock(later(MORNING, minutes=2))
            back = delivered(office)
    assert away.retried == 2
    assert away.server_away
    assert [problem.split(":")[0] for problem in away.problems] == ["smtp-unavailable"]
    assert (back.sent, back.problems) == (2, [])
    assert len(house.inbox(JOBCENTRE)) == 1


def test_however_long_the_server_was_away_a_letter_waits_a_minute_at_most_and_never_gives_up(
    house: House,
) -> None:
    house.course()
    with house.office() as office:
        for days in range(12):
            house.set_clock(later(MORNING, days=days))
            delivered(office)
        with house.mail_server():
            house.set_clock(later(MORNING, days=11, seconds=61))
            assert delivered(office).sent == 1


def test_a_server_that_only_ever_says_later_is_given_up_after_five_days(house: House) -> None:
    ref = house.course()
    with house.office() as office, house.mail_server() as server:
        for days in (0, 1, 2, 3, 4, 5, 6, 7):  # on the 5th and 6th the office is closed
            house.set_clock(later(MORNING, days=days))
            server.faults.append(Fault.GREYLISTED)
            delivered(office)
            server.faults.clear()
            if of_jobcentre(office).state == EnvelopeState.FAILED:
                break
        assert days == 7
        assert of_jobcentre(office).state == EnvelopeState.FAILED
    assert any(ref in raw.decode() for raw in house.inbox(COORDINATOR))


def test_the_wait_doubles_up_to_an_hour(house: House) -> None:
    waits = [sending._pause(attempts).total_seconds() / 60 for attempts in (1, 2, 3, 6, 7, 8, 40)]
    assert waits == [1, 2, 4, 32, 60, 60, 60]


def test_a_sender_that_died_leaves_a_lease_that_runs_out(house: House) -> None:
    house.course()
    with house.office() as office, house.mail_server():
        delivery._write_waiting(office, DeliveryResult())
        (leased,) = office.outbox.lease_envelopes(office.now)
        assert delivered(office).quiet
        house.set_clock(later(MORNING, minutes=3))
        assert delivered(office).sent == 1
    (raw,) = house.inbox(JOBCENTRE)
    assert raw == leased.raw


def test_however_slow_the_server_is_no_letter_on_its_way_is_taken_by_another_sender(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        house.course()
    send, taken, clock = Postman.send, list[int](), MORNING

    async def slowly(postman: Postman, raw: bytes, *, sender: str, recipient: str) -> SendResult:
        nonlocal clock
        clock = later(clock, seconds=postman.longest)
        house.set_clock(clock)
        with house.office() as another:
            taken.extend(one.id for one in another.outbox.lease_envelopes(another.now))
        return await send(postman, raw, sender=sender, recipient=recipient)

    monkeypatch.setattr(Postman, "send", slowly)
    with house.office() as office, house.mail_server():
        assert delivered(office).sent == 4
    assert taken == []
    assert len(house.inbox(JOBCENTRE)) == len(message_ids(house.inbox(JOBCENTRE))) == 4


def test_a_letter_is_leased_for_longer_than_the_postman_may_take(house: House) -> None:
    with house.office() as office:
        assert timedelta(seconds=office.postman().longest) < sending.LEASE - timedelta(seconds=10)


def test_a_notice_that_cannot_be_written_is_named_and_stops_no_other(house: House) -> None:
    house.matched()
    staff = house.home / "staff.toml"
    text = staff.read_text(encoding="utf-8")
    staff.write_text(text.replace('id = "amira"', 'id = "anna"'), encoding="utf-8")
    with house.office() as office, house.mail_server():
        result = delivered(office)
        assert result.problems == ["M-2026-0001: invalid-input"] * len(result.problems)
        assert result.problems
    staff.write_text(text, encoding="utf-8")
    with house.office() as office, house.mail_server():
        delivered(office)
    assert len(house.inbox(MENTOR)) == 1


async def test_the_watch_delivers_what_comes_and_tells_a_lasting_problem_once(house: House) -> None:
    told: list[DeliveryResult] = []
    house.course()
    watching = asyncio.create_task(watch(0.05, told.append))
    while not told:
        await asyncio.sleep(0.02)
    assert told[0].server_away
    with house.mail_server():
        house.set_clock(later(MORNING, minutes=2))
        while not any(result.sent for result in told):
            await asyncio.sleep(0.02)
    watching.cancel()
    assert [bool(result.problems) for result in told] == [True, False]


async def test_the_watch_survives_a_home_that_is_broken_and_says_what_to_do(house: House) -> None:
    told: list[DeliveryResult] = []
    (house.home / "mentor.toml").rename(house.home / "mentor.toml.gemt")
    watching = asyncio.create_task(watch(0.05, told.append))
    while not told:
        await asyncio.sleep(0.02)
    watching.cancel()
    assert "mentor init" in told[0].problems[0]
