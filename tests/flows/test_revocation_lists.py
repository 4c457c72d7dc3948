"""Fetching revocation lists on a real Prefect server: a failure is a failed run, and the next one heals."""

from __future__ import annotations

import json

import pytest

from casework.names.states import FailureName, StateName
from deployments.demo.post import referral_mail
from flows.referral_intake import referral_intake
from flows.revocation_lists import revocation_lists
from tests.adapters.list_server import list_server
from tests.factories import START
from tests.flows.conftest import ON_PREFECT, House

pytestmark = ON_PREFECT


async def test_lists_are_fetched_and_a_failure_heals_by_itself(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await revocation_lists(return_state=True)).name == StateName.NO_LISTS
    with list_server() as server:
        monkeypatch.setenv("MENTOR_REVOCATION__URLS", json.dumps([server.address("/l.crl")]))
        state = await revocation_lists(return_state=True)
        assert state.name == FailureName.LISTS_INCOMPLETE
        assert "svarer med fejl 404" in (state.message or "")
        server.put("/l.crl", (house.place.authority / "intermediate" / "crl.pem").read_bytes())
        state = await revocation_lists(return_state=True)
    assert (state.name, state.message) == (StateName.LISTS_FRESH, "Nye: 0. Uændrede: 1. Post bedømt igen: 0.")
    assert any(run.name.startswith("spærrelister 20") for run in await house.runs())


async def test_mail_that_waited_for_a_list_becomes_a_course_in_a_sub_run_of_its_own(house: House) -> None:
    (house.home / "crls").rename(house.home / "andre")
    house.receive(referral_mail(house.place, START))
    await referral_intake(return_state=True)
    assert (await revocation_lists(return_state=True)).message == "Post bedømt igen: 0."
    assert not house.office.casebook.courses()
    (house.home / "andre").rename(house.home / "crls")
    assert (await revocation_lists(return_state=True)).message == "Post bedømt igen: 1."
    (row,) = house.office.casebook.courses()
    (run,) = await house.runs(row.ref)
    assert (run.name, run.state_name) == (f"{row.ref} · henvisning", StateName.REFERRAL_REGISTERED)
