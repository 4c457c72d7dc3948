"""What a program may read is what its owner may, and what it read is written down."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from deployments.cli import course as course_commands
from domain.commands import ReportIncident
from tests.factories import KIRSTEN
from tests.portal.api.program import API, Program
from tests.portal.town import Portal, Town

Made = Callable[..., Program]


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


def test_the_operator_reads_nothing_of_citizens(program: Made) -> None:
    assert program("operator:jens").read("/courses", 403)["code"] == "not-for-this-role"


def test_what_is_not_there_is_told_as_a_problem(program: Made) -> None:
    assert program("mentor:amira").read("/nowhere", 404)["code"] == "nothing-here"
    answer = program("mentor:amira").delete(f"{API}/me")
    assert (answer.status_code, answer.json()["code"]) == (405, "not-allowed")


def test_a_mistyped_name_in_the_address_is_told_and_not_passed_over(program: Made) -> None:
    (problem,) = program("mentor:amira").read("/courses", 422, fase="active")["problems"]
    assert "fase" not in str(problem)
    assert "phase" in problem["cure"]


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
