"""Supervision is kept apart from the cases."""

from __future__ import annotations

from typing import Any

import pytest

from domain.corps.supervision import Supervision, must_be_apart
from tests.domain.corps.cast import MONDAY
from tests.domain.staging import refused
from tests.factories import day


def session(**changes: Any) -> Supervision:
    fields = {
        "held_on": MONDAY,
        "kind": "supervision",
        "mentors": ("amira",),
        "notes": "Om at sætte grænser.",
    }
    return Supervision(**{**fields, **changes})


@pytest.mark.parametrize("notes", ["Sagen M-2026-0042 fylder.", "Borger 010150-5678.", "0101505678"])
@pytest.mark.requirement("S3.supervision")
def test_notes_that_point_at_a_case_are_refused(notes: str) -> None:
    """S3: supervision and case discussion are kept apart from the case."""
    with refused("supervision-apart"):
        must_be_apart(session(notes=notes), MONDAY)


def test_supervision_that_has_been_held_and_names_no_case_is_kept() -> None:
    must_be_apart(session(), MONDAY)
    with refused("supervision-day"):
        must_be_apart(session(held_on=day("2026-03-03")), MONDAY)
