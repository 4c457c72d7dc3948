"""A later mail of the jobcentre: what it does to a course, and who sees to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import commands as c
from domain.events import ReferralUpdated
from domain.explain import explain
from domain.lifecycle import OPEN, Phase
from domain.referral import Referral
from domain.timers import TimerKind
from tests.domain.later_mails import OF_A_CASEWORKER, ON_12_MARCH, letter
from tests.domain.staging import course_of, in_phase, refused
from tests.domain.staging import staged as course_after
from tests.factories import (
    AMIRA,
    CASEWORKER,
    CITIZEN,
    CLOCK,
    CONSENT,
    GRANT,
    JOB_PLAN,
    KIRSTEN,
    Play,
    accept,
    at,
    beginning,
    day,
    referral,
    register,
    update,
)

SEEN = c.MarkUpdateSeen(matter="n1")


@pytest.mark.parametrize("phase", sorted(OPEN))
def test_whatever_comes_is_open_until_the_coordinator_has_seen_it(phase: Phase) -> None:
    stage = in_phase(phase)
    before = course_of(stage).waiting_on
    stage.step(letter(stage))
    course = course_of(stage)
    (matter,) = course.open_matters("update")
    assert (matter.changed, matter.mail_id) == (("caseworker",), "P-2026-0002")
    assert course.waiting_on in {"coordinator", before}
    assert course.phase is phase
    assert course.next_due_at is not None
    stage.step(c.MarkUpdateSeen(matter=matter.id))
    assert not course_of(stage).open_matters("update")
    assert not [timer for timer in course_of(stage).timers if timer.kind is TimerKind.UPDATE]


def test_the_coordinator_is_told_the_same_day_and_every_day_until_she_has_seen_it() -> None:
    stage = course_after(*beginning())
    stage.step(letter(stage))
    timer = next(timer for timer in course_of(stage).timers if timer.kind is TimerKind.UPDATE)
    assert explain(timer, stage.calendar).startswith("fredag den 13. marts 2026: 1 arbejdsdag efter")
    stage.step(at("2026-03-18 09:00"))
    fired = [one.event for one in stage.history if getattr(one.event, "kind", "") == TimerKind.UPDATE]
    assert [(event.rung, event.to) for event in fired if hasattr(event, "to")] == [
        (0, ("coordinator", "mentor")),
        (1, ("coordinator",)),
        (2, ("coordinator",)),
        (3, ("coordinator",)),
    ]


def test_only_the_mailroom_or_a_coordinator_who_reads_for_it_brings_news_of_the_jobcentre() -> None:
    stage = course_after(*beginning())
    for actor in (AMIRA, CASEWORKER, CLOCK):
        with refused("not-from-the-post"):
            stage.act(letter(stage), actor)
    assert stage.act(letter(stage), KIRSTEN)


def by_form(stage: Play, later: Referral = OF_A_CASEWORKER) -> c.UpdateReferral:
    return replace(letter(stage, later), mail_id="", form_id="F-0123456789ab")


@pytest.mark.requirement("S3.referral_form")
def test_the_authority_brings_its_news_by_form_and_nobody_else_does() -> None:
    stage = course_after(*beginning())
    for actor in (AMIRA, KIRSTEN, CLOCK):
        with refused("not-from-the-post"):
            stage.act(by_form(stage), actor)
    (event,) = stage.act(by_form(stage), CASEWORKER)
    assert isinstance(event, ReferralUpdated)
    assert (event.mail_id, event.form_id, event.changed) == ("", "F-0123456789ab", ("caseworker",))


@pytest.mark.requirement("S3.authority_decides")
def test_a_new_period_is_not_given_in_a_form_of_news() -> None:
    later = replace(GRANT, starts_on=day("2026-08-24"), ends_on=day("2026-11-23"))
    stage = course_after(*beginning())
    with refused("grant-is-decided"):
        stage.act(by_form(stage, Referral(citizen=CITIZEN, grant=later)), CASEWORKER)
    not_taken_on = course_after(register())
    (event,) = not_taken_on.act(by_form(not_taken_on, Referral(citizen=CITIZEN, grant=later)), CASEWORKER)
    assert isinstance(event, ReferralUpdated)
    assert event.changed == ("grant",)


def test_only_a_coordinator_says_that_it_is_seen_and_once() -> None:
    stage = course_after(*beginning())
    stage.step(letter(stage))
    with refused("not-yours-to-do"):
        stage.act(SEEN, AMIRA)
    for matter in ("n9", "f1"):
        with refused("unknown-update"):
            stage.step(c.MarkUpdateSeen(matter=matter))
    stage.step(SEEN)
    with refused("already-seen"):
        stage.step(SEEN)


def test_a_mail_that_says_what_is_known_does_nothing() -> None:
    stage = course_after(*beginning())
    assert stage.act(letter(stage, referral()), KIRSTEN) == ()


def test_a_consent_withdrawn_is_no_deviation_and_counts_until_a_later_one_is_given() -> None:
    stage = course_after(*beginning())
    stage.step(letter(stage, Referral(citizen=CITIZEN), withdrawn=day("2026-03-11")))
    assert course_of(stage).consent.withdrawn_on == day("2026-03-11")
    assert not course_of(stage).open_matters("deviation")
    assert course_of(stage).phase is Phase.ACTIVE
    on_file = referral(consent=replace(CONSENT, withdrawn_on=day("2026-03-11")))
    anew = referral(consent=replace(CONSENT, given_on=ON_12_MARCH))
    stage.step(update(anew, referral=on_file, periods=course_of(stage).periods))
    assert course_of(stage).consent.withdrawn_on is None


def test_a_course_that_requires_consent_is_not_taken_on_without_one() -> None:
    stage = course_after(register())
    stage.step(letter(stage, Referral(citizen=CITIZEN), withdrawn=day("2026-02-25")))
    with refused("consent-withdrawn"):
        stage.step(accept())


def test_a_job_plan_is_a_new_version_and_says_which_fields_differ() -> None:
    stage = course_after(*beginning())
    plan = replace(JOB_PLAN, dated_on=day("2026-03-10"), aim="Et fleksjob.", activities=())
    stage.step(letter(stage, Referral(citizen=CITIZEN, job_plan=plan)))
    event = stage.history[-1].event
    assert isinstance(event, ReferralUpdated)
    assert (event.plan_version, event.plan_changes) == (2, ("dated_on", "aim", "activities"))
    assert event.referral.job_plan == plan
