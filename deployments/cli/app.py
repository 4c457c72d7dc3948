"""The command line's frame: one app, one way to print, and exit codes that scripts can rely on.

0 done, 1 refused by a rule or audit false, 2 usage or input, 3 somebody was faster, 4 something needed is
unavailable.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from cyclopts import App, CycloptsError
from rich.console import Console

from deployments.cli import audit, course, install, keys, mail, work
from domain.errors import MentorError

USAGE = 2

app = App(
    name="mentor",
    help="Driver mentorforløb fra krypteret henvisning til afsluttende rapport.",
    version_flags=["--version"],
)
for part in (install.app, course.app, mail.app, work.app, keys.app, audit.app):
    app.update(part)


def run(arguments: Sequence[str]) -> int:
    """Run one command and tell its exit code; errors are one clear message on standard error."""
    errors = Console(stderr=True, soft_wrap=True, highlight=False)
    try:
        code = app(list(arguments), exit_on_error=False, print_error=True, result_action="return_value")
    except CycloptsError:
        return USAGE
    except MentorError as error:
        errors.print(f"[bold]{error.code}[/bold]: ", end="")
        errors.print(error.message, markup=False)
        return error.exit_code
    return code if isinstance(code, int) else 0


def main() -> NoReturn:
    """Entry point of the command `mentor`."""
    sys.exit(run(sys.argv[1:]))
