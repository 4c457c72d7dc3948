"""Prefect is away: whatever people wait for happens by command, and the flows catch up when it is back."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casework.letters.delivery import deliver
from casework.names.states import StateName
from deployments.sample_home import JOBCENTRE
from domain.events import DeviationReported, TimerFired
from domain.history import of_type
from flows.course_round import course_round
from flows.referral_intake import referral_intake
from tests.faults.commanding import ended, started
from tests.faults.prefect_switch import LEFT_OPEN, PrefectSwitch
from tests.house import EVENING, MORNING, House, later

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), LEFT_OPEN]

AT_ONCE = 60.0
DEVIATION = {"occurred_at": EVENING.isoformat(), "fact": "Borgeren gik fra praktikken.", "no_show": False}


@contextmanager
def watching() -> Iterator[None]:
    """`mentor deliver --watch` runs, as `mentor up` keeps it."""
    process = started("deliver", "--watch")
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        ended(process)


async def test_intake_round_and_delivery_work_by_command(house: House, prefect_off: PrefectSwitch) -> None:
    house.arrives(house.referral())

    with house.mail_server():
        taken_in = ended(started("mail", "intake", "--json"))
        delivered = ended(started("deliver", "--json"))
    round_ = ended(started("round", "--as-of", later(MORNING, days=5).isoformat(), "--json"))

    assert [taken_in.code, delivered.code, round_.code] == [0, 0, 0], (taken_in, delivered, round_)
    ref = json.loads(taken_in.out)["course"]
    assert json.loads(delivered.out)["sent"] == len(house.inbox(JOBCENTRE)) == 1
    assert json.loads(round_.out)["ref"] == ref
    with house.office() as office:
        assert [*of_type(office.casebook.recorded(ref), TimerFired)]


async def test_a_deviation_in_the_evening_reaches_the_jobcentre_within_a_minute(
    house: House, prefect_off: PrefectSwitch, tmp_path: Path
) -> None:
    ref, command = house.matched(), tmp_path / "deviation.json"
    command.write_text(json.dumps(DEVIATION), encoding="utf-8")
    act = ("course", "act", ref, "ReportDeviation", "--from", str(command), "--as", "mentor:amira")

    with house.mail_server():
        with house.office() as office:
            await deliver(office)
        earlier = house.inbox(JOBCENTRE)
        house.set_clock(EVENING)
        with watching():
            begun = time.monotonic()
            answer = ended(started(*act))
            assert answer.code == 0, answer
            while house.inbox(JOBCENTRE) == earlier:
                assert time.monotonic() - begun < AT_ONCE
                time.sleep(0.05)

    (told,) = house.inbox(JOBCENTRE)[len(earlier) :]
    assert "Borgeren gik fra praktikken" in " ".join(house.opened_by_jobcentre(told).split())


async def test_the_flows_catch_up_when_it_is_back_and_double_nothing(
    house: House, prefect_off: PrefectSwitch
) -> None:
    house.arrives(house.referral())
    assert ended(started("mail", "intake")).code == 0
    with house.office() as office:
        (row,) = office.casebook.courses()
    house.set_clock(later(MORNING, days=5))
    assert ended(started("round")).code == 0
    before = _history(house, row.ref)
    house.set_clock(later(MORNING, days=20))

    prefect_off.on()
    states = [await flow(return_state=True) for flow in (referral_intake, course_round, course_round)]

    assert [state.name for state in states] == [
        StateName.NO_MAIL,
        StateName.ROUND_DONE,
        StateName.NO_COURSE_DUE,
    ]
    after = _history(house, row.ref)
    assert after[: len(before)] == before
    assert len(after) > len(before)
    assert len(after) == len(set(after))
    assert {run.state_name for run in await prefect_off.runs()} >= {StateName.ROUND_DONE.value}


def _history(house: House, ref: str) -> list[str]:
    with house.office() as office:
        history = office.casebook.recorded(ref)
        assert not [*of_type(history, DeviationReported)]
        return [
            event.firing if isinstance(event := one.event, TimerFired) else str(one.seq) for one in history
        ]
