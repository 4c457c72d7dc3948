"""What a programme says of its own: where meetings are held, its catalogue number, and who may use it."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.programmes import load_programme
from domain.events import AppointmentPlanned
from tests.domain.staging import refused, staged
from tests.factories import AMIRA, VIBORG, accept, appointment, beginning, referral, register
from tests.factory.playing import ROOT

FOLDER = ROOT / "deployments" / "programmes"
HOEJE_TAASTRUP, RETENTION = (
    load_programme(FOLDER / f"{key}.toml") for key in ("hoeje-taastrup", "fastholdelsesmentor")
)


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
