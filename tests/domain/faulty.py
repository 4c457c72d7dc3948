"""Commands that are wrong in several ways at once, and the rules that say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from domain import commands as c
from domain.events import GoalAnswer
from tests.domain.staging import AFTER_THE_GRANT, APPROVED, PHASE_OUT, closing, later, staged
from tests.domain.test_rules_of_reports import REPORT, under
from tests.domain.test_rules_of_tracks import on_track
from tests.factories import (
    AMIRA,
    GRANT,
    KIRSTEN,
    Play,
    Step,
    accept,
    at,
    beginning,
    day,
    deviation,
    granted,
    meeting,
    referral,
    register,
)

TODAY, TOMORROW, LONG_AGO = day("2026-04-20"), day("2026-04-21"), day("2026-01-01")
DOCUMENT = "a" * 64
COMPLAINT = c.FileComplaint(about="course", complaint="Jeg hører intet.")
YES_AND_NO = GoalAnswer("g9", False, True, False)
NO_MENTOR_DECIDES = replace(granted(TODAY, day("2027-05-01"), at("2026-04-20 12:00")), decider_role="mentor")


def staged_on_a_track_with_a_complaint() -> Play:
    """A course whose citizen has a right to the support, and complains before it is taken on."""
    stage = on_track()
    stage.step(COMPLAINT)
    return stage


CASES: list[tuple[Callable[[], Play], Step, tuple[str, ...]]] = [
    (
        lambda: staged(register(referral(grant=replace(GRANT, decisive=False, ends_on=day("2026-12-31"))))),
        accept(),
        ("assertions", "period-too-long"),
    ),
    (
        later,
        c.ReassignMentor(mentor="amira", cover="amira", handover="Læs."),
        ("same-mentor", "cover"),
    ),
    (
        later,
        c.SignAgreement(signed_on=TOMORROW, signed_by=("mentor",)),
        ("not-in-the-future", "signatures"),
    ),
    (
        later,
        c.RecordSection85(from_on=TOMORROW, section_85="converted"),
        ("not-in-the-future", "section-85-goal"),
    ),
    (
        later,
        c.AgreeGoals(goals=(c.NewGoal(target_on=TODAY, parent="g9"),)),
        ("parent-goal", "goal-text"),
    ),
    (
        later,
        c.AgreeChangePlan(
            agreed_on=TOMORROW,
            with_citizen=False,
            steps=(c.NewStep(step="Ringe.", stage="preparation", goal="g9"),),
        ),
        ("no-change-plan", "not-in-the-future", "change-plan-alone", "unknown-goal"),
    ),
    (
        later,
        (KIRSTEN, c.SetFocusAreas(areas=("netværk",), from_on=TODAY, to_on=LONG_AGO)),
        ("focus-by-caseworker", "focus-order"),
    ),
    (later, c.SetRoles(weights={"vejleder": 90}, from_on=TODAY), ("no-roles", "role-weights")),
    (
        later,
        c.PlanAppointment(at=at("2026-04-19 10:00"), replaces="a9"),
        ("appointment-past", "appointment-unknown"),
    ),
    (
        lambda: later(hours={"when_used_up": "refuse_further", "over_week": "refuse"}),
        meeting("2026-04-20", "00:00", "11:00", category="own_travel", goals=("g9",)),
        ("hours-category", "unknown-goal", "over-week"),
    ),
    (
        later,
        c.RecordMinutes(
            held_on=TOMORROW, participants=("mentor",), summary="Status.", next_meeting_on=LONG_AGO
        ),
        ("not-in-the-future", "three-parties", "without-the-citizen", "next-meeting-order"),
    ),
    (
        later,
        c.RecordFollowUp(held_on=TOMORROW, answers=(YES_AND_NO,), inactive=True),
        ("not-in-the-future", "unknown-goal", "goal-unanswered", "motivation-work", "progress-scale"),
    ),
    (
        later,
        c.QuickNote(minutes=30, note="Kort.", began_at=at("2026-04-20 11:50"), category="own_travel"),
        ("hours-category", "not-in-the-future"),
    ),
    (
        later,
        c.ShowLogEntry(entries=(1, 9), shown="withheld", shown_on=TOMORROW),
        ("not-in-the-future", "unknown-entry", "reason-not-shown"),
    ),
    (
        lambda: later(meeting("2026-04-17", attendance="excused")),
        c.ConfirmHours(entries=(2, 9), how="phone", confirmed_on=LONG_AGO),
        ("unknown-entry", "shown-too-early", "nothing-to-confirm"),
    ),
    (
        lambda: later(meeting("2026-04-20", attendance="excused")),
        c.ReportDeviation(occurred_at=at("2026-04-20 18:00"), fact="Kom ikke.", no_show=True),
        ("not-in-the-future", "excused-is-no-deviation"),
    ),
    (
        lambda: under(meeting("2026-04-17", form="workplace"), placement_section=True),
        replace(REPORT, covers_to=TOMORROW),
        ("not-in-the-future", "placement-untold"),
    ),
    (
        lambda: later(c.OpenExtensionReview()),
        c.ProposeExtension(starts_on=TODAY, ends_on=day("2027-05-01"), hours=Decimal(10)),
        ("period-overlap", "period-too-long"),
    ),
    (
        lambda: later(c.OpenExtensionReview()),
        replace(NO_MENTOR_DECIDES, decided_on=TOMORROW),
        ("decider-role", "not-in-the-future", "period-overlap", "period-too-long"),
    ),
    (later, NO_MENTOR_DECIDES, ("decider-role", "no-review")),
    (
        lambda: later(c.WithdrawConsent(withdrawn_on=TODAY)),
        c.WithdrawConsent(withdrawn_on=TOMORROW),
        ("not-in-the-future", "consent-already-withdrawn"),
    ),
    (
        later,
        c.RecordDisclosure(recipient="doctor", kinds=("sensitive",), told_on=TOMORROW, note="Kort."),
        ("not-in-the-future", "disclosure-not-agreed", "only-where-it-matters"),
    ),
    (
        lambda: later(COMPLAINT),
        (AMIRA, c.SettleMatter(matter="k1", outcome="hours_suffice")),
        ("not-yours-to-settle", "unknown-outcome"),
    ),
    (lambda: later(deviation(), PHASE_OUT), closing(goals=1), ("goal-results", "deviation-open")),
    (
        lambda: later(c.RecordAccessRequest(received_on=TODAY, kinds=("file_access",), channel="mail")),
        c.RecordAccessRequest(received_on=TOMORROW, kinds=("file_access",), channel="mail"),
        ("not-in-the-future", "access-already-open"),
    ),
    (
        later,
        c.RecordAccessDraft(matter="i9", delivered_on=TOMORROW, document_sha256=DOCUMENT),
        ("not-in-the-future", "unknown-access"),
    ),
    (
        later,
        (AMIRA, c.MarkThirdParty(put_back=("u9",))),
        ("coordinator-marks", "unknown-mark"),
    ),
    (
        lambda: staged(*beginning(), AFTER_THE_GRANT, closing(), c.HoldErasure(reason="court")),
        replace(APPROVED, early=False),
        ("erasure-held", "not-returned", "retention-not-over"),
    ),
    (
        later,
        c.Pause(cause="holiday", from_on=day("2026-04-10"), until=day("2026-04-01")),
        ("pause-until", "pause-from", "pause-order"),
    ),
    (
        staged_on_a_track_with_a_complaint,
        c.Cancel(cause="not_eligible", reason="Ikke i målgruppen."),
        ("right", "complaint-open"),
    ),
    (
        lambda: staged(*beginning(), AFTER_THE_GRANT, closing(), at("2027-03-01 10:00")),
        c.Reopen(reason="Jobbet holdt ikke."),
        ("reopened-too-late", "grant-over"),
    ),
]


def command_of(step: Step) -> str:
    """The name of the command that a step does."""
    return type(step[1] if isinstance(step, tuple) else step).__name__
