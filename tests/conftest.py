"""What all tests share: what a test needs from Debian is left out by name where it is absent, never in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping

import pytest

PROGRAMS: Mapping[str, str] = {
    "dovecot": "dovecot",
    "gpgsm": "gpgsm",
    "chromium": "chromium",
    "poppler": "pdftoppm",
    "openssl": "openssl",
    "postgresql": "pg_ctl",
}
"""Debian's name of what a test may need, and the program that shows whether it is there."""
SBIN = "/usr/sbin:/sbin"
LEFT_OUT = pytest.StashKey[list[str]]()


def _missing(item: pytest.Item) -> list[str]:
    path = f"{os.environ.get('PATH', '')}:{SBIN}"
    needed = [str(mark.args[0]) for mark in item.iter_markers("needs")]
    return [name for name in needed if shutil.which(PROGRAMS[name], path=path) is None]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests whose program is not installed; in CI that is an error."""
    absent = {item: missing for item in items if (missing := _missing(item))}
    if absent and os.environ.get("MENTOR_CI"):
        names = sorted({name for missing in absent.values() for name in missing})
        raise pytest.UsageError(f"in CI everything is tested, but these are missing: {', '.join(names)}")
    config.stash[LEFT_OUT] = sorted({f"{name}" for missing in absent.values() for name in missing})
    config.hook.pytest_deselected(items=list(absent))
    items[:] = [item for item in items if item not in absent]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """One closing line that names what was left out."""
    if missing := config.stash.get(LEFT_OUT, []):
        terminalreporter.write_line(f"Left out for want of: {', '.join(missing)}. Install it with: make deps")
