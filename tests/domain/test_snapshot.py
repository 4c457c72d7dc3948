"""The snapshot of a course holds nothing personal, and folding needs nothing personal either."""

from __future__ import annotations

import re
from typing import Any, get_args, get_type_hints

import pytest
from msgspec import NODEFAULT, to_builtins
from msgspec.structs import fields, replace

from domain.course import Course
from domain.events import EVENT_TYPES, Event, sealed_fields
from domain.evolve import evolve, fold
from domain.referral import Citizen, ConsentPart, GrantPart, JobPlanPart, Referral
from tests.factories import (
    archived_course,
    cancelled_course,
    consent_course,
    corrected_course,
    course_with_deviation,
    full_course,
    incomplete_course,
    moved_course,
    reopened_course,
    together_course,
    updated_course,
)

STORIES = {
    "archived": archived_course,
    "full": full_course,
    "cancelled": cancelled_course,
    "deviation": course_with_deviation,
    "incomplete": incomplete_course,
    "together": together_course,
    "updated": updated_course,
    "moved": moved_course,
    "consent": consent_course,
    "reopened": reopened_course,
    "corrected": corrected_course,
}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PERSONAL_TYPES = {Referral, Citizen, GrantPart, JobPlanPart, ConsentPart}
NEUTRAL_TEXTS = {
    "CheckInMissed": {"mentor"},
    "AppointmentCancelled": {"appointment"},
    "AgreementSigned": {"document_sha256", "reasoned", "roles", "signed_by"},
    "AccessDraftDelivered": {"document_sha256", "matter"},
    "AccessRequested": {"channel", "kinds"},
    "AppointmentPlanned": {"appointment", "form", "replaces"},
    "ContactAttempted": {"channel"},
    "CourseCancelled": {"cause"},
    "StoppedEarly": {"cause"},
    "ClosingPartsWritten": {"parts"},
    "CourseClosed": {"outcome", "reason", "role_passed_to"},
    "ErasureApproved": {"decider", "decider_role", "document_sha256", "unit"},
    "ErasureHeld": {"reason"},
    "FileReturned": {"document_sha256", "how"},
    "ThirdPartyMarked": {"put_back"},
    "DeviationAcknowledged": {"by", "matter"},
    "DeviationExplained": {"matter"},
    "DeviationOutcomeRecorded": {"matter"},
    "DisclosureEnded": {"disclosure"},
    "DisclosureRecorded": {"rests_on"},
    "DeviationReported": {"matter"},
    "DeviationWithdrawn": {"matter"},
    "EffortEnded": {"decider", "document_sha256", "matter"},
    "ExtensionDecided": {"channel", "decider", "decider_role", "document_sha256", "matter", "unit"},
    "ExtensionProposed": {"by", "matter"},
    "ExtensionReviewOpened": {"matter"},
    "ExtensionSigned": {"channel", "decider_role", "document_sha256", "matter", "unit"},
    "FollowUpRecorded": {"reached"},
    "HoursConfirmed": {"document_sha256"},
    "GoalDropped": {"goal"},
    "GoalRevised": {"aim", "changed", "goal", "parent"},
    "MatterOpened": {"asked_by", "cause", "matter"},
    "MatterSettled": {"matter", "outcome"},
    "MeetingRecorded": {"appointment", "category", "form", "goals", "mentor"},
    "MentorMatched": {"cover", "mentor"},
    "MentorReassigned": {"cover", "mentor", "previous"},
    "ProgressReportSent": {"awaits"},
    "ReferralAccepted": {"caseworker_role", "coordinator", "deciders", "reasoned", "remarks"},
    "ProgrammeMigrated": {"cause", "from_version", "to_version"},
    "ReferralCompleted": {"form_id", "mail_id", "missing"},
    "ReferralReceived": {
        "controller", "form_id", "mail_id", "missing", "partner", "programme", "programme_version", "ref",
    },
    "ReferralUpdated": {"changed", "form_id", "mail_id", "matter", "plan_changes"},
    "SupportEnded": {"undecided"},
    "TimerFired": {"firing", "kind", "notice", "subject", "to"},
    "UpdateSeen": {"matter"},
}  # fmt: skip
"""Texts of events that are not sealed: references, codes and names of offices, looked at one by one."""


def without_personal(event: Event) -> Event:
    """The event as it is left when its course has been erased."""
    blank: dict[str, Any] = {}
    for member in fields(event):
        if member.name in sealed_fields(type(event)):
            blank[member.name] = None if member.default is NODEFAULT else member.default
    return replace(event, **blank)


@pytest.mark.parametrize("story", sorted(STORIES))
def test_a_course_without_its_personal_fields_folds_to_the_same_snapshot(story: str) -> None:
    course, history = STORIES[story]()
    assert fold(without_personal(recorded.event) for recorded in history) == course


@pytest.mark.parametrize("story", sorted(STORIES))
def test_the_snapshot_is_the_fold_of_the_history_at_every_step(story: str) -> None:
    course: Course | None = None
    _, history = STORIES[story]()
    for number, recorded in enumerate(history, start=1):
        course = evolve(course, recorded.event)
        assert course.seq == recorded.seq == number
        assert course == fold(one.event for one in history[:number])


def test_nothing_a_citizen_is_known_by_is_in_a_snapshot() -> None:
    course, history = full_course()
    stored = " | ".join(texts(to_builtins(course)))
    for recorded in history:
        whole = to_builtins(recorded.event)
        personal = [whole.get(name) for name in sealed_fields(type(recorded.event))]
        for text in texts(personal):
            assert text not in stored or text == course.partner or DATE.fullmatch(text) or len(text) < 6


def texts(data: Any) -> list[str]:
    """Every text in plain values."""
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        data = list(data.values())
    return [text for part in data for text in texts(part)] if isinstance(data, list | tuple) else []


def test_every_text_of_an_event_is_sealed_or_has_been_looked_at() -> None:
    found: dict[str, set[str]] = {}
    for name, kind in EVENT_TYPES.items():
        own = {member.name for member in fields(kind)} - {member.name for member in fields(Event)}
        hints = get_type_hints(kind)
        free = {
            field for field in own - sealed_fields(kind) if str in (hints[field], *get_args(hints[field]))
        }
        if free:
            found[name] = free
    assert found == NEUTRAL_TEXTS


def test_everything_that_is_personal_by_type_is_sealed() -> None:
    for kind in EVENT_TYPES.values():
        for name, hint in get_type_hints(kind).items():
            if {hint, *get_args(hint)} & PERSONAL_TYPES:
                assert name in sealed_fields(kind)
