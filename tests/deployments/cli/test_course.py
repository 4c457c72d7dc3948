"""`mentor course …`: every list and object for people and for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from domain.commands import HoldErasure, Pause, ReportDeviation
from tests.deployments.cli.shell import Shell, acted
from tests.factories import (
    AMIRA,
    CITIZEN,
    KIRSTEN,
    MAILROOM,
    REFERRAL,
    accept,
    appointment,
    at,
    attempt,
    beginning,
    deviation,
    match,
    update,
)
from tests.house import MORNING, House, later

LISTED = ["ref", "controller", "programme", "phase", "phase_name", "mentor", "next_due_at", "waiting_on"]


def test_an_empty_list_says_something_kind(house: House, mentor: Shell) -> None:
    typed = mentor("course", "list")
    assert typed.code == 0
    assert typed.out == "Her er ingen forløb. Nye henvisninger hentes med: mentor mail intake\n"
    assert mentor("course", "list", "--json").out == ""


@pytest.mark.requirement("local.absence_cover")
def test_a_mentors_list_has_the_courses_she_stands_in_on_today(house: House, mentor: Shell) -> None:
    """S3: who covers sees what she covers, and it goes back by itself."""
    ref = house.course(accept(), match(cover=""))
    away = ("corps", "absence", "add", "amira", "--first", "2026-03-02", "--last", "2026-03-03")
    assert mentor("course", "list", "--mentor", "bo").out == "Her er ingen forløb, der passer.\n"
    assert mentor(*away, "--substitute", "bo", "--as", "coordinator:kirsten").code == 0
    assert [row["ref"] for row in mentor("course", "list", "--mentor", "bo", "--json").rows] == [ref]
    house.set_clock(later(MORNING, days=2))
    assert mentor("course", "list", "--mentor", "bo", "--json").rows == []
    assert [row["ref"] for row in mentor("course", "list", "--mentor", "amira", "--json").rows] == [ref]


def test_a_list_has_only_what_is_asked_for(house: House, mentor: Shell) -> None:
    ref, other = house.matched(), house.course(starts=later(MORNING, hours=1))
    for_coordinator = mentor("course", "list", "--waiting-on", "coordinator", "--json").rows
    assert [row["ref"] for row in for_coordinator] == [other]
    assert mentor("course", "list", "--overdue", "--json").rows == []
    house.set_clock(later(MORNING, days=3))
    assert {row["ref"] for row in mentor("course", "list", "--overdue", "--json").rows} == {other, ref}
    assert mentor("course", "list", "--waiting-on", "ingen").code == 2


def test_goals_and_appointments_are_shown_by_the_names_commands_use(house: House, mentor: Shell) -> None:
    ref = house.course(*beginning()[1:], appointment("2026-03-20 10:00"), starts=at("2026-02-26 09:00"))
    told = mentor("course", "show", ref).out
    assert "Vikar: bo\n" in told
    assert "Mål: g1 (senest 29. maj 2026); g2 under g1 (senest 29. maj 2026)" in told
    assert "Aftaler: a2: fredag den 20. marts 2026 kl. 10.00\n" in told
    sentences = [row["sentence"] for row in mentor("course", "timeline", ref, "--json").rows]
    assert "Der blev aftalt 3 mål (g1, g2 og g3)." in sentences
    assert "Der blev aftalt møde fredag den 20. marts 2026 kl. 10.00 (a2)." in sentences


def test_a_list_has_the_most_overdue_first_and_every_field(house: House, mentor: Shell) -> None:
    late, early = house.matched(starts=later(MORNING, days=3)), house.matched()
    rows = mentor("course", "list", "--json").rows
    assert [row["ref"] for row in rows] == [early, late]
    assert list(rows[0]) == LISTED
    assert rows[0]["phase"] == "matched"
    assert rows[0]["next_due_at"].endswith("+00:00")
    table = mentor("course", "list").out
    assert table.index(early) < table.index(late)
    assert "mentor" in table


def test_a_list_is_narrowed_by_phase_and_mentor(house: House, mentor: Shell) -> None:
    received, matched = house.course(), house.matched()
    for options, refs in (
        (("--phase", "received"), [received]),
        (("--mentor", "amira"), [matched]),
        (("--mentor", "amira", "--phase", "received"), []),
    ):
        assert [row["ref"] for row in mentor("course", "list", "--json", *options).rows] == refs


def test_a_course_is_shown_without_anything_personal(house: House, mentor: Shell) -> None:
    ref = house.matched()
    with house.office() as office:
        office.casebook.handle(ref, deviation_now(), AMIRA, office.now)
        office.casebook.handle(ref, HoldErasure(reason="complaint"), KIRSTEN, office.now)
    (shown,) = mentor("course", "show", ref, "--json").rows
    assert (shown["ref"], shown["mentor"], shown["waiting_on"]) == (ref, "amira", "jobcentre")
    assert (shown["hours_granted"], shown["hours_used"]) == ("32", "0")
    text = mentor("course", "show", ref).out
    assert "Program: viborg, version 2026-1\n" in text
    assert "1: 2. marts 2026 til 31. maj 2026, 32 timer, heraf brugt 0" in " ".join(text.split())
    assert "sagsbehandler og jobkonsulent" in " ".join(text.split())
    assert "holdt tilbage fra sletning" in text
    assert "(fravigelse)" in text
    for printed in (json.dumps(shown, ensure_ascii=False), text):
        assert not any(word in printed for word in (CITIZEN.name, CITIZEN.cpr, CITIZEN.phone, "praktik"))


def test_what_the_jobcentre_sent_is_shown_until_it_is_marked_as_seen(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    ref = house.matched()
    with house.office() as office:
        periods = office.casebook.course(ref).periods
        news = update(replace(REFERRAL, caseworker="Birgit Holm"), periods=periods)
        office.casebook.handle(ref, news, MAILROOM, office.now)
    text = mentor("course", "show", ref).out
    assert "n1 (nyt fra jobcenteret: ny sagsbehandler; mail P-2026-0002)" in " ".join(text.split())
    assert "Birgit" not in text
    acted(mentor, tmp_path, ref, "MarkUpdateSeen", matter="n1")
    assert "nyt fra jobcenteret" not in mentor("course", "show", ref).out
    refused = acted(mentor, tmp_path, ref, "UpdateReferral", mail_id="P-2026-0003")
    assert (refused.code, "sikker mail" in refused.err) == (1, True)


@pytest.mark.requirement("local.time_machine")
def test_a_course_its_history_and_its_deadlines_are_shown_as_they_were_known(
    house: House, mentor: Shell
) -> None:
    """local: a bare day is its end in Denmark, and what came later is not shown."""
    ref = house.course(at("2026-03-03 10:00"), accept(), at("2026-03-04 10:00"), match())
    then = ("--at", "2026-03-03")
    (shown,) = mentor("course", "show", ref, "--json", *then).rows
    assert (shown["phase"], shown["seq"], shown["mentor"]) == ("accepted", 2, "")
    assert f"Sag {ref}, som den var kendt 2026-03-03 kl. 23.59:" in mentor("course", "show", ref, *then).out
    assert len(mentor("course", "timeline", ref, "--json", *then).rows) == 2
    explained = mentor("course", "explain", ref, "--json", *then).rows
    assert {row["timer"] for row in explained} >= {"matching", "first_contact"}
    (now,) = mentor("course", "show", ref, "--json", "--at", "2026-03-04T10:00:00+01:00").rows
    assert (now["phase"], now["mentor"]) == ("matched", "amira")


@pytest.mark.requirement("local.time_machine")
def test_a_moment_that_cannot_be_shown_is_told_and_not_repeated(house: House, mentor: Shell) -> None:
    """local: before the beginning, on a day to come, or no moment at all."""
    ref = house.course()
    moments = ("2026-03-01", "2027-01-01", "i går", "2026-03-02T10:15:00")
    for what, moment in product(("show", "timeline", "explain"), moments):
        typed = mentor("course", what, ref, "--at", moment)
        assert (typed.code, typed.out, moment in typed.err) == (2, "", False), (what, moment)


def deviation_now() -> ReportDeviation:
    return replace(deviation(), occurred_at=later(MORNING, hours=-1))


def test_a_timeline_hides_what_is_sealed_unless_asked(house: House, mentor: Shell) -> None:
    ref = house.matched()
    rows = mentor("course", "timeline", ref, "--json").rows
    assert [row["seq"] for row in rows] == [1, 2, 3]
    assert {"at", "when", "actor", "sentence"} <= set(rows[0])
    hidden = mentor("course", "timeline", ref).out
    shown = mentor("course", "timeline", ref, "--personal", "--as", "coordinator:kirsten").out
    assert "Kender praktikstedet" not in hidden
    assert "praktikstedet" in " ".join(shown.split())


def test_what_a_timeline_quotes_cannot_steer_the_terminal_nor_be_taken_for_markup(
    house: House, mentor: Shell
) -> None:
    ref = house.matched()
    note = "[red]rød[/red] \x1b[31m [/] slut"
    with house.office() as office:
        tried = attempt("2026-03-02 09:00", reached=False, note=note)
        office.casebook.handle(ref, tried, AMIRA, office.now)
    typed = mentor("course", "timeline", ref, "--personal", "--as", "coordinator:kirsten")
    assert typed.code == 0
    assert "\x1b" not in typed.out
    assert "[red]" in typed.out


def test_every_deadline_explains_itself_also_one_that_rests(house: House, mentor: Shell) -> None:
    ref = house.matched()
    rows = mentor("course", "explain", ref, "--json").rows
    assert list(rows[0]) == ["timer", "due_at", "deadline_on", "rung", "running", "why"]
    (contact,) = (row for row in rows if row["timer"] == "first_contact")
    assert contact["deadline_on"] == "2026-03-05"
    assert "3 arbejdsdage" in contact["why"]
    with house.office() as office:
        office.casebook.handle(ref, Pause(), KIRSTEN, office.now)
    assert any(not row["running"] for row in mentor("course", "explain", ref, "--json").rows)
    told = mentor("course", "explain", ref).out.replace("│", " ")
    assert "hviler under pausen" in " ".join(told.split())
