"""Several commands in one commit: all of them, or none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import commands as c
from domain.errors import PartsRefused
from models.errors import Overtaken
from tests.factories import AMIRA, at, beginning, meeting
from tests.factory.commands import appointment
from tests.models.desk import Desk
from tests.models.vault import Vault

NOW = at("2026-03-19 13:00")
VISIT = (
    meeting("2026-03-19", observation="Vi øvede busturen."),
    appointment("2026-03-26 10:00"),
    c.ReportDeviation(occurred_at=at("2026-03-19 10:00"), fact="Praktikken er stoppet."),
    c.ShowLogEntry(entries=(2,), shown="accepted", shown_on=NOW.date(), comment="Det passer."),
)


def begun(vault: Vault) -> str:
    desk = Desk(vault.casebook)
    desk.play(beginning())
    return desk.ref


@pytest.mark.requirement("local.one_visit")
def test_a_visit_is_one_commit_in_the_order_it_was_given(vault: Vault) -> None:
    ref = begun(vault)
    before = vault.casebook.course(ref).seq
    outcome = vault.casebook.handle_all(ref, VISIT, AMIRA, NOW)
    kinds = [type(event).__name__ for event in outcome.events]
    assert kinds == ["MeetingRecorded", "AppointmentPlanned", "DeviationReported", "LogEntryShown"]
    assert outcome.seqs == tuple(range(before + 1, before + 5))
    assert outcome.course == vault.casebook.course(ref)
    assert [recorded.event for recorded in vault.casebook.recorded(ref)[before:]] == list(outcome.events)
    assert vault.findings() == []


def test_it_leads_to_the_same_as_one_after_the_other(vault: Vault) -> None:
    together, apart = begun(vault), begun(vault)
    vault.casebook.handle_all(together, VISIT, AMIRA, NOW)
    for command in VISIT:
        vault.casebook.handle(apart, command, AMIRA, NOW)
    events = [[one.event for one in vault.casebook.recorded(ref)][1:] for ref in (together, apart)]
    assert events[0] == events[1]


@pytest.mark.requirement("local.one_visit")
def test_where_a_rule_says_no_nothing_is_done_and_every_part_is_told(vault: Vault) -> None:
    ref = begun(vault)
    before = vault.casebook.course(ref)
    late = meeting("2026-03-20")
    past = appointment("2026-03-01 10:00")
    with pytest.raises(PartsRefused) as caught:
        vault.casebook.handle_all(ref, (late, VISIT[2], past), AMIRA, NOW)
    assert [number for number, _ in caught.value.parts] == [0, 2]
    assert caught.value.rules == ("not-in-the-future", "appointment-past")
    assert vault.casebook.course(ref) == before
    assert vault.findings() == []


def test_a_decision_is_never_a_part_of_something_else(vault: Vault) -> None:
    ref = begun(vault)
    ending = c.EndEffort(matter="s1", reason="Ingen fremgang.")
    with pytest.raises(PartsRefused) as caught:
        vault.casebook.handle_all(ref, (VISIT[0], ending), AMIRA, NOW)
    assert [(number, refusal.rule) for number, refusal in caught.value.parts] == [(1, "decision-code")]


def test_it_is_done_on_the_course_as_it_was_seen_or_not_at_all(vault: Vault) -> None:
    ref = begun(vault)
    seen = vault.casebook.course(ref).seq
    vault.casebook.handle(ref, VISIT[0], AMIRA, NOW)
    with pytest.raises(Overtaken):
        vault.casebook.handle_all(ref, VISIT[1:], AMIRA, NOW + timedelta(minutes=1), expected_seq=seen)
    assert vault.casebook.course(ref).seq == seen + 1
