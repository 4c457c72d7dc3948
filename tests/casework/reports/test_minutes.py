"""The minutes of a three-party meeting: participants as roles, every statement with its event."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from msgspec import structs
from pypdf import PdfReader

from casework.letters.notices import NothingToTell, attachments_for
from casework.reports import closing_report, minutes
from domain.events import MinutesRecorded, ReferralReceived
from domain.notices import NoticeKind
from tests.factories import CIRCLE, CITIZEN, active_course, events_of, together_course
from tests.factory.office import context

TOGETHER = together_course()
[WRITTEN] = events_of(TOGETHER[1], "MinutesRecorded")
MINUTES = minutes(context(TOGETHER, WRITTEN, programme=CIRCLE))


@pytest.mark.requirement("S3.three_party")
def test_they_tell_who_was_there_what_was_agreed_and_what_comes_next() -> None:
    """S3: three-party meetings, with the citizen."""
    assert MINUTES.participants == "Borgeren, mentor og sagsbehandleren"
    assert [one.text for one in MINUTES.next_steps] == [
        "Mentor: Spørge gartneriet om en ny plads (senest 4. maj 2026)"
    ]
    statements = (*MINUTES.summary, *MINUTES.agreements, *MINUTES.next_steps, *MINUTES.citizen_comment)
    assert len(statements) == 4
    assert {one.event for one in statements} == {WRITTEN.seq}
    assert MINUTES.absent == ()


def test_the_pdf_is_named_by_the_reference_alone_and_says_why_the_citizen_was_not_there() -> None:
    assert isinstance(WRITTEN.event, MinutesRecorded)
    event = structs.replace(WRITTEN.event, participants=("mentor", "caseworker"), absent_because="Syg.")
    history = tuple(replace(one, event=event) if one is WRITTEN else one for one in TOGETHER[1])
    trigger = history[WRITTEN.seq - 1]
    [(name, _, content)] = attachments_for(
        NoticeKind.MEETING_MINUTES, context((TOGETHER[0], history), trigger, programme=CIRCLE)
    )
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert name == "M-2026-0042-referat.pdf"
    assert "Hvorfor borgeren ikke var med" in " ".join(text.split())


def test_a_protected_citizen_is_not_named() -> None:
    first = TOGETHER[1][0]
    assert isinstance(first.event, ReferralReceived)
    hidden = replace(first.event.referral, citizen=replace(CITIZEN, protected=True))
    history = (replace(first, event=structs.replace(first.event, referral=hidden)), *TOGETHER[1][1:])
    assert minutes(context((TOGETHER[0], history), WRITTEN, programme=CIRCLE)).citizen_name is None


def test_there_are_none_before_the_first_and_the_closing_report_counts_them() -> None:
    with pytest.raises(NothingToTell):
        minutes(context(active_course()))
    review = closing_report(context(TOGETHER, programme=CIRCLE)).review
    assert "Der blev holdt 1 trepartsmøde med referat." in [one.text for one in review]
