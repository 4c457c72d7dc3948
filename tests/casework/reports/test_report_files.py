"""The closing report as a file: once the course is closed, readable by its owner only."""

from __future__ import annotations

import stat
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from adapters.documents import RenderedDocument
from casework.access.reading_log import readers_of
from casework.reports.report_files import (
    closing_report_pdf,
    progress_report_pdf,
    write_change_plan,
    write_closing_report,
    write_progress_report,
)
from domain.commands import Cancel, RecordClosing, Reopen, SendProgressReport
from domain.errors import Refused, UnknownCourse
from domain.events import GoalResult
from tests.factories import CITIZEN, MAILROOM, at, beginning, day, follow_up, referral, update
from tests.factory.blocks import answers
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


def words_of(document: RenderedDocument) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(document.content)).pages).split()
    )


@pytest.mark.requirement("S0.progress_report")
def test_a_progress_report_is_read_later_as_it_was_written(house: House) -> None:
    """S0: what happened after the report is not in it, and it keeps its date."""
    written = (
        follow_up("2026-03-12", answers("contemplation")),
        SendProgressReport(covers_to=day("2026-03-11"), summary="Vi er begyndt."),
    )
    afterwards = (at("2026-03-26 13:00"), follow_up("2026-03-26", answers("action")))
    ref = house.course(*beginning()[1:], *written, *afterwards, starts=at("2026-02-26 09:14"))
    with house.office() as office:
        text = words_of(progress_report_pdf(office, ref))
    assert "ved opfølgningen 12. marts 2026" in text
    assert "26. marts 2026" not in text
    assert "Rapportens dato 12. marts 2026" in text


@pytest.mark.requirement("S0.closing_report")
def test_a_course_that_was_opened_and_closed_again_has_its_newest_closing_report(house: House) -> None:
    """S0: the closing report reviews the whole course."""
    results = tuple(GoalResult(goal, "not_reached") for goal in ("g1", "g2", "g3"))
    first = RecordClosing(reason="moved", outcome="none", results=results, review="Kun en begyndelse.")
    again = replace(first, review="Hele forløbet til ende.")
    moves, stays = Cancel(cause="moved", reason="Flytter."), Reopen(reason="Blev boende.")
    later = (at("2026-03-20 10:00"), stays, at("2026-03-23 10:00"), moves, again)
    ref = house.course(*beginning()[1:], moves, first, *later, starts=at("2026-02-26 09:14"))
    with house.office() as office:
        text = words_of(closing_report_pdf(office, ref))
    assert "Hele forløbet til ende." in text
    assert "Rapportens dato 23. marts 2026" in text


@pytest.mark.requirement("outside.protected")
def test_a_protection_that_came_after_the_report_hides_her_in_it(house: House) -> None:
    """Outside: a protected name is hidden in every PDF, also of a report that was written before."""
    hidden = referral(citizen={"protected": True}, job_plan=None, consent=None, grant=None)
    steps = (
        SendProgressReport(covers_to=day("2026-03-11"), summary="Vi er begyndt."),
        at("2026-03-16 10:00"),
        (MAILROOM, update(hidden)),
    )
    ref = house.course(*beginning()[1:], *steps, starts=at("2026-02-26 09:14"))
    with house.office() as office:
        assert CITIZEN.name not in words_of(progress_report_pdf(office, ref))


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
    with house.office() as office:
        with pytest.raises(Refused, match="AgreeChangePlan") as refused:
            write_change_plan(office, ref, tmp_path / "plan.pdf", KIRSTEN)
        assert readers_of(office, ref) == []
    assert refused.value.rule == "no-plan"
    assert not list(tmp_path.glob("plan.pdf"))
