"""Who is told what, how soon, and that nobody is disturbed at night for less than a deviation."""

from __future__ import annotations

from typing import TypeVar

import pytest
from msgspec import structs

from domain.calendar import local
from domain.events import EVENT_TYPES, Event, ReferralReceived, TimerFired
from domain.intents import ANSWER, BY_MATTER, CAUSES, intents, is_urgent
from domain.ladders import RUNG_NOTICES
from domain.notices import (
    READERS,
    RECIPIENTS,
    TO_JOBCENTRE,
    URGENT,
    Basis,
    NoticeKind,
    basis,
    resting_on_consent,
)
from domain.timers import TimerKind
from tests.domain.staging import MATCHED, staged
from tests.factories import (
    CALENDAR,
    VIBORG,
    active_course,
    at,
    attempt,
    beginning,
    deviation,
    full_course,
    updated_course,
)

E = TypeVar("E", bound=Event)
NIGHT = at("2026-03-07 23:30")
MORNING = at("2026-03-09 08:00")
COURSE = active_course()[0]
STORY = [recorded.event for recorded in full_course()[1]]


def first(kind: type[E]) -> E:
    """The first event of that type in the long story."""
    return next(event for event in STORY if isinstance(event, kind))


def told(event: Event) -> set[tuple[str, str]]:
    """Who is told what because of an event."""
    return {(intent.kind.value, intent.to) for intent in intents(event, COURSE, NIGHT, CALENDAR)}


@pytest.mark.parametrize(
    ("name", "notices"),
    [
        ("ReferralReceived", {("referral_received", "jobcentre")}),
        (
            "MentorMatched",
            {("course_assigned", "mentor"), ("mentor_assigned", "jobcentre"), ("mentor_assigned", "citizen")},
        ),
        ("DeviationReported", {("deviation", "jobcentre")}),
        ("ProgressReportSent", {("progress_report", "jobcentre"), ("progress_report", "citizen")}),
        (
            "ExtensionReviewOpened",
            {("extension_review_opened", "jobcentre"), ("extension_review_opened", "coordinator")},
        ),
        (
            "ExtensionDecided",
            {("extension_decided", who) for who in ("mentor", "coordinator", "citizen")},
        ),
        ("PhaseOutStarted", {("phase_out_started", "jobcentre"), ("phase_out_started", "citizen")}),
        ("CourseClosed", {("closing_report", "jobcentre"), ("closing_report", "citizen")}),
        ("MeetingRecorded", set()),
        ("AgreementSigned", set()),
    ],
)
def test_an_event_tells_those_it_concerns(name: str, notices: set[tuple[str, str]]) -> None:
    assert told(first(EVENT_TYPES[name])) == notices


@pytest.mark.requirement("S2.missing_part")
def test_a_referral_with_gaps_asks_for_all_of_them_once() -> None:
    received = first(ReferralReceived)
    assert told(structs.replace(received, missing=("consent",))) == {
        ("referral_received", "jobcentre"),
        ("parts_missing", "jobcentre"),
    }


def test_attempts_in_vain_are_told_when_they_are_used_and_not_before() -> None:
    calls = (attempt("2026-02-26 09:10", reached=False) for _ in range(3))
    stage = staged(*MATCHED, *calls)
    assert [told(one.event) for one in stage.history[-4:-1]] == [
        set(),
        set(),
        {("contact_failed", "jobcentre"), ("contact_failed", "coordinator")},
    ]


@pytest.mark.requirement("S0.deviation_at_once")
def test_only_what_cannot_wait_is_sent_at_night_or_on_a_weekend() -> None:
    for event in STORY:
        for intent in intents(event, COURSE, NIGHT, CALENDAR):
            assert intent.urgent is (intent.kind in URGENT)
            assert intent.not_before == (NIGHT if intent.urgent else MORNING)
            assert intent.to in RECIPIENTS
    of_deviations = {NoticeKind.DEVIATION, NoticeKind.DEVIATION_NEXT_RUNG, NoticeKind.DEVIATION_WITHDRAWN}
    at_once = of_deviations | {NoticeKind.ACCESS_REQUESTED, NoticeKind.CHECK_IN_MISSED}
    assert at_once == URGENT
    assert local(NIGHT).weekday() == 5


def test_a_rung_tells_exactly_those_its_ladder_names() -> None:
    stage = staged(*beginning(), at("2026-04-15 10:20"), deviation(), at("2026-04-16 12:00"))
    rung = VIBORG.deadlines[TimerKind.DEVIATION].rungs[0]
    assert told(stage.history[-1].event) == {(rung.notice.value, who) for who in rung.to}
    assert told(structs.replace(first(TimerFired), to=())) == set()


def test_every_notice_has_a_cause() -> None:
    by_events = {kind for caused in (*CAUSES.values(), *BY_MATTER.values()) for kind, _ in caused}
    by_answer = {kind for kind, _ in ANSWER}
    by_delivery = {NoticeKind.DELIVERY_HELD, NoticeKind.CONTACT_FAILED, NoticeKind.PARTS_MISSING}
    assert by_events | by_answer | by_delivery | set(RUNG_NOTICES) == set(NoticeKind)
    assert {kind.__name__ for kind in CAUSES} <= set(EVENT_TYPES)


def test_every_named_recipient_is_known() -> None:
    assert {who for caused in CAUSES.values() for _, recipients in caused for who in recipients} <= RECIPIENTS


@pytest.mark.requirement("outside.legal_basis")
def test_every_exchange_names_what_it_rests_on() -> None:
    assert set(TO_JOBCENTRE) == {kind for kind, readers in READERS.items() if "jobcentre" in readers}
    for kind, readers in READERS.items():
        for to in readers - {"jobcentre"}:
            assert basis(kind, to) is (Basis.OWN if to == "citizen" else Basis.WORK)


@pytest.mark.requirement("S3.consent", "outside.legal_basis")
def test_a_withdrawn_consent_stops_exactly_what_rests_on_it() -> None:
    without = updated_course()[0]
    assert without.consent.withdrawn_on is not None
    for event in STORY:
        before = {(one.kind, one.to) for one in intents(event, COURSE, NIGHT, CALENDAR)}
        after = {(one.kind, one.to) for one in intents(event, without, NIGHT, CALENDAR)}
        assert before - after == before & set(resting_on_consent())
        assert after <= before
    assert set(resting_on_consent()) == {
        (NoticeKind.MEETING_MINUTES, "jobcentre"),
        (NoticeKind.PROGRESS_REPORT, "jobcentre"),
    }


@pytest.mark.requirement("S0.deviation_at_once")
def test_a_deviation_is_urgent_and_the_days_ordinary_work_is_not() -> None:
    urgent = [one.event for one in full_course()[1] if is_urgent(one.event)]
    rungs = {event.notice for event in urgent if isinstance(event, TimerFired)}
    others = {type(event).__name__ for event in urgent if not isinstance(event, TimerFired)}
    assert (others, rungs) == ({"DeviationReported"}, {"deviation_next_rung"})
