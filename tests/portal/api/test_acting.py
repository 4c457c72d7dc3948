"""What a program may do is what its owner may, one thing at a time or several as one."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from casework.access.accounts import account_of
from casework.access.break_glass import break_glass
from domain import commands as c
from portal.offered import offered
from tests.factories import AMIRA, at
from tests.portal.api.program import API, Program
from tests.portal.town import Portal, Town

Made = Callable[..., Program]


def test_a_program_does_what_its_owner_may_and_it_is_hers(program: Made, town: Town, portal: Portal) -> None:
    mine = program("mentor:amira")
    listed = mine.read(f"/courses/{town.active}/commands")
    assert "QuickNote" in listed["commands"]
    done = mine.do(town.active, "PlanAppointment", seen=listed["seq"], **appointment())
    assert (done["course"], done["events"]) == (town.active, ["AppointmentPlanned"])
    assert str(portal.office.casebook.neutral(town.active)[-1].actor) == "mentor:amira"


def appointment() -> dict[str, str]:
    return {"at": "2026-03-25T10:00:00+01:00"}


def test_somebody_was_faster(program: Made, town: Town) -> None:
    mine = program("mentor:amira")
    told = mine.do(town.active, "PlanAppointment", 409, seen=1, **appointment())
    assert told["code"] == "overtaken"


def test_all_that_is_wrong_is_told_at_once_by_field_and_never_repeated(program: Made, town: Town) -> None:
    told = program("mentor:amira").do(
        town.active,
        "RecordMeeting",
        422,
        held_on="Hemmeligt",
        category="HEMMELIGT",
        starts="sent",
        secret="Hemmeligt",
    )
    assert {problem["field"] for problem in told["problems"]} >= {"held_on", "category", "starts"}
    assert "hemmelig" not in str(told).casefold()
    assert all(problem["wrong"] and problem["cure"] for problem in told["problems"])


def test_a_rule_that_says_no_is_named(program: Made, town: Town) -> None:
    told = program("mentor:amira").do(town.active, "Cancel", 409, cause="moved", reason="Flyttet.")
    assert told["rules"] == ["not-yours-to-do"]


def test_what_the_system_does_by_itself_nobody_does_here(program: Made, town: Town) -> None:
    assert program("coordinator:kirsten").do(town.active, "PassTime", 409)["rules"] == ["not-by-hand"]
    program("coordinator:kirsten").do(town.active, "Nothing", 404)


def test_a_token_that_may_only_read_does_nothing(program: Made, town: Town, portal: Portal) -> None:
    mine = program("mentor:amira", may_act=False)
    before = portal.office.casebook.course(town.active).seq
    assert mine.do(town.active, "PlanAppointment", 403, **appointment())["code"] == "token-reads-only"
    assert portal.office.casebook.course(town.active).seq == before
    mine.read(f"/courses/{town.active}")


def test_an_auditor_reads_and_does_nothing(program: Made, town: Town) -> None:
    auditor = program("auditor:ulla")
    auditor.read(f"/courses/{town.active}")
    assert auditor.read(f"/courses/{town.active}/commands")["commands"] == []
    assert auditor.do(town.active, "PlanAppointment", 403, **appointment())["code"] == "not-for-this-role"


def test_a_megabyte_is_read_and_more_is_not(program: Made, town: Town) -> None:
    mine = program("mentor:amira")
    assert mine.do(town.active, "QuickNote", 422, note="x" * 900_000)["problems"]
    assert mine.do(town.active, "QuickNote", 413, note="x" * 1_100_000)["code"] == "too-large"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'{"held_on":1e999}']
)
def test_what_is_no_command_is_refused_not_tripped_over(program: Made, town: Town, body: bytes) -> None:
    path = f"{API}/courses/{town.active}/commands/RecordMeeting"
    assert program("mentor:amira").post(path, content=body).status_code == 422


def several(*commands: tuple[str, dict[str, str]]) -> bytes:
    """Several commands as they are sent."""
    listed = [{"command": name, "fields": fields} for name, fields in commands]
    return json.dumps({"commands": listed}).encode()


def test_several_commands_are_done_as_one(program: Made, town: Town) -> None:
    mine, path = program("mentor:amira"), f"{API}/courses/{town.active}/batch"
    again = appointment() | {"at": "2026-03-26T10:00:00+01:00"}
    done = mine.post(path, content=several(("PlanAppointment", appointment()), ("PlanAppointment", again)))
    assert done.json()["events"] == ["AppointmentPlanned", "AppointmentPlanned"]


def test_of_several_commands_all_are_done_or_none_and_each_problem_names_its_own(
    program: Made, town: Town, portal: Portal
) -> None:
    mine, path = program("mentor:amira"), f"{API}/courses/{town.active}/batch"
    before = portal.office.casebook.course(town.active).seq
    wrong = several(
        ("PlanAppointment", appointment()), ("PlanAppointment", {"at": "i morgen"}), ("Cancel", {})
    )
    answer = mine.post(path, content=wrong)
    assert answer.status_code == 422
    assert {problem["field"].split(".")[0] for problem in answer.json()["problems"]} == {"1", "2"}
    assert portal.office.casebook.course(town.active).seq == before


def test_a_decision_is_nothing_beside_others(program: Made, town: Town) -> None:
    path = f"{API}/courses/{town.active}/batch"
    answer = program("coordinator:kirsten").post(path, content=several(("EndEffort", {}), ("PassTime", {})))
    assert answer.status_code == 422
    assert len(answer.json()["problems"]) >= 2


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"commands": []}',
        b'{"commands": "x"}',
        b'{"commands": [1, {"command": [], "fields": {}}]}',
        b'{"commands": [{"command": "Nothing", "fields": {}}]}',
        b'{"commands": [{"command": "QuickNote", "fields": null}]}',
    ],
)
def test_several_that_cannot_be_read_are_told(program: Made, town: Town, body: bytes) -> None:
    path = f"{API}/courses/{town.active}/batch"
    assert program("mentor:amira").post(path, content=body).status_code == 422


@pytest.mark.requirement("local.offered")
def test_a_course_opened_in_an_emergency_is_read_and_nothing_is_done(
    program: Made, town: Town, portal: Portal
) -> None:
    missed = c.ReportDeviation(occurred_at=at("2026-03-19 08:00"), fact="Borgeren kom ikke.")
    portal.office.casebook.handle(town.active, missed, AMIRA, portal.office.now)
    liv = account_of(portal.office, "caseworker:D-0003")
    assert liv is not None
    break_glass(portal.office, liv, town.active, "Borgeren står i receptionen, og ingen andre kan nås.")
    hers = program("caseworker:D-0003")
    assert hers.read(f"/courses/{town.active}")["ref"] == town.active
    assert hers.read(f"/courses/{town.active}/commands")["commands"] == []
    told = hers.do(town.active, "Cancel", 403, cause="moved", reason="Flyttet.")
    assert told["code"] == "emergency-reads"
    assert portal.office.refusals.latest(1)[0].code == "emergency-reads"


def test_what_is_listed_is_what_the_page_offers(program: Made, town: Town, portal: Portal) -> None:
    for key in ("mentor:amira", "caseworker:D-0001", "manager:soren"):
        account, course = account_of(portal.office, key), portal.office.casebook.course(town.active)
        assert account is not None
        listed = program(key).read(f"/courses/{town.active}/commands")["commands"]
        assert listed == list(offered(portal.office, account, course))
