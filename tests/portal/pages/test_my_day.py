"""My day: every role finds what waits for it, and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain import commands as c
from tests.factories import AMIRA, appointment, at
from tests.portal.town import Town, Visitor

Visits = Callable[[str], Visitor]


def test_a_mentor_finds_her_own_courses_by_name(town: Town, visitor: Visits) -> None:
    text = visitor("mentor:amira").get("/min-dag").text

    assert "Fredag den 20. marts 2026" in text
    assert town.matched in text
    assert "Clara Vang" in text
    assert town.with_bo not in text
    assert "Dina Friis" not in text


def test_that_she_reads_names_is_written_down_once_a_day(town: Town, visitor: Visits) -> None:
    amira = visitor("mentor:amira")
    for _ in range(3):
        amira.get("/min-dag")

    with town.office() as office:
        read = [one for one in office.readings.of_course(town.matched) if one.what == "names"]
    assert [one.actor for one in read] == ["mentor:amira"]


@pytest.mark.requirement("outside.protected")
def test_a_protected_name_is_told_to_be_protected(town: Town, visitor: Visits) -> None:
    text = visitor("mentor:amira").get("/min-dag").text

    assert town.protected in text
    assert "beskyttet navn" in text
    assert "Eva Skov" not in text


def test_a_coordinator_sees_references_until_she_asks_for_names(town: Town, visitor: Visits) -> None:
    kirsten = visitor("coordinator:kirsten")

    assert "Anna Lund" not in kirsten.get("/min-dag").text
    assert town.received in kirsten.get("/min-dag").text
    assert "Anna Lund" in kirsten.get("/min-dag?navne=ja").text


def test_what_she_asked_about_names_holds_until_she_signs_out(town: Town, visitor: Visits) -> None:
    kirsten = visitor("coordinator:kirsten")
    kirsten.get("/min-dag?navne=ja")

    assert "Anna Lund" in kirsten.get("/forloeb").text, "also on the other lists"
    assert "Anna Lund" in kirsten.get("/min-dag?navne=alt").text, "what is no answer changes nothing"
    assert "Anna Lund" not in kirsten.get("/min-dag?navne=nej").text
    assert "Anna Lund" not in kirsten.get("/forloeb").text
    kirsten.get("/min-dag?navne=ja")
    left = kirsten.send_form("/log-ud", page="/min-dag")
    assert 'mentor-names=""' in left.headers["set-cookie"]


def test_a_mentor_s_appointments_stand_before_what_is_late(town: Town, visitor: Visits) -> None:
    with town.office() as office:
        for hour in ("14:00", "09:00"):
            office.casebook.handle(
                town.active, appointment(f"2026-03-20 {hour}"), AMIRA, at("2026-03-20 08:30")
            )
    text = visitor("mentor:amira").get("/min-dag").text

    assert 'href="#aftaler"' in text
    first, second = "Aftalen kl. 09.00 skal føres i logbogen", "Aftale kl. 14.00"
    assert text.index(first) < text.index(second) < text.index('<h2 id="over-tiden">')
    assert text.count(second) == 1, "and not among the day's other things too"


@pytest.mark.requirement("local.my_day")
def test_a_date_says_why(visitor: Visits) -> None:
    text = visitor("mentor:amira").get("/min-dag").text

    assert "Hvorfor den dag?" in text
    assert "3 arbejdsdage efter 18. marts 2026" in text


def test_each_group_has_a_page_of_its_own(town: Town, visitor: Visits) -> None:
    amira = visitor("mentor:amira")

    assert town.matched in amira.get("/min-dag/ugen").text
    assert amira.get("/min-dag/nowhere").status_code == 404


@pytest.mark.parametrize("key", ["manager:soren", "operator:jens", "auditor:ulla", "caseworker:D-0003"])
def test_who_has_no_courses_of_her_own_reads_no_names(key: str, visitor: Visits) -> None:
    page = visitor(key).get("/min-dag?navne=ja")

    assert page.status_code == 200
    assert not any(name in page.text for name in ("Anna Lund", "Clara Vang", "Maja Nørgaard"))


def test_a_manager_sees_how_much_runs_with_each_mentor(visitor: Visits) -> None:
    text = visitor("manager:soren").get("/min-dag").text

    assert "Mentorerne i dag" in text
    assert "Amira" in text


def test_the_action_knows_what_it_is_about(town: Town, visitor: Visits) -> None:
    """One click from the day to the form, with its matter already chosen."""
    with town.office() as office:
        office.casebook.handle(
            town.active, c.RequestOtherMentor(wish="En, der bor tættere på."), AMIRA, office.now
        )
    kirsten = visitor("coordinator:kirsten")
    way = f"/forloeb/{town.active}/gor/SettleMatter?om=m1"

    assert way in kirsten.get("/min-dag").text
    assert 'value="m1"' in kirsten.get(way).text
    assert kirsten.get(f"/forloeb/{town.active}/gor/SettleMatter?om=%22%3E%3Cscript%3E").status_code == 200


@pytest.mark.requirement("local.my_day", "S0.deviation_at_once")
def test_the_jobcentre_finds_a_deviation_on_its_day(town: Town, visitor: Visits) -> None:
    """S0: it stands there until somebody has acknowledged it."""
    with town.office() as office:
        told = c.ReportDeviation(occurred_at=office.now, fact="Kom ikke i praktik.")
        office.casebook.handle(town.active, told, AMIRA, office.now)
    text = visitor("caseworker:D-0001").get("/min-dag").text

    assert "Der skal kvitteres for en fravigelse" in text
    assert f"/forloeb/{town.active}/fravigelse/f1" in text
    assert town.active not in visitor("caseworker:D-0003").get("/min-dag").text


def test_what_lies_on_the_desk_is_counted(town: Town, visitor: Visits) -> None:
    with town.office() as office:
        office.ledger.receive(b"From: x", "maildir:1", office.now)

    assert "ny mail, der ikke er afgjort" in visitor("coordinator:kirsten").get("/min-dag").text
    with town.office() as office:
        office.ledger.receive(b"From: y", "maildir:2", office.now)
    assert "nye mails, der ikke er afgjort" in visitor("coordinator:kirsten").get("/min-dag").text
    assert "ikke er afgjort" not in visitor("mentor:amira").get("/min-dag").text
