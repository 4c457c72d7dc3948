"""Whether an interpreter comes to a meeting follows the referral."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casework.commands.acting import act
from domain.commands import CompleteReferral
from domain.events import AppointmentPlanned
from domain.history import of_type
from tests.factories import AMIRA, MAILROOM, accept, match, referral
from tests.house import House


@pytest.mark.parametrize(("said", "comes"), [({}, True), ({"interpreter": False}, False)])
@pytest.mark.requirement("local.appointments")
def test_an_interpreter_comes_when_the_referral_asks_for_one(
    house: House, said: dict[str, Any], comes: bool
) -> None:
    """local: the interpreter follows the referral (Fields: Referral, language and interpreter)."""
    asked = CompleteReferral(referral=referral({"language": "farsi", "interpreter": True}))
    ref = house.course((MAILROOM, asked), accept(), match())
    given = json.dumps({"at": "2026-03-05T10:00:00+01:00", **said}).encode()
    with house.office() as office:
        act(office, ref, "PlanAppointment", given, AMIRA)
        ((_, planned),) = of_type(office.casebook.recorded(ref), AppointmentPlanned)
    assert planned.interpreter is comes
