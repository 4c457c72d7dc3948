from __future__ import annotations

from pathlib import Path

import pytest

from tests.deployments.cli.shell import Shell
from tests.deployments.cli.written import VIBORG, Write


@pytest.fixture
def mentor(capsys: pytest.CaptureFixture[str]) -> Shell:
    """The command `mentor`."""
    return Shell(capsys)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Viborg's file under another name, with some text replaced and some added."""

    def written(name: str, *changes: tuple[str, str], more: str = "") -> Path:
        text = VIBORG
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text + more, encoding="utf-8")
        return path

    return written
