"""A run is a process of its own, so what it loads is paid for at every run and stands beside the others."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow
NEEDED_BY_FEW = ("typst", "pypdf", "alembic", "psycopg")
"""The one sets documents, the next reads PDFs, the third changes tables, the last speaks with PostgreSQL."""


WORK = ("casework", "models", "adapters", "flows", "sqlalchemy", "pydantic", "msgspec", "httpx")
"""What does the work; a page of help, a mistyped word and the version need none of it."""
EVERY_COMMAND = "from deployments.cli.app import app; app.resolved_commands()"


OF_MAIL_AND_PAPER = (
    "adapters.secure_mail", "adapters.mail_judging", "adapters.postman", "adapters.documents",
    "cryptography.x509", "asn1crypto", "holidays", "httpx", "jinja2",
    "casework.letters", "casework.reports", "models.tables.mail",
)  # fmt: skip
"""What an opened home needs once it has to do with mail, papers or days off, and not before."""


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh process has after a statement."""
    asked = f"import sys; {statement}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_a_round_and_an_opened_home_load_nothing_of_mail_and_paper() -> None:
    assert (
        loaded_by("from deployments.cli.app import app; app['round']").intersection(OF_MAIL_AND_PAPER)
        == set()
    )


def test_delivering_loads_no_whole_case_and_no_months_hours_before_somebody_asks() -> None:
    loaded = loaded_by("from deployments.cli.app import app; app['deliver']")
    assert {name for name in loaded if name.startswith(("casework.whole_case", "casework.settling"))} == set()


@pytest.mark.parametrize("statement", ["import flows.requests", EVERY_COMMAND])
def test_neither_a_run_nor_a_command_loads_what_only_few_of_them_need(statement: str) -> None:
    assert loaded_by(statement).intersection(NEEDED_BY_FEW) == set()


def test_help_and_a_mistyped_word_load_nothing_that_works() -> None:
    typed = "from deployments.cli.app import run; run(['--help']); run(['slet']); run(['--version'])"
    assert loaded_by(typed).intersection(WORK) == set()


def test_the_portal_loads_nothing_of_prefect() -> None:
    """No page may need it, however busy it is or whether it runs at all."""
    loaded = "import sys, deployments.portal_server as _; print([n for n in sys.modules if 'prefect' in n])"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
