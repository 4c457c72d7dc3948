"""A decider who is signed in decides without a code: hers is made and spent in the commit of the decision."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from casework.decisions.extension import DecisionForm, propose
from casework.decisions.in_person import decide_extension, end_effort
from casework.office import Office
from domain.errors import Conflict, InvalidInput, Refused
from domain.events import EffortEnded, ExtensionDecided
from domain.history import of_type
from domain.lifecycle import Phase
from domain.values import Actor, Role
from tests.casework.decisions.test_ending_effort import ENDING
from tests.casework.decisions.test_extension import GRANTED, decider
from tests.factories import START, at, beginning
from tests.house import KIRSTEN, House

PERIOD = {"granted": True, "starts_on": "2026-06-01", "ends_on": "2026-08-31", "hours": "30"}


def decided(office: Office, ref: str, by: Actor, seen: int | None = None, **changes: Any) -> str:
    data = json.dumps(PERIOD | changes).encode()
    return decide_extension(office, ref, data, by, seen=seen).state_name


def codes(office: Office) -> list[bool]:
    """Every decision code there is: whether it is used."""
    with office.database.casebook.connection() as connection:
        rows = connection.exec_driver_sql("SELECT used_at FROM decision_code").all()
    return [used is not None for (used,) in rows]


@pytest.fixture
def reviewed(house: House) -> tuple[House, str]:
    ref = house.matched()
    with house.office() as office:
        asyncio.run(propose(office, DecisionForm(ref=ref, **GRANTED)))
    return house, ref


@pytest.mark.requirement("S1.granters", "outside.who_decided")
def test_her_sign_in_stands_for_her_code_and_the_event_says_who(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        mette = Actor(Role.CASEWORKER, decider(office))
        decided(office, ref, mette, ends_on="2026-07-31", hours="20")
        ((recorded, event),) = of_type(office.casebook.recorded(ref), ExtensionDecided)
        assert recorded.actor == mette
        assert (event.decider, event.channel, event.decider_role) == (mette.id, "portal", "caseworker")
        assert codes(office) == [True], "the code of this decision, and it is used"
        assert office.casebook.course(ref).periods[1].hours == 20, "less than was proposed may be granted"


@pytest.mark.requirement("outside.who_decided")
def test_nobody_else_decides_by_signing_in(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        mette = decider(office)
        strangers = KIRSTEN, Actor(Role.MENTOR, "amira"), Actor(Role.JOB_CONSULTANT, mette)
        for who in (*strangers, Actor(Role.CASEWORKER, "D-0099")):
            with pytest.raises(Refused) as caught:
                decided(office, ref, who)
            assert caught.value.rule == "unknown-decider"
        office.deciders.end(mette, office.now)
        with pytest.raises(Refused):
            decided(office, ref, Actor(Role.CASEWORKER, mette))
        assert codes(office) == []


def test_a_decider_of_another_municipality_is_refused_and_nothing_is_left(
    reviewed: tuple[House, str],
) -> None:
    house, ref = reviewed
    with house.office() as office:
        stranger = office.deciders.add(
            controller="kommune-b",
            role="caseworker",
            unit="",
            name="Ida",
            email="ida@b.example",
            now=office.now,
        )
        with pytest.raises(Refused) as caught:
            decided(office, ref, Actor(Role.CASEWORKER, stranger.ref))
        assert caught.value.rule == "unknown-decider"
        assert codes(office) == []


def test_a_refused_or_overtaken_decision_leaves_no_code(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        mette = Actor(Role.CASEWORKER, decider(office))
        seq = office.casebook.course(ref).seq
        with pytest.raises(Refused, match="tidligst dagen efter"):
            decided(office, ref, mette, starts_on="2026-05-01")
        with pytest.raises(Conflict):
            decided(office, ref, mette, seen=seq - 1)
        assert codes(office) == []
        decided(office, ref, mette, seen=seq, granted=False)
        assert codes(office) == [True]


def test_a_decision_in_person_names_neither_decider_nor_code(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        mette = Actor(Role.CASEWORKER, decider(office))
        with pytest.raises(InvalidInput) as caught:
            decided(office, ref, mette, decider_ref="D-0002", decision_code="2222-2222-2222", hours="tyve")
    fields = {problem.field for problem in caught.value.problems}
    assert fields == {"decider_ref", "decision_code", "hours"}


@pytest.mark.requirement("S3.no_progress", "S3.authority_decides")
def test_only_a_caseworker_ends_the_effort_by_signing_in(house: House) -> None:
    ref = house.course(*beginning()[1:], at("2026-05-08 09:00"), starts=START)
    with house.office() as office:
        data = json.dumps(ENDING).encode()
        manager = Actor(Role.HEAD, decider(office, "manager"))
        with pytest.raises(Refused) as caught:
            end_effort(office, ref, data, manager)
        assert caught.value.rule == "not-yours-to-do"
        mette = Actor(Role.CASEWORKER, decider(office))
        end_effort(office, ref, data, mette)
        ((recorded, event),) = of_type(office.casebook.recorded(ref), EffortEnded)
        assert (recorded.actor, event.decider) == (mette, mette.id)
        assert office.casebook.course(ref).phase is Phase.CLOSING
