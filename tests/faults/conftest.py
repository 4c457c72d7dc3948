from __future__ import annotations

import pytest

from tests.faults.commanding import Mentor
from tests.house import house, made

__all__ = ["house", "made"]


@pytest.fixture
def mentor(capsys: pytest.CaptureFixture[str]) -> Mentor:
    """The command line of the house."""
    return Mentor(capsys)
