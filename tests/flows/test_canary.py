"""A recognisable citizen goes through every kind of flow; nothing of her is found in what Prefect keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from prefect import get_run_logger
from prefect.logging.handlers import APILogWorker

from casework import rounds
from deployments.demo import words
from deployments.demo.post import referral_mail
from deployments.prefect_server import PrefectPlace
from domain.commands import ReportDeviation
from domain.values import Actor, Role
from flows.course_round import course_round
from flows.delivery import delivery
from flows.referral_intake import referral_intake
from flows.requests import deviation
from tests.factories import START, accept, match
from tests.flows.conftest import ON_PREFECT, House
from tests.flows.leaks import leaks

pytestmark = ON_PREFECT
KIRSTEN = Actor(Role.COORDINATOR, "kirsten")


async def test_nothing_of_the_citizen_reaches_what_prefect_keeps(house: House, prefect: PrefectPlace) -> None:
    house.receive(referral_mail(house.place, START))
    await referral_intake(return_state=True)
    (row,) = house.office.casebook.courses()
    for command in (accept(), match(reason=words.PHRASE)):
        house.office.casebook.handle(row.ref, command, KIRSTEN, START)
    told = ReportDeviation(occurred_at=START, fact=words.PHRASE, citizen_explanation=words.NAME)
    house.office.casebook.handle(row.ref, told, KIRSTEN, START)
    house.at(START + timedelta(days=6))
    for flow in (course_round, delivery):
        await flow(return_state=True)
    occurred = (START + timedelta(days=6)).isoformat()
    form = {"ref": row.ref, "fact": "Kan ikke træffes", "occurred_at": occurred}
    await deviation(form, return_state=True)
    await APILogWorker.drain_all()
    assert leaks(prefect.home, words.CANARIES) == []


async def test_an_unforeseen_error_that_quotes_the_citizen_does_not_either(
    house: House, prefect: PrefectPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.matched()
    house.at(START + timedelta(days=6))

    async def careless(*_: object, **__: object) -> rounds.StepResult:
        get_run_logger().error("ukendt borger %s", words.CPR)
        raise ValueError(f"{words.NAME}, {words.PHRASE}") from KeyError(words.ADDRESS)

    monkeypatch.setattr(rounds, "advance", careless)
    state = await course_round(return_state=True)
    assert not state.is_completed()
    await APILogWorker.drain_all()
    assert leaks(prefect.home, words.CANARIES) == []
