"""The command line's frame: one app, one way to print, and exit codes that scripts can rely on.

0 done, 1 refused by a rule or audit false, 2 usage or input, 3 somebody was faster, 4 something needed is
unavailable.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from cyclopts import CycloptsError

from deployments.cli.danish_help import new_app
from deployments.cli.faults import tell_error, tell_unexpected, tell_usage
from deployments.cli.listed import COMMANDS
from domain.errors import MentorError

USAGE, UNEXPECTED, INTERRUPTED = 2, 4, 130


def _version() -> str:
    from importlib.metadata import version  # here: it reads mails' headers, and few ask for the version

    return version("mentorforloeb")


app = new_app(
    "mentor",
    "Driver mentorforløb fra krypteret henvisning til afsluttende rapport.",
    version=_version,
    version_flags=["--version"],
    suppress_keyboard_interrupt=False,
)

for listed in COMMANDS:
    app.command(f"deployments.cli.{listed.place}", name=listed.word, help=listed.help)


def run(arguments: Sequence[str], loaded: Callable[[], None] = lambda: None) -> int:
    """Run one command and tell its exit code; errors are one clear message on standard error.

    `loaded` is called when the command's modules are there, just before it begins.
    """
    try:
        command, bound, _ = app.parse_args(list(arguments), exit_on_error=False, print_error=False)
        loaded()
        code = command(*bound.args, **bound.kwargs)
    except CycloptsError as error:
        tell_usage(error)
        return USAGE
    except MentorError as error:
        tell_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 (whatever it is, its text must not get out)
        tell_unexpected(error)
        return UNEXPECTED
    return code if isinstance(code, int) else 0


def _collect_from_now_on() -> None:
    """What was loaded stays as long as the process, which need never look through it for garbage."""
    gc.freeze()
    gc.enable()


def main() -> NoReturn:
    """Entry point of the command `mentor`.

    While modules are loaded nothing becomes garbage, and looking for it takes an eighth of that time.
    """
    gc.disable()
    sys.exit(run(sys.argv[1:], _collect_from_now_on))
