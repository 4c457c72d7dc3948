"""The closing report as a file: once the course is closed, readable by its owner only."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from casework.report_files import (
    closing_report_pdf,
    progress_report_pdf,
    write_change_plan,
    write_closing_report,
    write_progress_report,
)
from domain.commands import RecordClosing, SendProgressReport
from domain.errors import Refused, UnknownCourse
from domain.events import GoalResult
from tests.factories import at, beginning, day
from tests.house import KIRSTEN, House


def test_the_report_of_a_closed_course_is_a_file_for_its_owner(house: House, tmp_path: Path) -> None:
    results = tuple(GoalResult(goal, "reached") for goal in ("g1", "g2", "g3"))
    ending = RecordClosing(reason="grant_ended", outcome="job", results=results, review="Gennemført.")
    ref = house.course(*beginning()[1:], at("2026-06-01 10:00"), ending, starts=at("2026-02-26 09:14"))
    file = tmp_path / "rapporter" / "rapport.pdf"
    with house.office() as office:
        pages = write_closing_report(office, ref, file, KIRSTEN)
        assert closing_report_pdf(office, ref).pages == pages
    assert pages >= 2
    assert file.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_open_course_has_no_closing_report_and_the_refusal_says_what_to_do(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        with pytest.raises(Refused, match="RecordClosing"):
            closing_report_pdf(office, ref)
        with pytest.raises(UnknownCourse):
            closing_report_pdf(office, "M-2026-0099")


def test_a_progress_report_can_be_read_as_a_file_before_it_is_approved(house: House, tmp_path: Path) -> None:
    report = SendProgressReport(covers_to=day("2026-03-11"), summary="Vi er begyndt.")
    ref = house.course(*beginning()[1:], report, starts=at("2026-02-26 09:14"))
    file = tmp_path / "rapport.pdf"
    with house.office() as office:
        assert write_progress_report(office, ref, file, KIRSTEN) >= 1
        with pytest.raises(Refused) as refused:
            progress_report_pdf(office, house.matched())
    assert file.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert refused.value.rule == "no-report"


def test_a_course_without_a_change_plan_says_how_to_make_one(house: House, tmp_path: Path) -> None:
    ref = house.matched()
    with house.office() as office, pytest.raises(Refused, match="AgreeChangePlan") as refused:
        write_change_plan(office, ref, tmp_path / "plan.pdf", KIRSTEN)
    assert refused.value.rule == "no-plan"
    assert not list(tmp_path.glob("plan.pdf"))
