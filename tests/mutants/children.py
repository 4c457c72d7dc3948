"""Work in a child process of its own: whatever it breaks ends with it."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from enum import StrEnum
from typing import NoReturn

MEMORY = 6 * 1024**3
"""Bytes of address space a child may have: a mutant that never stops collecting ends in an error."""
SURVIVES, DIES, BREAKS = 0, 1, 2


class Outcome(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMEOUT = "timeout"
    SURVIVED = "survived"
    UNCALLED = "uncalled"
    """No test calls the function."""


def die() -> NoReturn:
    """In a child: a test noticed the mutant."""
    os._exit(DIES)


def outcome_of(work: Callable[[], None], cpu_seconds: float) -> Outcome:
    """What became of the work in a child. Processor time is limited: time on the wall is others' too."""
    child = os.fork()
    if child == 0:
        _run(work, cpu_seconds)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == -signal.SIGXCPU:
        return Outcome.TIMEOUT
    assert status in {SURVIVES, DIES} or status < 0, f"the child broke: {status}"
    return Outcome.SURVIVED if status == SURVIVES else Outcome.KILLED


def _run(work: Callable[[], None], cpu_seconds: float) -> NoReturn:
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        limit = int(cpu_seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        work()
        os._exit(SURVIVES)
    finally:
        os._exit(BREAKS)
