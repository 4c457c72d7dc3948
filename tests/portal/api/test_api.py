"""What a program may read and do is what its owner may, no more and no longer."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.accounts import account_of
from casework.api_tokens import end_token
from casework.signing_in.second_factor import reset_factor
from deployments.cli import course as course_commands
from domain.commands import ReportIncident
from domain.signing_in import Outcome
from portal.api.app import CALLS, LOT, TRIES
from tests.factories import KIRSTEN
from tests.portal.api.program import API, Program
from tests.portal.town import NOON, Portal, Town

Made = Callable[..., Program]
NOTE = {"happened_on": "2026-03-20", "minutes": 15, "category": "contact"}


def test_a_token_says_whose_it_is(program: Made) -> None:
    told = program("mentor:amira").read("/me")
    assert (told["account"], told["role"], told["may_act"]) == ("mentor:amira", "mentor", True)


@pytest.mark.parametrize("secret", ["", "mentor_unknown", "x" * 5000, "mentor_ and more"])
def test_without_a_token_that_holds_nothing_is_answered(portal: Portal, secret: str) -> None:
    answer = Program(portal, secret).get(f"{API}/me")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "token-needed"


def test_a_sign_in_of_the_portal_is_none_for_the_api(portal: Portal) -> None:
    assert portal.visitor("mentor:amira").get(f"{API}/me").status_code == 401


def test_a_token_holds_to_its_last_instant(program: Made, town: Town) -> None:
    mine = program("mentor:amira", days=1)
    town.set_clock(NOON + timedelta(days=1, seconds=-1))
    mine.read("/me")
    town.set_clock(NOON + timedelta(days=1))
    mine.read("/me", 401)


def test_a_token_that_is_ended_ends_at_once(program: Made, portal: Portal) -> None:
    mine, other = program("mentor:amira"), program("mentor:amira")
    assert mine.token
    amira = account_of(portal.office, "mentor:amira")
    assert amira
    assert end_token(portal.office, amira, mine.token.id)
    mine.read("/me", 401)
    other.read("/me")


def test_a_token_stops_with_its_owner(program: Made, portal: Portal, town: Town) -> None:
    hers, theirs = program("mentor:bo"), program("caseworker:D-0001")
    hers.read("/me")
    theirs.read("/me")
    file = town.home / "staff.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"bo"', '"bodil"'), encoding="utf-8")
    portal.office.deciders.end("D-0001", NOON)
    hers.read("/me", 401)
    theirs.read("/me", 401)


def test_with_the_second_factor_her_tokens_are_taken_away_too(program: Made, portal: Portal) -> None:
    hers, his, amira = (
        program("mentor:amira"),
        program("mentor:bo"),
        account_of(portal.office, "mentor:amira"),
    )
    assert amira
    reset_factor(portal.office, amira, KIRSTEN)
    hers.read("/me", 401)
    his.read("/me")


def test_a_token_does_not_pass_to_who_comes_after_her(program: Made, town: Town) -> None:
    mine = program("mentor:amira")
    file = town.home / "staff.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("amira@leverandoer", "amina@leverandoer"), encoding="utf-8")
    mine.read("/me", 401)


def test_a_program_lists_the_courses_its_owner_sees(program: Made, town: Town) -> None:
    def listed(key: str) -> set[str]:
        return {row["ref"] for row in program(key).read("/courses")["courses"]}

    assert listed("mentor:amira") >= {town.matched, town.active}
    assert town.elsewhere not in listed("mentor:amira")
    assert listed("coordinator:kirsten") == set(town.courses.values())
    assert listed("caseworker:D-0004") == {town.elsewhere}


def test_a_list_is_fetched_page_by_page_to_its_end(program: Made, town: Town) -> None:
    mine, after, found = program("coordinator:kirsten"), "", []
    while True:
        page = mine.read("/courses", limit=3, after=after)
        found += [row["ref"] for row in page["courses"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert found == sorted(town.courses.values())
    assert len(mine.read("/courses", limit=len(found))["courses"]) == len(found)


def test_a_list_of_one_phase(program: Made, town: Town) -> None:
    mine = program("coordinator:kirsten")
    assert [row["ref"] for row in mine.read("/courses", phase="received")["courses"]] == [town.received]
    assert mine.read("/courses", 422, phase="nowhere")["problems"][0]["field"] == "phase"
    assert mine.read("/courses", 422, limit=1000, after="M-1")["problems"][1]["field"] == "limit"


def test_a_course_is_told_as_on_the_command_line(
    program: Made, town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    course_commands.show(town.active, json=True)
    assert program("mentor:amira").read(f"/courses/{town.active}") == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("path", ["", "/timeline", "/deadlines", "/commands"])
@pytest.mark.parametrize("ref", ["elsewhere", "received", "M-2026-9999", "0101505678", "M-2026-0001'--"])
def test_what_she_does_not_see_is_not_there_and_asking_is_written_down(
    program: Made, town: Town, portal: Portal, path: str, ref: str
) -> None:
    asked = town.courses.get(ref, ref)
    told = program("mentor:amira").read(f"/courses/{asked}{path}", 404)
    assert told["code"] == "nothing-here"
    assert asked not in str(told)
    (refusal,) = portal.office.refusals.latest(1)
    assert (refusal.account, refusal.route) == ("mentor:amira", f"{API}/courses/{{ref}}{path}")


def test_the_timeline_is_neutral_unless_asked_for_and_then_the_reading_is_written_down(
    program: Made, town: Town, portal: Portal
) -> None:
    mine, path = program("mentor:amira"), f"/courses/{town.active}/timeline"
    before = len(portal.office.readings.of_course(town.active))
    neutral = mine.read(path)["entries"]
    assert len(portal.office.readings.of_course(town.active)) == before
    personal = mine.read(path, personal=True)["entries"]
    assert [entry["seq"] for entry in neutral] == [entry["seq"] for entry in personal]
    assert neutral != personal
    assert portal.office.readings.of_course(town.active)[-1].actor == "mentor:amira"


def test_every_deadline_is_explained(program: Made, town: Town) -> None:
    deadlines = program("mentor:amira").read(f"/courses/{town.active}/deadlines")["deadlines"]
    assert deadlines
    assert all(deadline["why"] and deadline["due_at"].endswith("+00:00") for deadline in deadlines)


def test_a_program_does_what_its_owner_may_and_it_is_hers(program: Made, town: Town, portal: Portal) -> None:
    mine = program("mentor:amira")
    offered = mine.read(f"/courses/{town.active}/commands")
    assert "QuickNote" in offered["commands"]
    done = mine.do(town.active, "PlanAppointment", seen=offered["seq"], **appointment())
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
    assert told["rules"] == ["coordinators-to-do"]


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


def test_the_operator_reads_nothing_of_citizens(program: Made) -> None:
    assert program("operator:jens").read("/courses", 403)["code"] == "not-for-this-role"


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


def test_too_many_calls_have_to_wait_and_the_first_is_written_down(
    program: Made, town: Town, portal: Portal
) -> None:
    mine = program("mentor:amira")
    for _ in range(CALLS.tries * LOT):
        assert mine.get(f"{API}/me").status_code == 200
    for _ in range(3):
        answer = mine.get(f"{API}/me")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert [one.code for one in portal.office.refusals.latest(5)] == ["too-many"]
    program("mentor:bo").read("/me")
    town.set_clock(NOON + timedelta(minutes=1))
    mine.read("/me")


def test_trying_tokens_out_has_to_wait_and_is_counted(portal: Portal) -> None:
    stranger = Program(portal, "mentor_guess")
    answers = [stranger.get(f"{API}/me").status_code for _ in range(TRIES.tries + 1)]
    assert answers == [401] * TRIES.tries + [429]
    counts = portal.office.sign_ins.log.counts(NOON - timedelta(hours=1))
    assert counts[Outcome.BEARER_REFUSED] == TRIES.tries


def test_what_is_not_there_is_told_as_a_problem(program: Made) -> None:
    assert program("mentor:amira").read("/nowhere", 404)["code"] == "nothing-here"
    answer = program("mentor:amira").delete(f"{API}/me")
    assert (answer.status_code, answer.json()["code"]) == (405, "not-allowed")


def test_a_mistyped_name_in_the_address_is_told_and_not_passed_over(program: Made) -> None:
    (problem,) = program("mentor:amira").read("/courses", 422, fase="active")["problems"]
    assert "fase" not in str(problem)
    assert "phase" in problem["cure"]


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


def test_the_jobcentre_is_not_told_of_the_log_book_nor_of_what_concerns_our_own(
    program: Made, town: Town, portal: Portal
) -> None:
    theirs, ours = program("caseworker:D-0001"), program("coordinator:kirsten")
    office = portal.office
    office.casebook.handle(town.active, ReportIncident(incident=3), KIRSTEN, office.now)
    assert office.casebook.course(town.active).open_matters("incident")
    assert "log" in ours.read(f"/courses/{town.active}")
    assert "log" not in theirs.read(f"/courses/{town.active}")
    for path in ("", "/deadlines"):
        assert "incident" in str(ours.read(f"/courses/{town.active}{path}"))
        assert "incident" not in str(theirs.read(f"/courses/{town.active}{path}"))
    told = [len(one.read(f"/courses/{town.active}/timeline")["entries"]) for one in (ours, theirs)]
    assert told[0] == told[1] + 1


def test_an_address_that_no_route_could_mean_is_told_as_a_problem_too(program: Made) -> None:
    answer = program("mentor:amira").get(f"{API}/courses/%0A%C2%9D/deadlines")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
