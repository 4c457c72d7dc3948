"""A course that may be erased, and one that is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casework.keeping.erasing import approve
from casework.office import Office
from tests.casework.keeping.ended import FIVE_YEARS, ended_course, instruction, returned
from tests.house import House


@pytest.fixture
def due(house: House) -> Iterator[tuple[Office, str]]:
    """A course whose years are over and whose file the controller has."""
    ref = ended_course(house)
    with house.office(FIVE_YEARS) as office:
        returned(office, ref)
        yield office, ref


@pytest.fixture
def erased(due: tuple[Office, str]) -> tuple[Office, str]:
    office, ref = due
    (done,) = approve(office, instruction(office, ref))
    assert done.error is None
    return office, ref
