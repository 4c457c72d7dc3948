"""The boundary to Prefect: what fails behind it reaches Prefect as a code and a sentence, nothing else.

Prefect stores the text of an exception and its traceback. A typed error of ours is written for that; of
any other only its type and the place in our code are told, because its text may quote personal data.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casework.names.states import FailureName
from domain.errors import Conflict, InvalidInput, MentorError, Refused, Unavailable, UnknownCourse
from tasks.log_guard import without_personal_data

PROJECT_ROOT = Path(__file__).resolve().parent.parent
OUR_FOLDERS = frozenset({"domain", "models", "adapters", "casework", "tasks", "flows", "deployments"})
FAILURES: tuple[tuple[type[MentorError], FailureName], ...] = (
    (Refused, FailureName.REFUSED),
    (InvalidInput, FailureName.INVALID_INPUT),
    (UnknownCourse, FailureName.INVALID_INPUT),
    (Conflict, FailureName.CONFLICT),
    (Unavailable, FailureName.UNAVAILABLE),
)

TOO_SLOW = "Det tog for lang tid og blev standset. Intet er tabt; næste runde prøver igen."


class StepFailed(MentorError):
    """A step that failed: the state's name, the original error's code, a message without personal data."""

    def __init__(self, name: FailureName, code: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.code = code


@contextmanager
def data_free_errors() -> Iterator[None]:
    """Turn every exception of the block into StepFailed, without a chain back to the original."""
    try:
        yield
    except StepFailed:
        raise
    except TimeoutError:
        raise StepFailed(FailureName.TOO_SLOW, "timeout", TOO_SLOW) from None
    except MentorError as error:
        raise StepFailed(failure_name(error), error.code, without_personal_data(error.message)) from None
    except Exception as error:  # noqa: BLE001 (whatever it is, its text must not get out)
        raise StepFailed(FailureName.UNEXPECTED, "unexpected", _where(error)) from None


def failure_name(error: MentorError) -> FailureName:
    """The name of the state that the error ends a run in. What is left is damaged storage."""
    return next((name for kind, name in FAILURES if isinstance(error, kind)), FailureName.NOT_IN_ORDER)


def _where(error: Exception) -> str:
    ours = [place for frame in traceback.extract_tb(error.__traceback__) if (place := _our_place(frame))]
    place = ours[-1] if ours else "et fremmed bibliotek"
    return f"Uventet fejl ({type(error).__name__}) i {place}. Næste runde prøver igen."


def _our_place(frame: traceback.FrameSummary) -> str:
    file = Path(frame.filename)
    if not file.is_relative_to(PROJECT_ROOT) or file.relative_to(PROJECT_ROOT).parts[0] not in OUR_FOLDERS:
        return ""
    return f"{file.relative_to(PROJECT_ROOT)} linje {frame.lineno}"
