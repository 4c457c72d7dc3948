"""Child processes that never outlive the one that started them.

A child is started as `python -m deployments.tied MODULE ARG…` with a pipe as standard input. The parent
writes nothing: when it ends, however it ends (also by `kill -9`), the pipe closes, and the child stops.
A pipe belongs to the whole parent process, where the kernel's parent-death signal follows one thread.
"""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

GRACE_SECONDS = 10.0
PROJECT_ROOT = Path(__file__).resolve().parent.parent


def start_tied(
    module: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    log: Path | None,
    *,
    hands_on: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Run a module in a child that ends with this process; what it prints goes to the end of `log`, without
    one to where this process prints. The child has the open files `hands_on` under the same numbers.

    The packages of this project are importable in the child wherever it is started from.
    Raises OSError where the log cannot be written.
    """
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") if log else nullcontext() as output:
        return subprocess.Popen(
            [sys.executable, "-m", "deployments.tied", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT if log else None,
            env={**environment, "PYTHONPATH": _python_path(environment)},
            pass_fds=hands_on,
        )


def stop_tied(process: subprocess.Popen[bytes]) -> None:
    """Ask the child to stop, wait, and end it if it does not. A child that has ended is left alone."""
    process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _python_path(environment: Mapping[str, str]) -> str:
    return os.pathsep.join(filter(None, [str(PROJECT_ROOT), environment.get("PYTHONPATH", "")]))


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def main() -> None:
    """Run the module named on the command line until it ends or the parent does."""
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
