"""The consent: taken back through us, or running out; what rests on it stops, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import commands as c
from domain.events import ConsentExpired, TimerFired
from domain.history import referral_of
from domain.intents import intents
from domain.notices import READERS, NoticeKind, resting_on_consent, stopped
from domain.referral import Referral
from domain.timers import TimerKind
from tests.domain.staging import course_of, refused, staged
from tests.factories import (
    AMIRA,
    CALENDAR,
    CASEWORKER,
    CITIZEN,
    CONSENT,
    KIRSTEN,
    Play,
    Step,
    accept,
    at,
    beginning,
    day,
    events_of,
    referral,
    register,
    update,
)

LAST = day("2026-04-10")
"""A Friday."""
SHORT: tuple[Step, ...] = (register(referral(consent=replace(CONSENT, expires_on=LAST))), *beginning()[1:])
WITHDRAW = c.WithdrawConsent(withdrawn_on=day("2026-03-12"), note="Sagt på mødet.")
REPORT = c.SendProgressReport(covers_to=day("2026-03-12"), summary="Det går.")


def told(stage: Play) -> set[tuple[str, str]]:
    """Whom the last event tells."""
    found = intents(stage.history[-1].event, course_of(stage), stage.now, CALENDAR)
    return {(one.kind.value, one.to) for one in found}


@pytest.mark.requirement("outside.legal_basis", "S3.consent")
@pytest.mark.parametrize("actor", [AMIRA, KIRSTEN])
def test_a_consent_taken_back_through_us_stops_what_rests_on_it_and_is_no_deviation(actor: object) -> None:
    stage = staged(*beginning(), (actor, WITHDRAW))  # type: ignore[arg-type]
    assert told(stage) == {("consent_ended", who) for who in ("jobcentre", "coordinator", "mentor")}
    assert not course_of(stage).matters
    stage.step(REPORT)
    assert told(stage) == {("progress_report", "citizen")}
    consent = referral_of(stage.history).consent
    assert consent is not None
    assert consent.withdrawn_on == day("2026-03-12")


def test_nobody_is_reminded_of_reports_that_may_not_be_sent_but_one_may_be_written() -> None:
    stage = staged(*beginning(), WITHDRAW)
    assert course_of(stage).timer(TimerKind.PROGRESS_REPORT) is None
    stage.step(REPORT)
    assert course_of(stage).timer(TimerKind.PROGRESS_REPORT) is None
    assert course_of(stage).timer(TimerKind.FOLLOW_UP)


def test_without_a_consent_the_periodic_work_begins_without_reports() -> None:
    stage = staged(*beginning()[:-2], WITHDRAW, *beginning()[-2:])
    assert course_of(stage).timer(TimerKind.FOLLOW_UP)
    assert course_of(stage).timer(TimerKind.PROGRESS_REPORT) is None


def test_with_a_new_consent_the_reports_are_due_again() -> None:
    new = replace(CONSENT, given_on=day("2026-03-20"), expires_on=day("2026-09-30"))
    stage = staged(*beginning(), WITHDRAW, at("2026-03-23 10:00"))
    known = course_of(stage).consent.withdrawn_on
    stage.step(update(Referral(citizen=CITIZEN, consent=new), withdrawn_on=known))
    assert course_of(stage).consent.ended_on(day("2026-03-23")) is None
    report = course_of(stage).timer(TimerKind.PROGRESS_REPORT)
    assert report is not None
    assert report.why.base_on == day("2026-03-23")
    assert course_of(stage).consent.expires_on == day("2026-09-30")
    assert course_of(stage).timer(TimerKind.CONSENT_END)


def test_it_is_taken_back_once_by_those_who_were_told_and_never_in_the_future() -> None:
    stage = staged(*beginning())
    with refused("not-yours-to-do"):
        stage.step((CASEWORKER, WITHDRAW))
    with refused("not-in-the-future"):
        stage.step(replace(WITHDRAW, withdrawn_on=day("2026-03-13")))
    stage.step(WITHDRAW)
    with refused("consent-already-withdrawn"):
        stage.step(WITHDRAW)


@pytest.mark.requirement("outside.legal_basis")
def test_somebody_is_reminded_before_a_consent_runs_out_and_then_exactly_what_rests_on_it_stops() -> None:
    stage = staged(*SHORT, at("2026-04-14 12:00"))
    fired = [one.event for one in events_of(stage.history, "TimerFired")]
    kind = TimerKind.CONSENT_EXPIRY
    assert [one.deadline_on for one in fired if isinstance(one, TimerFired) and one.kind == kind] == [
        LAST
    ] * 3
    (over,) = events_of(stage.history, "ConsentExpired")
    assert over.at == at("2026-04-13 08:00")
    assert isinstance(over.event, ConsentExpired)
    assert over.event.expired_on == LAST
    assert course_of(stage).timer(TimerKind.PROGRESS_REPORT) is None
    assert not {timer.kind for timer in course_of(stage).timers} & {kind, TimerKind.CONSENT_END}
    with_consent = {
        (kind, to)
        for kind, readers in READERS.items()
        for to in readers
        if stopped(kind, to, course_of(stage), day("2026-04-11"))
    }
    assert with_consent == set(resting_on_consent())


def test_a_consent_counts_on_its_last_day_and_not_on_the_next_though_the_office_is_closed() -> None:
    course = course_of(staged(*SHORT))
    rests = NoticeKind.PROGRESS_REPORT, "jobcentre"
    assert not stopped(*rests, course, LAST)
    assert stopped(*rests, course, day("2026-04-11"))


def test_a_new_consent_in_time_moves_the_reminders_and_one_without_an_end_stops_them() -> None:
    stage = staged(*SHORT, at("2026-03-20 10:00"))
    longer = replace(CONSENT, given_on=day("2026-03-19"), expires_on=day("2026-08-28"))
    stage.step(update(Referral(citizen=CITIZEN, consent=longer)))
    timer = course_of(stage).timer(TimerKind.CONSENT_END)
    assert timer is not None
    assert timer.deadline_on == day("2026-08-31")
    open_ended = replace(CONSENT, given_on=day("2026-03-20"))
    stage.step(update(Referral(citizen=CITIZEN, consent=open_ended)))
    assert course_of(stage).timer(TimerKind.CONSENT_END) is None
    assert course_of(stage).timer(TimerKind.CONSENT_EXPIRY) is None


def test_a_course_is_not_taken_on_with_a_consent_that_has_run_out() -> None:
    over = replace(CONSENT, expires_on=day("2026-02-25"))
    with refused("consent-withdrawn"):
        staged(register(referral(consent=over)), accept())
