from __future__ import annotations

import pytest

from tests.deployments.cli.shell import Shell


@pytest.fixture
def mentor(capsys: pytest.CaptureFixture[str]) -> Shell:
    """The command `mentor`."""
    return Shell(capsys)
