"""Sending on a real Prefect server, with a mail server that is sometimes away."""

from __future__ import annotations

from datetime import timedelta

from casework.names.states import FailureName, StateName
from deployments.demo.post import inbox_of
from deployments.local_mail import Fault
from deployments.sample_home import JOBCENTRE
from flows.delivery import delivery
from models.envelopes import EnvelopeState
from tests.factories import START
from tests.flows.conftest import ON_PREFECT, House

pytestmark = ON_PREFECT


async def test_what_waits_is_sent_and_counted(house: House) -> None:
    house.matched()
    state = await delivery(return_state=True)
    assert state.name == StateName.ALL_SENT
    assert len(inbox_of(house.place, JOBCENTRE)) == 1
    assert "udsendelse 09:14" in {run.name for run in await house.runs()}
    assert (await delivery(return_state=True)).name == StateName.NOTHING_TO_SEND


async def test_a_mail_server_that_is_away_fails_the_run_and_the_next_sends_each_letter_once(
    house: House,
) -> None:
    house.matched()
    house.close_mail()
    state = await delivery(return_state=True)
    assert state.name == FailureName.NOT_ALL_SENT
    assert "smtp-unavailable" in (state.message or "")
    assert not inbox_of(house.place, JOBCENTRE)
    house.open_mail()
    house.at(START + timedelta(hours=2))
    assert (await delivery(return_state=True)).name == StateName.ALL_SENT
    assert (await delivery(return_state=True)).name == StateName.NOTHING_TO_SEND
    assert len(inbox_of(house.place, JOBCENTRE)) == 1


async def test_a_letter_the_server_refuses_is_told_by_code_and_never_by_address(house: House) -> None:
    house.matched()
    house.close_mail()
    house.open_mail().faults.append(Fault.NO_SUCH_USER)
    state = await delivery(return_state=True)
    assert state.name == FailureName.NOT_ALL_SENT
    assert "550" in (state.message or "")
    assert "@" not in (state.message or "")
    assert len(house.office.outbox.envelopes(states={EnvelopeState.FAILED})) == 1
