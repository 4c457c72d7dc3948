"""The closing report tells the whole course, and each statement names the event it rests on."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from msgspec import structs
from pypdf import PdfReader

from adapters.documents import ClosingReport, Statement, render_closing_report
from adapters.programmes import load_programme
from casework.case_record import CaseRecord
from casework.notices import NothingToTell, attachments_for
from casework.reports import closing_report
from casework.reports.work_done import attendance
from domain.commands import DecideExtension
from domain.events import EVENT_TYPES, CourseClosed, DeviationReported, DeviationWithdrawn, ReferralReceived
from domain.history import Recorded
from domain.notices import NoticeKind
from domain.values import Span
from tests.factories import (
    AMIRA,
    CIRCLE,
    CITIZEN,
    active_course,
    at,
    cancelled_course,
    day,
    full_course,
    granted,
    play,
    together_course,
)
from tests.factory.office import context
from tests.factory.playing import ROOT
from tests.factory.stories import autumn, beginning, ending, spring, summer
from tests.factory.wording import reworded

FULL = full_course()
TOGETHER = together_course()
REPORT = closing_report(context(FULL))


def statements(value: Any) -> Iterator[Statement]:
    """Every statement anywhere in a report."""
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from statements(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from statements(getattr(value, field.name))


def numbers(event: int | tuple[int, ...]) -> tuple[int, ...]:
    return event if isinstance(event, tuple) else (event,)


def said(report: ClosingReport) -> str:
    return "\n".join(statement.text for statement in statements(report))


def test_every_statement_rests_on_events_of_the_course() -> None:
    used = [number for statement in statements(REPORT) for number in numbers(statement.event)]
    assert len(used) > 30
    assert set(used) <= {recorded.seq for recorded in FULL[1]}


@pytest.mark.parametrize(
    ("words", "events"),
    [
        ("Henvisningen blev modtaget 26. februar 2026.", ("ReferralReceived",)),
        ("Første kontakt lykkedes 3. marts 2026 efter 2 forsøg.", ("ContactAttempted",) * 2),
        ("Borger og mentor mødtes første gang 5. marts 2026.", ("FirstMeetingHeld",)),
        ("Støtten var på pause fra 6. juli 2026 til 27. juli 2026.", ("CoursePaused", "CourseResumed")),
        ("Bo Lindegaard tog over efter Amira Sand 15. juni 2026.", ("MentorReassigned",)),
        ("Der blev fulgt op 16 gange.", ("FollowUpRecorded",) * 16),
        ("Jobcenteret fik 3 progressionsrapporter undervejs.", ("ProgressReportSent",) * 3),
        (
            "Forlængelse kom til vurdering 26. oktober 2026, men blev ikke afgjort.",
            ("ExtensionReviewOpened",),
        ),
        ("Den sidste dag med støtte var 30. november 2026.", ("SupportEnded",)),
        ("Borgeren er kommet i job.", ("CourseClosed",)),
        ("Nået ved opfølgningen 18. juni 2026.", ("FollowUpRecorded",)),
        ("Rykker nr. 1 torsdag den 16. april 2026 kl. 10.45", ("TimerFired",)),
        ("D-0001 kvitterede torsdag den 16. april 2026 kl. 13.00.", ("DeviationAcknowledged",)),
    ],
)
def test_a_statement_names_the_events_it_rests_on(words: str, events: tuple[str, ...]) -> None:
    statement = next(one for one in statements(REPORT) if one.text.startswith(words))
    by_seq = {recorded.seq: type(recorded.event).__name__ for recorded in FULL[1]}
    assert tuple(by_seq[number] for number in numbers(statement.event)) == events


def test_hours_are_those_of_the_course() -> None:
    course = FULL[0]
    assert sum(row.hours for row in REPORT.hours_used) == course.hours_used
    assert sum(row.hours for row in REPORT.hours_granted) == course.hours_granted
    by_category = {row.category: row.hours for row in REPORT.hours_used}
    assert by_category["Transport sammen med borgeren"] == Decimal(1)


def test_a_corrected_entry_counts_once_as_corrected() -> None:
    at_work = next(row for row in REPORT.hours_used if row.category == "Kontakt til andre fagpersoner")
    [correction] = [seq for seq, entry in CaseRecord(FULL[1]).entries if entry.corrects]
    assert at_work.hours == Decimal("1.5")
    assert at_work.event == (correction,)


def test_meetings_are_counted_by_form_with_what_was_moved_and_missed() -> None:
    meetings = next(row for row in REPORT.attendance if row.kind == "Møde")
    assert (meetings.moved, meetings.excused, meetings.no_show) == (1, 1, 1)
    assert sum(row.kept for row in REPORT.attendance) == FULL[0].log.meetings


EVER = Span(date(2026, 1, 1), date(2027, 12, 31))


def test_a_no_show_that_was_only_reported_was_missed_all_the_same() -> None:
    """S0: the closing report reviews the whole course truly."""
    record = CaseRecord(FULL[1])
    (before,) = (one for one in attendance(record, EVER) if one.kind == "Møde")
    seq = len(FULL[1]) + 1
    reported = DeviationReported(
        matter="f99",
        occurred_at=at("2026-04-15 08:00"),
        discovered_at=at("2026-04-15 09:00"),
        no_show=True,
        fact="Udeblev.",
    )
    told = CaseRecord((*FULL[1], Recorded(seq, at("2026-04-15 09:00"), AMIRA, reported)))
    (after,) = (one for one in attendance(told, EVER) if one.kind == "Møde")
    assert (after.no_show, after.kept) == (before.no_show + 1, before.kept)
    assert seq in numbers(after.event)
    taken_back = DeviationWithdrawn(matter="f99", cause="mistake")
    again = CaseRecord((*told.history, Recorded(seq + 1, at("2026-04-15 10:00"), AMIRA, taken_back)))
    assert list(attendance(again, EVER)) == list(attendance(record, EVER))


def test_goals_have_their_result_and_their_stages_over_time() -> None:
    first, second, _ = REPORT.goals
    assert (first.number, first.status, second.parent) == ("1", "delvist nået", "1")
    assert ([one.mark for one in first.marks], first.stages) == ([3, 5, 7, 4, 9], ())


@pytest.mark.requirement("S2.change_plan")
def test_a_goal_tells_its_stages_what_was_revised_and_why_it_was_dropped() -> None:
    """S2: stages of change forwards and backwards. local: a goal has a status and a history."""
    first, second, third = closing_report(context(TOGETHER, programme=CIRCLE)).goals
    assert [one.stage for one in first.stages] == ["overvejelse", "forberedelse"]
    assert [one.stage for one in second.stages] == ["overvejelse", "tilbagefald"]
    assert (second.text, second.due_on) == ("Maja er oppe og klar klokken 9 på hverdage.", date(2026, 6, 30))
    by_seq = {recorded.seq: type(recorded.event).__name__ for recorded in TOGETHER[1]}
    assert [by_seq[number] for number in numbers(second.event)] == ["GoalsAgreed", "GoalRevised"]
    assert third.status == "ikke længere aktuelt"
    [dropped] = third.results
    assert (dropped.text, by_seq[numbers(dropped.event)[0]]) == (
        "Opgivet undervejs: Praktikpladsen er lukket.",
        "GoalDropped",
    )


def test_phases_follow_each_other_without_a_gap() -> None:
    phases = REPORT.phases
    assert [phase.name for phase in phases if phase.name == "I gang"] == ["I gang", "I gang"]
    assert phases[0].starts_on == date(2026, 2, 26)
    for before, after in pairwise(phases):
        assert 0 <= (after.starts_on - before.ends_on).days <= 1
    assert phases[-1].ends_on == FULL[0].closed_on


def test_extensions_have_their_decision_and_their_reason() -> None:
    first, second = REPORT.extensions
    assert first.decided_by == "sagsbehandler D-0001, Jobcenter Viborg, Team Afklaring"
    assert second.special_case
    assert "Helt særligt tilfælde: praktikken er forsinket af sygdom." in second.reason.text
    names = [type(FULL[1][number - 1].event).__name__ for number in numbers(second.reason.event)]
    assert names == ["ExtensionReviewOpened", "ExtensionProposed", "ExtensionDecided"]


@pytest.mark.requirement("outside.who_decided")
def test_who_decided_is_told_by_name_where_the_office_knows_it() -> None:
    """Outside: person, unit and date of a decision are recorded."""
    report = closing_report(context(FULL, decider_name=lambda ref: f"Mette Skovgaard ({ref})"))
    assert {extension.decided_by for extension in report.extensions} == {
        "sagsbehandler Mette Skovgaard (D-0001), Jobcenter Viborg, Team Afklaring"
    }


def test_a_refused_extension_is_told_with_its_reason() -> None:
    steps = list(spring())
    place = next(n for n, step in enumerate(steps) if isinstance(step, DecideExtension))
    refusal = replace(
        granted(day("2026-06-01"), day("2026-08-31"), at("2026-05-12 10:00")),
        granted=False,
        reason="Målene er nået.",
    )
    closing = ending()[-1]
    played = play(*beginning(), *steps[:place], refusal, at("2026-06-02 10:00"), closing)
    text = said(closing_report(context(played)))
    assert "En ny periode blev ikke bevilget 12. maj 2026 (sagsbehandler D-0001" in text
    assert "Begrundelse: Målene er nået." in text


def test_the_chain_s_head_is_the_hash_of_the_last_event() -> None:
    assert REPORT.head == FULL[1][-1].hash.hex()
    assert REPORT.events == len(FULL[1])


@pytest.mark.requirement("S1.subgoals", "S4.considerations", "S4.role_passes")
def test_it_tells_how_it_goes_without_support_and_who_takes_over() -> None:
    """S1: coping without support. S4: considerations passed on; the role passes to staff."""
    assert [one.text for one in REPORT.coping] == ["Maja læser selv sine breve og ringer i tvivl."]
    assert [one.text for one in REPORT.considerations] == ["Pauser efter to timer og en fast kollega."]
    assert [one.text for one in REPORT.hand_over] == [
        "En ansat på arbejdspladsen har overtaget mentors rolle.",
        "Kollegaen Lone er fast støtte på arbejdspladsen.",
    ]


@pytest.mark.requirement("S0.suggest_1c")
def test_a_course_that_became_placement_alone_is_told_what_is_suggested_instead() -> None:
    """S0: the system suggests a 1C course, which must contain other framework-agreement activities too."""
    *rest, last = FULL[1]
    found = (*rest, replace(last, event=structs.replace(last.event, finding_placement_only=True)))
    retention = load_programme(ROOT / "deployments" / "programmes" / "fastholdelsesmentor.toml")
    text = said(closing_report(context((FULL[0], found), programme=retention)))
    assert "foreslås et 1C-forløb, som også skal rumme andre af rammeaftalens aktiviteter." in text


@pytest.mark.requirement("S0.placement_finding")
def test_a_course_that_became_placement_alone_says_so_and_is_not_blocked() -> None:
    *rest, last = FULL[1]
    assert isinstance(last.event, CourseClosed)
    found = (*rest, replace(last, event=structs.replace(last.event, finding_placement_only=True)))
    assert "alene opfølgning på en praktik" in said(closing_report(context((FULL[0], found))))


@pytest.mark.parametrize("played", [active_course(), cancelled_course()])
def test_there_is_no_closing_report_of_a_course_that_is_not_closed(played: Any) -> None:
    with pytest.raises(NothingToTell):
        closing_report(context(played))


NOT_TOLD = {
    "ReferralReceived.referral": "the referral's contents belong to the jobcentre, but for the name",
    "MentorMatched.reason": "why a mentor was chosen",
    "MentorReassigned.handover": "between mentors",
    "ContactAttempted.note": "raw log",
    "FirstMeetingHeld.note": "raw log",
    "AgreementSigned.tasks": "in the agreement",
    "AgreementSigned.phase_out_plan": "the plan in force is told at phase-out",
    "AppointmentPlanned.place": "raw log",
    "MeetingRecorded": "raw log",
    "FollowUpRecorded.comment": "raw log",
    "ProgressReportSent": "told in its own report",
    "CoursePaused": "may be about health",
}


def test_neither_the_raw_log_nor_the_referral_is_in_it() -> None:
    course, history = FULL
    marked = reworded(history, lambda path: f"⟦{path}⟧")
    report = closing_report(context((course, marked)))
    told = set(re.findall(r"⟦(.+?)⟧", said(report) + repr(report.goals)))
    assert told
    assert not [path for path in told for hidden in NOT_TOLD if path.startswith(hidden)]
    assert report.citizen_name == "⟦ReferralReceived.referral.citizen.name⟧"
    assert {name.partition(".")[0] for name in NOT_TOLD} <= set(EVENT_TYPES)


def test_a_protected_citizen_is_not_named() -> None:
    course, history = FULL
    first = history[0]
    assert isinstance(first.event, ReferralReceived)
    hidden = replace(first.event.referral, citizen=replace(CITIZEN, protected=True))
    changed = (replace(first, event=structs.replace(first.event, referral=hidden)), *history[1:])
    report = closing_report(context((course, changed)))
    assert report.citizen_name is None
    assert "Maja" not in said(report) + repr(report.goals)


def test_the_pdf_is_named_by_the_reference_alone_and_can_be_read() -> None:
    [(name, media_type, content)] = attachments_for(NoticeKind.CLOSING_REPORT, context(FULL))
    assert (name, media_type) == ("M-2026-0042-afsluttende-rapport.pdf", "application/pdf")
    pages = PdfReader(io.BytesIO(content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Det har betydet meget, at der var én, der ringede." in text
    assert REPORT.head[:8] in pages[-1].extract_text()


@pytest.mark.slow
def test_awkward_words_are_set_as_they_are() -> None:
    course, history = FULL
    words = '#let x = "y" $ \\ * _ <b>Ægte</b> {{ 1 }} 🦄 \u202evendt\u202c ' + "x" * 200
    awkward = reworded(history, lambda path: words[:190] if "citizen." in path else words)
    rendered = render_closing_report(closing_report(context((course, awkward))))
    assert rendered.pages > 3


def test_the_same_course_gives_the_same_bytes() -> None:
    again = play(*beginning(), *spring(), *summer(), *autumn(), *ending())
    one, other = (attachments_for(NoticeKind.CLOSING_REPORT, context(played)) for played in (FULL, again))
    assert one == other
