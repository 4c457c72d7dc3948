"""The progress report: one period, goal by goal, from the log."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from adapters.documents import ProgressReport
from casework.letters.notices import NothingToTell, attachments_for
from casework.reports import progress_report
from domain.commands import SendProgressReport, SettleMatter
from domain.events import ProgressReportSent
from domain.notices import NoticeKind
from tests.factories import (
    CIRCLE,
    VIBORG,
    active_course,
    at,
    beginning,
    day,
    events_of,
    full_course,
    play,
    together,
    together_course,
)
from tests.factory.office import context
from tests.factory.wording import reworded

FULL = full_course()
TOGETHER = together_course()
SENT = events_of(FULL[1], "ProgressReportSent")
FIRST, SECOND, THIRD = (progress_report(context(FULL, sent)) for sent in SENT)


def sent(number: int) -> ProgressReportSent:
    event = SENT[number].event
    assert isinstance(event, ProgressReportSent)
    return event


def used(report: ProgressReport) -> Decimal:
    return sum((row.hours for row in report.hours_used), Decimal(0))


def test_each_report_covers_its_own_period() -> None:
    assert (FIRST.starts_on, FIRST.ends_on) == (date(2026, 3, 2), date(2026, 5, 6))
    assert (SECOND.starts_on, SECOND.ends_on) == (date(2026, 5, 7), date(2026, 8, 19))


def test_hours_used_and_granted_belong_to_the_same_periods() -> None:
    assert used(FIRST) == sent(0).hours_used
    assert [row.hours for row in FIRST.hours_granted] == [32]
    assert [row.hours for row in SECOND.hours_granted] == [32, 30]
    assert used(SECOND) == sent(1).hours_used
    assert FIRST.hours_in_period == used(FIRST)
    assert SECOND.hours_in_period == used(SECOND) - used(FIRST)


def test_attendance_is_that_of_the_period() -> None:
    missed = [sum(row.no_show for row in report.attendance) for report in (FIRST, SECOND)]
    assert missed == [1, 0]


@pytest.mark.requirement("S0.three_questions", "S0.progress_report")
def test_every_goal_has_the_three_answers_of_its_last_follow_up() -> None:
    first, second, third = SECOND.goals
    questions = [question.text for question in VIBORG.follow_up.questions]
    assert [question for question, _ in first.answers] == questions
    reached, sufficient, _ = (said.text for _, said in first.answers)
    assert reached == "Nej, ved opfølgningen 13. august 2026."
    assert sufficient == "Ja, ved opfølgningen 13. august 2026."
    assert second.answers[0][1].text == "Ja, ved opfølgningen 18. juni 2026."
    assert third.answers[2][1].text == "Ja, ved opfølgningen 13. august 2026."
    assert [one.text for one in first.standing] == ["Fremgang: 7 på en skala fra 0 til 10."]


def test_a_goal_nobody_has_followed_up_says_so() -> None:
    command = SendProgressReport(covers_to=day("2026-03-13"), summary="Lige begyndt.")
    played = play(*beginning(), at("2026-03-13 12:00"), command)
    report = progress_report(context(played))
    assert {said.text for goal in report.goals for _, said in goal.answers} == {
        "Der er endnu ikke fulgt op på målet."
    }
    assert {goal.standing for goal in report.goals} == {()}
    assert report.placement == ()


@pytest.mark.requirement("S3.focus_areas")
def test_the_stage_is_shown_with_the_circle_of_change_and_the_focus_areas_of_the_period() -> None:
    """S2: stages of change. S3: caseworker sets periodic focus areas; motivation work in inactive periods."""
    [written] = events_of(TOGETHER[1], "ProgressReportSent")
    report = progress_report(context(TOGETHER, written, programme=CIRCLE))
    first, second = report.goals
    assert [one.text for one in first.standing] == ["Trin i forandringscirklen: forberedelse."]
    assert [one.text for one in second.standing] == ["Trin i forandringscirklen: tilbagefald."]
    assert second.text == "Maja er oppe og klar klokken 9 på hverdage."
    [focus] = report.focus
    assert focus.text == "Fra 12. marts 2026 til 31. maj 2026: struktur i hverdagen og netværk."
    assert report.motivation == ()


@pytest.mark.requirement("S3.motivation")
def test_what_was_done_for_the_motivation_is_told_in_the_period_it_was_done_in() -> None:
    """S3: motivation work in inactive periods."""
    again = SendProgressReport(covers_to=day("2026-05-12"), summary="Der ses på indsatsen.")
    played = play(*beginning(), *together()[:-2], again, programme=CIRCLE)
    report = progress_report(context(played, programme=CIRCLE))
    assert [one.text for one in report.motivation] == ["Vi gik ture og talte om det, der lykkes."]


def test_it_says_what_was_written_with_the_event() -> None:
    assert [one.text for one in FIRST.placement] == ["Praktikken er aftalt til at begynde 8. juni."]
    assert [one.text for one in FIRST.citizen_comment] == ["Jeg er glad for hjælpen."]
    assert {one.event for one in (*FIRST.placement, *FIRST.sufficiency)} == {SENT[0].seq}


def test_the_raw_log_is_not_in_it() -> None:
    course, history = FULL
    marked = reworded(history, lambda path: f"⟦{path}⟧")
    report = progress_report(context((course, marked), marked[SENT[1].seq - 1]))
    told = set(re.findall(r"⟦(.+?)⟧", repr(report)))
    assert {path for path in told if path.startswith("FollowUp")} == {"FollowUpRecorded.motivation_work"}
    assert {path.partition(".")[0] for path in told} == {
        "ReferralReceived",
        "GoalsAgreed",
        "FollowUpRecorded",
        "ProgressReportSent",
    }


def test_a_report_that_waits_is_a_draft_and_one_that_was_approved_says_by_whom() -> None:
    """local: approval before sending where the programme wants it."""
    rules = VIBORG.reports.model_copy(update={"approval": "coordinator"})
    approving = VIBORG.model_copy(update={"reports": rules})
    written = SendProgressReport(covers_to=day("2026-03-13"), summary="Lige begyndt.")
    waiting = (*beginning(), at("2026-03-13 12:00"), written)
    draft = progress_report(context(play(*waiting, programme=approving)))
    assert (draft.draft, draft.approved_by) == (True, "")
    played = play(*waiting, SettleMatter(matter="g1", outcome="approved"), programme=approving)
    sent = progress_report(context(played))
    assert (sent.draft, sent.approved_by) == (False, "mentorkoordinator kirsten")
    [(_, _, content)] = attachments_for(NoticeKind.PROGRESS_REPORT, context(played))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "Udkast" not in text


def test_there_is_none_before_the_first() -> None:
    with pytest.raises(NothingToTell):
        progress_report(context(active_course()))


def test_the_pdf_is_named_by_the_reference_alone_and_can_be_read() -> None:
    [(name, media_type, content)] = attachments_for(NoticeKind.PROGRESS_REPORT, context(FULL, SENT[0]))
    assert (name, media_type) == ("M-2026-0042-progressionsrapport.pdf", "application/pdf")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "Jeg er glad for hjælpen." in " ".join(text.split())


def test_other_notices_carry_no_report() -> None:
    assert attachments_for(NoticeKind.MENTOR_ASSIGNED, context(FULL, FULL[1][2])) == []


@pytest.mark.requirement("S4.roles")
def test_the_weights_of_the_mentor_s_roles_are_told_over_time() -> None:
    """S4: four roles whose weight varies over time."""
    [written] = events_of(TOGETHER[1], "ProgressReportSent")
    report = progress_report(context(TOGETHER, written, programme=CIRCLE))
    assert [one.text for one in report.roles] == [
        "Fra 12. marts 2026: personlig vejleder og støtte 70 % og brobygger 30 %.",
        "Fra 1. april 2026: brobygger 60 % og personlig vejleder og støtte 40 %.",
    ]
