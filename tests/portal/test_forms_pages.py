"""Every command's form: shown, refused with everything in it kept, and done."""

from __future__ import annotations

import re
from collections.abc import Callable

from casework.acting import BY_THEMSELVES
from domain.commands import COMMANDS
from tests.portal.town import Portal, Visitor

BY_HAND = sorted(COMMANDS.keys() - BY_THEMSELVES.keys())
MEETING = {
    "held_on": "2026-03-19",
    "starts": "10:00",
    "ends": "11:30",
    "category": "personal_contact",
    "form": "meeting",
    "attendance": "present",
    "shown": "not_shown",
    "observation": "Vi øvede busturen.",
}


def path(ref: str, command: str) -> str:
    return f"/forloeb/{ref}/gor/{command}"


def seen(text: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', text)
    assert found
    return found[1]


def test_every_command_has_a_page(portal: Portal) -> None:
    kirsten = portal.visitor("coordinator:kirsten")
    for command in BY_HAND:
        for ref in (portal.town.active, portal.town.received):
            answer = kirsten.get(path(ref, command))
            assert answer.status_code == 200, command
            assert "<h1>" in answer.text


def test_a_meeting_is_logged_by_its_form(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    where = path(ref, "RecordMeeting")
    answer = amira.send_form(where, seen=seen(amira.get(where).text), **MEETING)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/forloeb/{ref}")
    recorded = portal.office.casebook.recorded(ref)[-1]
    assert recorded.event.observation == "Vi øvede busturen."
    assert str(recorded.actor) == "mentor:amira"


def test_an_unknown_command_is_no_page(visitor: Callable[[str], Visitor], portal: Portal) -> None:
    kirsten = visitor("coordinator:kirsten")
    for command in ("PassTime", "RegisterReferral", "Slet"):
        assert kirsten.get(path(portal.town.active, command)).status_code == 404
