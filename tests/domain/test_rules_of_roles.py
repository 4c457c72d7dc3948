"""What a programme says of its own: roles and their weight, where meetings are held, and who may use it."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.programmes import load_programme
from domain import commands as c
from domain.events import AppointmentPlanned, RolesWeighed
from domain.programme import Programme
from tests.domain.staging import refused, staged
from tests.factories import AMIRA, VIBORG, accept, appointment, at, beginning, referral, register, sign
from tests.factory.playing import ROOT

FOLDER = ROOT / "deployments" / "programmes"
NAESTVED, HOEJE_TAASTRUP, RETENTION, CORPS = (
    load_programme(FOLDER / f"{key}.toml")
    for key in ("naestved", "hoeje-taastrup", "fastholdelsesmentor", "ressourceforloeb")
)


def with_roles_of(other: Programme) -> Programme:
    return VIBORG.model_copy(update={"roles": other.roles})


def weights(**percents: int) -> c.WeighRoles:
    return c.WeighRoles(weights=tuple(c.WeighedRole(role=role, percent=n) for role, n in percents.items()))


@pytest.mark.requirement("S4.roles")
def test_the_roles_weigh_otherwise_from_time_to_time_and_each_time_is_kept() -> None:
    """S4: four roles whose weight varies over time."""
    stage = staged(*beginning(), programme=with_roles_of(NAESTVED))
    first, second = weights(vejleder=70, coach=30), weights(vejleder=20, systemguide=30, brobygger=50)
    stage.step(first)
    stage.until(at("2026-05-04 10:00"))
    stage.step(second)
    told = [one.event for one in stage.history if isinstance(one.event, RolesWeighed)]
    assert [str(one.weighed_on) for one in told] == ["2026-03-12", "2026-05-04"]
    assert [(one.role, one.percent) for one in told[1].weights] == [
        ("vejleder", 20),
        ("systemguide", 30),
        ("brobygger", 50),
    ]


@pytest.mark.requirement("S4.roles")
@pytest.mark.parametrize("wrong", [{"vejleder": 60}, {"vejleder": 60, "coach": 60}])
def test_the_weights_are_the_whole_work(wrong: dict[str, int]) -> None:
    """S4: weights of roles are shares of one whole."""
    stage = staged(*beginning(), programme=with_roles_of(NAESTVED))
    with refused("role-weights"):
        stage.step(weights(**wrong))


@pytest.mark.requirement("S4.roles")
def test_no_role_is_weighed_twice_at_once() -> None:
    """S4: each role has one weight at a time."""
    stage = staged(*beginning(), programme=with_roles_of(NAESTVED))
    half = c.WeighedRole(role="coach", percent=50)
    with refused("role-weights"):
        stage.step(c.WeighRoles(weights=(half, half)))


@pytest.mark.requirement("S3.four_roles", "S4.roles")
@pytest.mark.parametrize(
    ("programme", "own", "foreign"),
    [(CORPS, "indslusningsguide", "brobygger"), (NAESTVED, "brobygger", "indslusningsguide")],
)
def test_an_agreement_names_the_programmes_own_roles(programme: Programme, own: str, foreign: str) -> None:
    """S3, S4: four roles each, called by each source's own words."""
    assert len(programme.roles) == 4
    stage = staged(*beginning()[:-2], programme=with_roles_of(programme))
    with refused("unknown-role"):
        stage.act(sign("2026-03-10", roles=(foreign,)), AMIRA)
    stage.act(sign("2026-03-10", roles=(own,)), AMIRA)


@pytest.mark.requirement("S2.central_place")
@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({}, "centralt i Høje-Taastrup"),
        ({"form": "three_party"}, "centralt i Høje-Taastrup"),
        ({"place": "biblioteket"}, "biblioteket"),
        ({"form": "home_visit"}, ""),
    ],
)
def test_meetings_are_held_centrally_unless_something_else_is_said(given: dict[str, Any], place: str) -> None:
    """S2: meetings are held centrally: a default place."""
    stage = staged(*beginning(), programme=VIBORG.model_copy(update={"work": HOEJE_TAASTRUP.work}))
    (event,) = stage.act(appointment("2026-03-16 10:00", **given), AMIRA)
    assert isinstance(event, AppointmentPlanned)
    assert event.place == place


@pytest.mark.requirement("S0.catalogue_id")
def test_the_programmes_number_in_the_catalogue_stands_after_its_name() -> None:
    """S0: external catalogue id Fasit ID 90.938."""
    assert RETENTION.title == "Fastholdelsesmentor (Fasit ID 90.938)"
    assert VIBORG.title == VIBORG.name


@pytest.mark.requirement("outside.controllers")
def test_a_programme_of_one_municipality_takes_no_other_ones_citizens() -> None:
    """outside: several controllers are kept apart, also in whose rules a course follows."""
    mine = VIBORG.model_copy(update={"controllers": ("viborg", "naestved")})
    other = VIBORG.model_copy(update={"controllers": ("aarhus",)})
    assert staged(register(referral()), accept(), programme=mine).course
    with refused("other-controller"):
        staged(register(referral()), accept(), programme=other)
