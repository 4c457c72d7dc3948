"""Users and units: registered, moved and ended by somebody, who is kept; nobody makes herself one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework.access.accounts import account_of
from casework.access.people import may_reset
from casework.access.seeing import may_see
from tests.portal.town import ACCOUNTS, UNIT, Portal, Visitor

KIRSTEN = "coordinator:kirsten"
NEW = {
    "controller": "kommune-a",
    "role": "caseworker",
    "unit": "Barselsteamet",
    "name": "Rikke Lund",
    "email": "rikke.lund@jobcenter.example",
}


def test_a_person_of_the_authority_is_registered_moved_and_ended(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    kirsten, office = visitor(KIRSTEN), portal.office
    assert kirsten.send_form("/brugere", **NEW).status_code == 303
    rikke = account_of(office, "caseworker:D-0006")
    assert rikke is not None
    assert not may_see(office, rikke, portal.town.active)
    kirsten.send_form("/brugere/enhed", page="/brugere", person="D-0006", unit=UNIT)
    moved = account_of(office, "caseworker:D-0006")
    assert moved is not None
    assert may_see(office, moved, portal.town.active)
    kirsten.send_form("/brugere/afslut", page="/brugere", person="D-0006")
    assert account_of(office, "caseworker:D-0006") is None
    changes = [(one.decider, one.what, one.by) for one in office.deciders.changes(3)]
    assert changes == [("D-0006", what, KIRSTEN) for what in ("ended", "moved", "added")]
    assert "flyttet til en anden enhed" in visitor("auditor:ulla").get("/revision").text


@pytest.mark.parametrize(
    ("wrong", "field", "status"),
    [
        ({"email": "kirsten2@leverandoer.example"}, "email", 409),
        ({"email": "kirsten@hjemme.example"}, "email", 409),
        ({"email": "rikke@sub.jobcenter.example"}, "email", 409),
        ({"email": "rikke@b-kommune.example"}, "email", 409),
        ({"email": "jonas.kjaer@jobcenter.example"}, "email", 409),
        ({"email": "ingen"}, "email", 422),
        ({"controller": "kommune-x"}, "controller", 422),
        ({"role": "mentor"}, "role", 422),
        ({"name": ""}, "name", 422),
    ],
)
def test_what_cannot_be_registered_is_told_and_stays_typed(
    visitor: Callable[[str], Visitor], portal: Portal, wrong: dict[str, str], field: str, status: int
) -> None:
    answer = visitor(KIRSTEN).send_form("/brugere", **{**NEW, **wrong})
    assert answer.status_code == status
    assert f'id="{field}-wrong"' in answer.text
    assert 'value="Barselsteamet"' in answer.text
    assert account_of(portal.office, "caseworker:D-0006") is None


@pytest.mark.parametrize("email", ["ida@kommune.example", "ida@JOBCENTER.example"])
def test_an_address_at_the_jobcentre_or_beside_its_people_is_taken(
    visitor: Callable[[str], Visitor], email: str
) -> None:
    assert visitor(KIRSTEN).send_form("/brugere", **{**NEW, "email": email}).status_code == 303


def test_the_operator_who_reads_of_nobody_registers_no_address_of_her_own(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    """The link to sign in would go there, and a new caseworker's unit sees its citizens."""
    jens = visitor("operator:jens")
    answer = jens.send_form("/brugere", **{**NEW, "unit": UNIT, "email": "jens@hjemme.example"})
    assert (answer.status_code, "ikke hos kommunen" in answer.text) == (409, True)
    assert account_of(portal.office, "caseworker:D-0006") is None


@pytest.mark.requirement("outside.controllers")
def test_a_coordinator_of_one_municipality_changes_nobody_of_the_other(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    file = portal.town.home / "staff.toml"
    file.write_text(
        file.read_text().replace('id = "kirsten"\n', 'id = "kirsten"\ncontrollers = ["kommune-b"]\n')
    )
    kirsten = visitor(KIRSTEN)
    page = kirsten.get("/brugere").text
    assert "Per Friis" in page
    assert "Jonas Kjær" not in page
    for path in ("/brugere/afslut", "/brugere/enhed"):
        assert kirsten.send_form(path, page="/brugere", person="D-0001", unit="X").status_code == 409
    assert kirsten.send_form("/brugere", **NEW).status_code == 422
    assert account_of(portal.office, "caseworker:D-0001") is not None


RESETS = {
    "coordinator:kirsten": {"mentor:amira", "mentor:bo", *(key for key in ACCOUNTS if ":D-" in key)},
    "operator:jens": set(ACCOUNTS) - {"operator:jens"},
    "mentor:amira": set(),
    "auditor:ulla": set(),
    "manager:soren": set(),
    "head:D-0005": set(),
    "caseworker:D-0001": set(),
}


def test_who_may_let_whom_set_up_a_telephone_anew(portal: Portal) -> None:
    office = portal.office
    found = {}
    for key in RESETS:
        mine = account_of(office, key)
        others = [account_of(office, other) for other in ACCOUNTS]
        assert mine is not None
        found[key] = {other.key for other in others if other is not None and may_reset(office, mine, other)}
    assert found == RESETS


def test_a_lost_telephone_is_reset_and_nobodys_own(visitor: Callable[[str], Visitor], portal: Portal) -> None:
    kirsten, amira = visitor(KIRSTEN), visitor("mentor:amira")
    assert amira.get("/mine-logins").status_code == 200
    told = kirsten.send_form("/brugere/nulstil", page="/brugere", person="mentor:amira")
    assert told.status_code == 303
    assert amira.get("/mine-logins").status_code == 303, "she is signed out"
    for key in (KIRSTEN, "operator:jens", "auditor:ulla", "findes-ikke"):
        assert kirsten.send_form("/brugere/nulstil", page="/brugere", person=key).status_code == 409


def test_an_authoritys_manager_is_listed_and_signs_in_in_a_role_of_her_own(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    kirsten = visitor(KIRSTEN)
    kirsten.send_form("/brugere", **{**NEW, "role": "manager"})
    page = kirsten.get("/brugere").text
    assert "Rikke Lund" in page
    assert "leder i kommunen" in page
    assert account_of(portal.office, "manager:D-0006") is None
    assert account_of(portal.office, "head:D-0006") is not None
