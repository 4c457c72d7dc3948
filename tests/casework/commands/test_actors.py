"""Who may act on a course is asked where people come in."""

from __future__ import annotations

import json
import re

import pytest

from casework.commands.acting import act
from casework.corps.absences import enter_absence
from casework.office import Office
from deployments.sample_home import CONTROLLER
from domain.commands import ReportDeviation
from domain.errors import InvalidInput, Refused
from domain.values import Actor, Role
from tests.casework.decisions.test_extension import decider
from tests.domain.corps.cast import absence
from tests.factories import AMIRA, BO, KIRSTEN, accept, at, match
from tests.house import House

pytestmark = pytest.mark.slow
MISSED = ReportDeviation(occurred_at=at("2026-03-02 08:00"), fact="Borgeren kom ikke.")
MANAGER = Actor(Role.MANAGER, "soren")


def encoded(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def wishes(office: Office, ref: str, who: Actor) -> None:
    """Somebody notes that the citizen wants another mentor: anybody who has to do with the course may."""
    act(office, ref, "FileComplaint", encoded(about="course", complaint="For lang ventetid."), who)


def turned_away(office: Office, ref: str, who: Actor) -> str:
    """The rule by which somebody is turned away; nothing is recorded."""
    before = office.casebook.course(ref).seq
    with pytest.raises(Refused) as caught:
        wishes(office, ref, who)
    assert office.casebook.course(ref).seq == before
    return caught.value.rule


@pytest.mark.requirement("local.absence_cover")
def test_a_mentor_acts_on_her_own_courses_and_where_she_stands_in(house: House) -> None:
    ref = house.course(accept(), match(cover=""))
    with house.office() as office:
        wishes(office, ref, AMIRA)
        assert turned_away(office, ref, BO) == "not-her-course"
        enter_absence(office, absence("amira", "2026-03-02", "2026-03-06", "bo"), KIRSTEN)
        wishes(office, ref, BO)
    with house.office(at("2026-03-09 10:00")) as office:
        assert turned_away(office, ref, BO) == "not-her-course"


@pytest.mark.requirement("S0.one_contact")
def test_the_courses_cover_acts_on_it_too(house: House) -> None:
    ref = house.course(accept(), match(cover="bo"))
    with house.office() as office:
        wishes(office, ref, BO)


def test_nobody_acts_whom_we_do_not_know(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        for role in (Role.MENTOR, Role.COORDINATOR, Role.MANAGER):
            with pytest.raises(InvalidInput, match=r"staff\.toml"):
                wishes(office, ref, Actor(role, "ukendt"))
        for role in (Role.OPERATOR, Role.CLOCK, Role.MAILROOM):
            assert turned_away(office, ref, Actor(role, "drift")) == "not-a-person"
        wishes(office, ref, MANAGER)


@pytest.mark.requirement("outside.who_decided")
def test_the_authoritys_people_are_registered_with_the_courses_own_authority(house: House) -> None:
    ref = house.course(accept(), match(), MISSED)
    with house.office() as office:
        assert turned_away(office, ref, Actor(Role.CASEWORKER, "D-0001")) == "unknown-decider"
        known = decider(office)
        assert turned_away(office, ref, Actor(Role.JOB_CONSULTANT, known)) == "unknown-decider"
        taken = encoded(matter="f1", by=known)
        act(office, ref, "AcknowledgeDeviation", taken, Actor(Role.CASEWORKER, known))
        assert not office.casebook.course(ref).open_matters("deviation")


@pytest.mark.requirement("outside.controllers")
def test_a_coordinator_acts_for_the_municipalities_she_is_given(house: House) -> None:
    ref, file = house.matched(), house.home / "staff.toml"
    for limits, rule in ((f'["{CONTROLLER}"]', ""), ('["en-anden"]', "not-her-municipality")):
        mine = f'id = "kirsten"\ncontrollers = {limits}\n'
        limited = re.sub(r'id = "kirsten"\n(controllers = .*\n)?', mine, file.read_text())
        file.write_text(limited)
        with house.office() as office:
            if rule:
                assert turned_away(office, ref, KIRSTEN) == rule
            else:
                wishes(office, ref, KIRSTEN)
