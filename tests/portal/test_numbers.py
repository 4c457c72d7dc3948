"""Numbers can be counted up: what is somebody else's is answered like what is not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from casework.corps.incidents import enter_incident
from casework.corps.visits import plan_visit
from tests.factories import BO, KIRSTEN, at
from tests.portal.access_page import all_rules
from tests.portal.town import HERE, Portal, Visitor

pytestmark = pytest.mark.requirement("outside.controllers")
RULES = {(rule.method, rule.path): rule for rule in all_rules() if "{number}" in rule.path}


@dataclass(frozen=True)
class Elsewhere:
    """The numbers of what belongs to the other municipality, and to another mentor."""

    visit: int
    incident: int


@pytest.fixture
def elsewhere(portal: Portal) -> Elsewhere:
    office, ref = portal.office, portal.town.elsewhere
    meets = {"starts_at": at("2026-03-20 14:00").isoformat(), "ends_at": at("2026-03-20 15:00").isoformat()}
    said = json.dumps({"place": "Borgerens hjem", "risk_read": True} | meets).encode()
    number, _ = plan_visit(office, ref, "bo", said, BO)
    happened = {
        "course": ref,
        "mentor": "bo",
        "kind": "threat",
        "occurred_at": at("2026-03-19 10:00").isoformat(),
        "what": "Råbte.",
    }
    return Elsewhere(number, enter_incident(office, json.dumps(happened).encode(), KIRSTEN))


def answers(browser: Visitor, method: str, path: str, csrf: str) -> tuple[int, str]:
    answer = browser.get(path) if method == "GET" else browser.post(path, data={"csrf": csrf})
    return answer.status_code, answer.text


@pytest.mark.parametrize("key", ["coordinator:kirsten", "mentor:amira"])
def test_another_s_number_is_answered_like_one_that_is_not_there(
    portal: Portal, visitor: Callable[[str], Visitor], elsewhere: Elsewhere, key: str
) -> None:
    staff, kirsten = portal.town.home / "staff.toml", 'id = "kirsten"\n'
    staff.write_text(staff.read_text().replace(kirsten, f'{kirsten}controllers = ["{HERE}"]\n'))
    browser = visitor(key)
    csrf, tried = browser.csrf("/mine-logins"), 0
    for (method, path), rule in RULES.items():
        number = elsewhere.visit if path.startswith("/besoeg") else elsewhere.incident
        if not path.startswith(("/besoeg", "/haendelser")) or key.split(":", maxsplit=1)[0] not in rule.who:
            continue
        theirs, missing = (
            answers(browser, method, path.replace("{number}", str(one)), csrf) for one in (number, 9999)
        )
        assert theirs == missing, f"{method} {path}"
        assert theirs[0] == 404, f"{method} {path}"
        assert portal.office.refusals.latest(1), f"{method} {path}"
        tried += 1
    assert tried == (4 if key.startswith("coordinator") else 2)
    assert [one.id for one in portal.office.corps.visits.out()] == [elsewhere.visit]
