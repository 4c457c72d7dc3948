"""The closing report tells the whole course, and each statement names the event it rests on."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs
from pypdf import PdfReader

from adapters.documents import render_closing_report
from adapters.programmes import load_programme
from casework.letters.notices import NothingToTell, attachments_for
from casework.reports import closing_report
from domain.events import EVENT_TYPES, CourseClosed, ReferralReceived
from domain.notices import NoticeKind
from tests.casework.reports.told import FULL, REPORT, numbers, said, statements
from tests.factories import CITIZEN, active_course, cancelled_course, play
from tests.factory.office import context
from tests.factory.playing import ROOT
from tests.factory.stories import autumn, beginning, ending, spring, summer
from tests.factory.wording import reworded


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
