"""An incident that no open course tells of reaches every coordinator and manager until it is followed up."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime

import pytest

from casework.corps.incident_post import tell_of_incidents
from casework.corps.incidents import enter_incident, settle_incident
from casework.letters.delivery import deliver
from domain.errors import Refused
from tests.factories import AMIRA, KIRSTEN, at
from tests.house import EVENING, House, later

pytestmark = pytest.mark.slow
HERS, MANAGERS = "kirsten@leverandoer.example", "soren@leverandoer.example"
WHAT = "Fulgte efter mig til bussen."


def entered(house: House, instant: datetime, **changes: object) -> int:
    given = {"mentor": "amira", "occurred_at": "2026-03-02T08:00:00+01:00", "kind": "threat", "what": WHAT}
    with house.office(instant) as office:
        return enter_incident(office, json.dumps({**given, **changes}).encode(), AMIRA)


def delivered(house: House, instant: datetime, address: str = HERS) -> int:
    """How many mails to the address a delivery at that moment brought."""
    before = len(house.inbox(address))
    with house.office(instant) as office:
        asyncio.run(deliver(office))
    return len(house.inbox(address)) - before


@pytest.mark.requirement("local.incident_told", "local.check_in")
def test_it_is_told_at_once_by_night_and_each_working_day_until_it_is_followed_up(house: House) -> None:
    """local: nothing that must be followed up is told to nobody; the mail itself says nothing."""
    number = entered(house, EVENING)
    with house.mail_server():
        assert delivered(house, EVENING) == 1
        assert len(house.inbox(MANAGERS)) == 1
        assert delivered(house, at("2026-03-03 07:59")) == 0
        assert delivered(house, at("2026-03-03 08:00")) == 1
        with house.office() as office:
            settle_incident(office, number, KIRSTEN)
            with pytest.raises(Refused):
                settle_incident(office, number, KIRSTEN)
        assert delivered(house, at("2026-03-04 08:00")) == 0
    (mail, _) = house.inbox(HERS)
    assert f"Nummer: {number}".encode() in mail
    assert not [word for word in (b"Amira", b"amira", b"bussen", b"trussel") if word in mail]


@pytest.mark.requirement("local.incident_told")
def test_what_no_server_took_is_tried_again_and_named_and_an_open_course_tells_by_itself(
    house: House,
) -> None:
    """local: a lease that runs out is taken again; a course's own matter is not told of twice."""
    number = entered(house, EVENING)
    with house.office(EVENING) as office:
        assert asyncio.run(tell_of_incidents(office)) == [f"hændelse {number}: ikke afleveret"]
        assert asyncio.run(tell_of_incidents(office)) == []
    with house.office(later(EVENING, minutes=2)) as office:
        assert asyncio.run(tell_of_incidents(office)) == [f"hændelse {number}: ikke afleveret"]
        settle_incident(office, number, KIRSTEN)
    entered(house, later(EVENING, minutes=3), course=house.matched(EVENING))
    with house.office(later(EVENING, minutes=3)) as office:
        assert asyncio.run(tell_of_incidents(office)) == []
