"""There is a Danish name for everything the rules can call by a code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

import pytest
from msgspec import structs

from adapters.documents.goals import GoalStatus
from adapters.documents.statements import Stage as StageShown
from adapters.programmes import load_programme
from casework import names
from domain import commands as c
from domain import events as e
from domain import words
from domain.course_parts import Matter
from domain.disclosure import TOLD, Outsider, Told
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.notices import RECIPIENTS, Basis, NoticeKind
from domain.programme import HoursCategory, ObservationKind
from domain.reconciling import CATEGORY, DOUBLE, NO_REFUND, OVER_GRANT
from domain.referral import Referral
from domain.timers import TimerKind
from domain.values import Actor, Role
from tests.factories import REFERRAL, VIBORG, active_course
from tests.factory.playing import ROOT


def choices(kind: type[Any], field: str) -> set[str]:
    """The codes a field may hold."""
    hint = get_type_hints(kind)[field]
    inner = get_args(hint)
    return set(inner if all(isinstance(one, str) for one in inner) else get_args(inner[0]))


@pytest.mark.parametrize(
    ("mapping", "codes"),
    [
        (names.PHASES, set(Phase)),
        (names.ROLES, set(Role)),
        (names.DUTIES, set(TimerKind)),
        (names.NOTICES, set(NoticeKind)),
        (names.OUTSIDERS, set(get_args(Outsider))),
        (TOLD, set(get_args(Told))),
        (words.DEVIATION_RESULTS, set(get_args(e.DeviationResult))),
        (names.RECIPIENTS, set(RECIPIENTS)),
        (names.BASES, set(Basis)),
        (names.PARTS, set(REFERRAL.parts())),
        (names.CHANNELS, choices(c.RecordContactAttempt, "channel")),
        (names.FORMS, choices(c.RecordMeeting, "form") | choices(c.PlanAppointment, "form")),
        (names.ATTENDANCE, set(get_args(e.Attendance))),
        (names.SHOWN, set(get_args(e.Shown)) | set(get_args(e.ShownLater))),
        (names.CALLED_OFF_BY, set(get_args(e.CalledOffBy))),
        (names.EXCUSES, set(get_args(e.Excuse))),
        (names.CONFIRMED, set(get_args(e.Confirmed))),
        (names.UNPAID, {DOUBLE, CATEGORY, NO_REFUND, OVER_GRANT}),
        (names.STAGES, set(get_args(e.Stage))),
        (names.RESULTS, choices(e.GoalResult, "result")),
        (names.COMPLAINTS, set(get_args(c.ComplaintAbout))),
        (names.WAITING_REASONS, set(get_args(e.WaitingReason))),
        (names.REVIEW_CAUSES, choices(e.ExtensionReviewOpened, "cause")),
        (names.PHASE_OUT_CAUSES, choices(e.PhaseOutStarted, "cause")),
        (names.PAUSE_CAUSES, choices(c.Pause, "cause") | {""}),
        (names.CANCEL_CAUSES, choices(c.Cancel, "cause")),
        (names.CLOSING_REASONS, choices(c.RecordClosing, "reason")),
        (names.OUTCOMES, choices(c.RecordClosing, "outcome")),
        (names.OUTCOME_SENTENCES, choices(c.RecordClosing, "outcome")),
        (names.DECISION_CHANNELS, choices(c.DecideExtension, "channel")),
        (names.SIGNERS, choices(c.SignAgreement, "signed_by")),
        (names.MATTERS, set(MatterKind)),
        (names.MATTER_STATUS, choices(Matter, "status")),
    ],
)
def test_every_code_has_a_name_and_no_name_is_left_over(mapping: Mapping[str, str], codes: set[str]) -> None:
    assert set(mapping) == codes
    assert all(mapping.values())


@pytest.mark.parametrize("phase", list(Phase))
def test_everybody_a_course_can_wait_for_has_a_name(phase: Phase) -> None:
    course = structs.replace(active_course()[0], phase=phase)
    assert course.waiting_on in names.WAITING_ON


def test_reports_know_the_same_names() -> None:
    assert set(names.STAGES.values()) == set(get_args(StageShown))
    assert set(names.RESULTS.values()) | {"i gang"} == set(get_args(GoalStatus))
    assert {"grant", "job_plan", "consent"} <= set(get_type_hints(Referral))


@pytest.mark.parametrize("path", sorted((ROOT / "deployments" / "programmes").glob("*.toml")), ids=str)
def test_a_programme_s_categories_are_called_the_same_everywhere(path: Any) -> None:
    for category in load_programme(path).hours.categories:
        assert names.category_name(category.code) == category.name


@pytest.mark.parametrize("path", sorted((ROOT / "deployments" / "programmes").glob("*.toml")), ids=str)
def test_a_programme_s_kinds_of_observation_are_called_the_same_everywhere(path: Any) -> None:
    for kind in load_programme(path).log_book.observation_kinds:
        assert names.observations([kind.code]) == [kind.name]


def test_a_programme_calls_its_own_categories_and_kinds_what_it_wants() -> None:
    """local: a sixth programme is written without opening the code."""
    own = {"categories": (HoursCategory(code="group", name="gruppemøde"),)}
    kinds = {"observation_kinds": (ObservationKind(code="calm", name="ro på"),)}
    programme = VIBORG.model_copy(
        update={
            "hours": VIBORG.hours.model_copy(update=own),
            "log_book": VIBORG.log_book.model_copy(update=kinds),
        }
    )
    assert names.category_name("group", programme) == "gruppemøde"
    assert names.category_name("personal_contact", programme) == "personlig kontakt"
    assert names.observations(["calm"], programme) == ["ro på"]


def test_a_category_of_one_s_own_is_shown_in_words() -> None:
    assert names.category_name("personal_contact") == "personlig kontakt"
    assert names.category_name("gruppe_moede") == "gruppe moede"


def test_people_are_named_with_their_role_and_machines_alone() -> None:
    assert names.actor_name(Actor(Role.MENTOR, "amira")) == "mentor amira"
    assert names.actor_name(Actor(Role.CLOCK, "ur")) == "automatisk"
    assert names.actor_name(Actor(Role.MENTOR, "amira"), {"amira": "Amira Sand"}.get) == "mentor Amira Sand"
