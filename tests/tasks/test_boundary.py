"""What fails behind the boundary reaches Prefect without personal data and without a chain back."""

from __future__ import annotations

import traceback

import pytest

from casework.names.states import FailureName
from domain.errors import Conflict, InvalidInput, MentorError, Problem, Refused, Unavailable, UnknownCourse
from tasks.boundary import StepFailed, data_free_errors

CPR = "010150-5678"


def failing(error: Exception) -> StepFailed:
    with pytest.raises(StepFailed) as caught, data_free_errors():
        raise error
    return caught.value


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (Refused("phase", "Det kan ikke lade sig gøre nu."), FailureName.REFUSED),
        (InvalidInput("Formularen", (Problem("ref", "mangler", "udfyld"),)), FailureName.INVALID_INPUT),
        (UnknownCourse("M-2026-0042"), FailureName.INVALID_INPUT),
        (Conflict("Forløbet er ændret."), FailureName.CONFLICT),
        (Unavailable("Postkassen svarer ikke."), FailureName.UNAVAILABLE),
        (MentorError("Kæden er brudt."), FailureName.NOT_IN_ORDER),
    ],
)
def test_a_typed_error_keeps_its_code_and_its_sentence(error: MentorError, name: FailureName) -> None:
    step = failing(error)
    assert (step.name, step.code, step.message) == (name, error.code, error.message)


def test_a_stranger_is_told_by_type_and_place_only() -> None:
    step = failing(ValueError(f"ukendt borger {CPR}"))
    assert step.name is FailureName.UNEXPECTED
    assert "ValueError" in step.message
    assert CPR not in step.message


def test_the_traceback_that_prefect_would_log_does_not_lead_back_to_the_original() -> None:
    step = failing(KeyError(CPR))
    assert CPR not in "".join(traceback.format_exception(step))


def test_a_typed_error_that_quotes_something_personal_loses_its_sentence() -> None:
    assert CPR not in failing(Refused("citizen", f"Borgeren {CPR} er ukendt.")).message


def test_a_time_limit_has_a_name_of_its_own() -> None:
    assert failing(TimeoutError()).name is FailureName.TOO_SLOW
