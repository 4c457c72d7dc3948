"""Only a registered decider with her own unused code for that course decides, and only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import commands as c
from domain.errors import Refused
from domain.values import Actor, Role
from models.casebook import Casebook
from models.database import Database
from models.deciders import Decider, Deciders
from models.decision_codes import Herself
from models.keyring import Keyring
from tests.factories import at, day, granted
from tests.models.desk import Desk
from tests.models.vault import REACHED, Vault

NOW = at("2026-05-05 09:00")


@pytest.fixture
def deciders(database: Database, keyring: Keyring) -> Deciders:
    return Deciders(database, keyring)


@pytest.fixture
def jonas(deciders: Deciders) -> Decider:
    return deciders.add(
        controller="viborg",
        role="caseworker",
        unit="Team Afklaring",
        name="Jonas Kjær",
        email="jonas@kommune.example",
        now=NOW,
    )


@pytest.fixture
def desk(casebook: Casebook) -> Desk:
    """A course whose extension review is open."""
    desk = Desk(casebook)
    desk.play((*REACHED, c.AcknowledgeDeviation(matter="f1", by="D-0001"), c.OpenExtensionReview()))
    return desk


def test_everybody_with_an_address_is_found_by_it_in_whatever_case(
    deciders: Deciders, jonas: Decider
) -> None:
    elsewhere = deciders.add(
        controller="viborg",
        role="job_consultant",
        unit="",
        name="J. Kjær",
        email="Jonas@Kommune.example",
        now=NOW,
    )
    deciders.add(
        controller="viborg", role="caseworker", unit="", name="Liv", email="liv@kommune.example", now=NOW
    )
    assert deciders.with_address(" JONAS@kommune.EXAMPLE ") == [jonas, elsewhere]
    deciders.end(jonas.ref, NOW)
    assert deciders.with_address("jonas@kommune.example") == [elsewhere]


@pytest.mark.requirement("local.sign_in")
def test_an_unknown_address_costs_as_much_as_a_known_one(
    deciders: Deciders, keyring: Keyring, jonas: Decider, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    key_of = keyring.key
    monkeypatch.setattr(keyring, "key", lambda key_id: (opened.append(key_id), key_of(key_id))[1])
    assert deciders.with_address(jonas.email) == [jonas]
    assert deciders.with_address("ingen@kommune.example") == []
    assert len(opened) == 2
    assert opened[0] == opened[1]


@pytest.mark.parametrize("written", ["Jonas Kjær", "  jonas   KJÆR "])
def test_namesakes_are_counted_within_one_controller(
    deciders: Deciders, jonas: Decider, written: str
) -> None:
    for controller in ("viborg", "naestved"):
        deciders.add(
            controller=controller,
            role="caseworker",
            unit="",
            name=written,
            email="j2@kommune.example",
            now=NOW,
        )
    assert deciders.namesakes("viborg", "Jonas Kjær") == 2
    deciders.end(jonas.ref, NOW)
    assert deciders.namesakes("viborg", "jonas kjær") == 1


def decision(desk: Desk) -> c.DecideExtension:
    """A new period from the day after the one that runs."""
    period = desk.casebook.course(desk.ref).periods[-1]
    starts_on = period.ends_on + timedelta(days=1)
    return granted(starts_on, starts_on + timedelta(days=60), desk.now)


def decide(desk: Desk, code: str, who: str = "D-0001") -> None:
    """The decider decides with a code."""
    desk.act(decision(desk), Actor(Role.CASEWORKER, who), decision_code=code)


def test_a_decider_is_registered_under_a_reference_and_sealed(
    deciders: Deciders, jonas: Decider, vault: Vault
) -> None:
    assert jonas.ref == "D-0001"
    assert deciders.registered("D-0001") == jonas
    assert deciders.all() == [jonas]
    assert deciders.registered("D-0002") is None
    with vault.database.casebook.connection() as connection:
        row = repr(connection.exec_driver_sql("SELECT * FROM decider").one())
    assert "Jonas" not in row
    assert "kommune.example" not in row


def test_a_code_lets_its_decider_decide_once(deciders: Deciders, jonas: Decider, desk: Desk) -> None:
    code = deciders.issue(jonas.ref, desk.ref, desk.now)
    periods = len(desk.casebook.course(desk.ref).periods)

    decide(desk, code.lower().replace("-", ""))

    assert len(desk.casebook.course(desk.ref).periods) == periods + 1
    with pytest.raises(Refused, match="gælder ikke"):
        desk.act(c.Pause(), Actor(Role.CASEWORKER, jonas.ref), decision_code=code)


def test_a_refused_decision_leaves_the_code_unspent(deciders: Deciders, jonas: Decider, desk: Desk) -> None:
    code = deciders.issue(jonas.ref, desk.ref, desk.now)
    too_long = replace(decision(desk), ends_on=day("2027-12-31"))

    with pytest.raises(Refused) as raised:
        desk.act(too_long, Actor(Role.CASEWORKER, jonas.ref), decision_code=code)
    assert raised.value.rule != "decision-code"
    decide(desk, code)


def test_a_code_holds_for_its_decider_its_course_and_its_time_only(
    deciders: Deciders, jonas: Decider, desk: Desk
) -> None:
    other = Desk(desk.casebook)
    other.play(REACHED)
    deciders.add(
        controller="viborg", role="caseworker", unit="", name="Lis", email="lis@kommune.example", now=NOW
    )
    elsewhere = deciders.issue(jonas.ref, other.ref, desk.now)
    expired = deciders.issue(jonas.ref, desk.ref, desk.now - timedelta(days=8))
    hers = deciders.issue("D-0002", desk.ref, desk.now)

    for code in (elsewhere, expired, hers, "AAAA-BBBB-CCCC", ""):
        with pytest.raises(Refused) as raised:
            decide(desk, code)
        assert raised.value.rule == "decision-code"


def test_who_is_no_longer_registered_decides_nothing(deciders: Deciders, jonas: Decider, desk: Desk) -> None:
    code = deciders.issue(jonas.ref, desk.ref, desk.now)
    deciders.end(jonas.ref, NOW)

    with pytest.raises(Refused) as raised:
        decide(desk, code)
    assert raised.value.rule == "unknown-decider"
    assert deciders.registered(jonas.ref) is None
    with pytest.raises(Refused):
        deciders.end(jonas.ref, NOW)
    with pytest.raises(Refused):
        deciders.issue(jonas.ref, desk.ref, NOW)


def test_another_municipalitys_decider_gets_no_code(deciders: Deciders, desk: Desk) -> None:
    stranger = deciders.add(
        controller="naestved", role="caseworker", unit="", name="Ib", email="ib@andenkommune.example", now=NOW
    )

    with pytest.raises(Refused, match=r"D-0001"):
        deciders.issue(stranger.ref, desk.ref, desk.now)


def test_the_code_itself_is_not_kept(deciders: Deciders, jonas: Decider, desk: Desk, vault: Vault) -> None:
    code = deciders.issue(jonas.ref, desk.ref, desk.now)

    with vault.database.casebook.connection() as connection:
        row = repr(connection.exec_driver_sql("SELECT * FROM decision_code").one())
    assert code.replace("-", "") not in row.upper()


def test_who_is_signed_in_decides_and_her_code_is_made_and_spent_with_it(
    deciders: Deciders, jonas: Decider, desk: Desk, vault: Vault
) -> None:
    stranger = deciders.add(
        controller="naestved", role="caseworker", unit="", name="Ib", email="ib@andenkommune.example", now=NOW
    )
    periods = len(desk.casebook.course(desk.ref).periods)
    for actor in (Actor(Role.CASEWORKER, stranger.ref), Actor(Role.MANAGER, jonas.ref)):
        with pytest.raises(Refused) as raised:
            desk.act(replace(decision(desk), decider=actor.id), actor, decision_code=Herself.SIGNED_IN)
        assert raised.value.rule == "unknown-decider"
    hers = replace(decision(desk), decider=jonas.ref)
    with pytest.raises(Refused):
        desk.act(hers, Actor(Role.CASEWORKER, stranger.ref), decision_code=Herself.SIGNED_IN)
    desk.act(hers, Actor(Role.CASEWORKER, jonas.ref), decision_code=Herself.SIGNED_IN)
    assert len(desk.casebook.course(desk.ref).periods) == periods + 1
    with vault.database.casebook.connection() as connection:
        codes = connection.exec_driver_sql("SELECT decider_ref, used_at FROM decision_code").all()
    assert [(who, used is not None) for who, used in codes] == [(jonas.ref, True)]
