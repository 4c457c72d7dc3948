"""A run is a process of its own, so what it loads is paid for at every run and stands beside the others."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow
NEEDED_BY_FEW = ("typst", "pypdf", "alembic", "psycopg")
"""The one sets documents, the next reads PDFs, the third changes tables, the last speaks with PostgreSQL."""


def test_neither_a_run_nor_the_command_loads_what_only_few_of_them_need() -> None:
    asked = f"import sys, flows.requests, deployments.cli; print(*sys.modules.keys() & set({NEEDED_BY_FEW}))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_portal_loads_nothing_of_prefect() -> None:
    """No page may need it, however busy it is or whether it runs at all."""
    loaded = "import sys, deployments.portal_server as _; print([n for n in sys.modules if 'prefect' in n])"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
