"""What has happened cannot have happened tomorrow; today it can."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain import commands as c
from domain.calendar import ONE_DAY, local_day
from domain.decide import decide
from domain.lifecycle import Phase
from tests.domain.staging import MATCHED, in_phase, later, refused, samples, staged
from tests.factories import CALENDAR, KIRSTEN, VIBORG, Play, at, meeting

MORNING = at("2026-03-02 09:00")
ACCESS = c.RecordAccessRequest(
    received_on=local_day(at("2026-04-20 12:00")), kinds=("file_access",), channel="mail"
)
WORKPLACE = c.AgreeDisclosure(
    recipient="workplace", kinds=("considerations",), from_on=local_day(at("2026-04-20 12:00"))
)


def stage_for(name: str) -> Play:
    """A course on which the command makes sense on its day."""
    if name == "RecordFirstMeeting":
        return staged(*MATCHED, at("2026-03-02 12:00"))
    return later(meeting("2026-04-20", "10:00", "11:00"), ACCESS, WORKPLACE)


@pytest.mark.parametrize(
    ("name", "field", "words"),
    [
        ("RecordAccessRequest", "received_on", "Anmodningens dag"),
        ("RecordAccessDraft", "delivered_on", "Udkastets dag"),
        ("RecordFirstMeeting", "held_on", "Første møde"),
        ("SendProgressReport", "covers_to", "Rapportens sidste dag"),
        ("ShowLogEntry", "shown_on", "Den dag, borgeren så notatet,"),
        ("RecordMinutes", "held_on", "Trepartsmødet"),
        ("RecordDisclosure", "told_on", "Oplysningen"),
        ("WithdrawConsent", "withdrawn_on", "Tilbagetrækningen"),
    ],
)
def test_a_day_that_has_not_come_is_refused_by_name_and_today_is_not(
    name: str, field: str, words: str
) -> None:
    stage = stage_for(name)
    command = samples(stage)[name]
    tomorrow: dict[str, Any] = {field: local_day(stage.now) + ONE_DAY}
    with refused("not-in-the-future") as told:
        stage.step(replace(command, **tomorrow))
    assert told.value.message == f"{words} kan ikke ligge i fremtiden. Ret datoen."
    stage.step(command)


def test_an_attempt_at_contact_lies_behind_to_the_minute() -> None:
    stage = staged(*MATCHED, at("2026-02-27 10:00"))
    attempt = samples(stage)["RecordContactAttempt"]
    with refused("not-in-the-future") as told:
        stage.step(replace(attempt, attempted_at=stage.now + ONE_DAY))
    assert told.value.message.startswith("Kontaktforsøget kan ikke")
    stage.step(attempt)


def test_a_command_out_of_its_time_is_told_by_name_and_phase() -> None:
    with refused("phase") as told:
        in_phase(Phase.ACTIVE).step(c.RecordFirstMeeting(held_on=local_day(at("2026-03-02 12:00"))))
    assert told.value.message == (
        "RecordFirstMeeting kan ikke bruges i fasen »i gang«. Se forløbet med: mentor course show."
    )
    with refused("phase") as told:
        decide(None, c.OpenExtensionReview(), MORNING, VIBORG, CALENDAR, actor=KIRSTEN)
    assert told.value.message.startswith(
        "OpenExtensionReview kan ikke bruges før henvisningen er registreret."
    )
