"""The forms take references, codes, dates and numbers; anything else is refused and not repeated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from casework.commands import forms as casework_forms
from domain.commands import Pause, RecordClosing, Resume
from domain.errors import InvalidInput
from flows import forms
from flows.forms import (
    CloseForm,
    CourseForm,
    DeviationForm,
    ExtensionForm,
    PauseForm,
    ReassignForm,
    read_form,
)
from tests.domain.test_bad_input import ENGLISH

REF = "M-2026-0042"
FILLED: dict[type[CourseForm], dict[str, Any]] = {
    ExtensionForm: {
        "ref": REF,
        "decision": "bevilget",
        "starts_on": "2026-06-02",
        "ends_on": "2026-09-01",
        "hours": 37.5,
        "document_sha256": "ab" * 32,
        "decider_ref": "D-0001",
        "decision_code": "2345-6789-ABCD",
    },
    DeviationForm: {
        "ref": REF,
        "fact": "Udeblevet fra en aftale",
        "occurred_at": "2026-04-01T10:00:00+02:00",
    },
    PauseForm: {"ref": REF, "action": "Sæt på pause", "cause": "sygdom", "until": "2026-05-01"},
    ReassignForm: {"ref": REF, "mentor": "bo", "handover": "Koordinator har overdraget forløbet"},
    CloseForm: {
        "ref": REF,
        "reason": "målene er nået",
        "outcome": "job",
        "review": "Gennemført som aftalt",
        "reached": ["g1"],
    },
}
PERSONAL = (
    "Maja Vinterberg-Østergård",
    "010150-5678",
    "0101505678",
    "20 00 10 42",
    "20001042",
    "maja@borger.example",
)
NONSENSE = ({"navn": PERSONAL[0]}, f"<b>{PERSONAL[0]}</b> {PERSONAL[2]}\x1b[31m", "x" * 5000)


@pytest.mark.parametrize("kind", FILLED)
def test_a_form_filled_in_properly_is_read(kind: type[CourseForm]) -> None:
    assert read_form(kind, FILLED[kind]).ref == REF


@pytest.mark.parametrize("kind", FILLED)
@pytest.mark.parametrize("personal", PERSONAL)
def test_no_field_of_any_form_has_room_for_something_personal(kind: type[CourseForm], personal: str) -> None:
    for field in kind.model_fields:
        given = [personal] if field == "reached" else personal
        with pytest.raises(InvalidInput) as caught:
            read_form(kind, FILLED[kind] | {field: given})
        assert personal not in caught.value.message
        assert field in caught.value.message


@pytest.mark.parametrize("kind", FILLED)
def test_an_unknown_field_is_refused(kind: type[CourseForm]) -> None:
    with pytest.raises(InvalidInput, match="note"):
        read_form(kind, FILLED[kind] | {"note": "fri tekst"})


@pytest.mark.parametrize("given", [None, "tekst", 3, []])
def test_something_that_is_no_form_at_all_is_refused(given: object) -> None:
    with pytest.raises(InvalidInput):
        read_form(PauseForm, given)


@pytest.mark.parametrize("kind", FILLED)
def test_every_field_has_a_danish_title(kind: type[CourseForm]) -> None:
    assert all(field.title for field in kind.model_fields.values())


def test_an_extension_carries_hours_exactly() -> None:
    decision = read_form(ExtensionForm, FILLED[ExtensionForm]).decision_form()
    assert decision.granted
    assert (decision.hours, decision.hours_per_week) == (Decimal("37.5"), None)
    weekly = read_form(ExtensionForm, FILLED[ExtensionForm] | {"hours_per_week": 2.5}).decision_form()
    assert weekly.hours_per_week == Decimal("2.5")
    assert decision.ends_on == date(2026, 9, 1)
    assert decision.channel == "deployment_form"
    refusal = read_form(ExtensionForm, {"ref": REF, "decision": "afslået"}).decision_form()
    assert not refusal.granted
    assert refusal.hours is None


def test_a_deviation_needs_a_time_with_its_time_zone() -> None:
    with pytest.raises(InvalidInput, match="occurred_at"):
        read_form(DeviationForm, FILLED[DeviationForm] | {"occurred_at": "2026-04-01T10:00:00"})


def test_a_pause_form_pauses_or_resumes() -> None:
    assert read_form(PauseForm, FILLED[PauseForm]).command() == Pause(cause="illness", until=date(2026, 5, 1))
    assert read_form(PauseForm, {"ref": REF, "action": "Genoptag"}).command() == Resume()
    with pytest.raises(InvalidInput, match="udelad den, når forløbet genoptages"):
        read_form(PauseForm, {"ref": REF, "action": "Genoptag", "until": "2026-05-01"})
    with pytest.raises(InvalidInput) as caught:
        read_form(PauseForm, FILLED[PauseForm] | {"until": 20260501})
    assert [(one.field, one.cure) for one in caught.value.problems] == [
        ("until", "skriv en dato som 2026-03-02")
    ]


@pytest.mark.parametrize(
    ("kind", "field", "codes", "known"),
    [
        (DeviationForm, "fact", forms.DEVIATIONS, set(casework_forms.FACTS)),
        (ReassignForm, "handover", forms.HANDOVERS, set(casework_forms.HANDOVERS)),
        (CloseForm, "review", forms.REVIEWS, set(casework_forms.REVIEWS)),
        (CloseForm, "reason", forms.REASONS, None),
        (CloseForm, "outcome", forms.OUTCOMES, None),
        (PauseForm, "cause", forms.PAUSES, None),
    ],
)
def test_every_choice_of_a_form_stands_for_a_known_code(
    kind: type[CourseForm], field: str, codes: dict[str, str], known: set[str] | None
) -> None:
    choices = get_args(kind.model_fields[field].annotation)
    assert set(choices) == set(codes)
    assert known is None or set(codes.values()) == known


def test_every_reason_and_outcome_of_the_closing_form_makes_a_closing() -> None:
    for reason in forms.REASONS.values():
        for outcome in forms.OUTCOMES.values():
            closing = casework_forms.closing_command(reason, outcome, "as_planned", ("g1",), ("g1", "g2"))
            assert isinstance(closing, RecordClosing)
            assert [result.result for result in closing.results] == ["reached", "not_reached"]


@pytest.mark.requirement("local.bad_input")
@pytest.mark.parametrize("kind", list(FILLED))
@pytest.mark.parametrize("value", NONSENSE)
def test_everything_that_is_wrong_in_a_form_is_told_at_once_in_danish(
    kind: type[CourseForm], value: object
) -> None:
    """local: a form is answered with every field that is wrong, and with those nobody knows."""
    with pytest.raises(InvalidInput) as caught:
        read_form(kind, dict.fromkeys(kind.model_fields, value) | {PERSONAL[0]: 1})
    said = caught.value.message
    told = {problem.field.partition(".")[0] for problem in caught.value.problems}
    assert told == {*kind.model_fields, "(ukendt felt)"}
    assert not ENGLISH.search(said), said
    assert not any(word in said for word in PERSONAL)
