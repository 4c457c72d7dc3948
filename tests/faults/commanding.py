"""The command `mentor` as people and scripts use it: called here, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from deployments.cli.app import run
from tests.factories import CITIZEN

PERSONAL = (CITIZEN.cpr, CITIZEN.name, "Vinterberg", CITIZEN.address, "Lyngvejen", "Kender praktikstedet")
NOWHERE = "http://127.0.0.1:9/api"
"""A port where never a server listens: Prefect is down."""


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    told: str

    @property
    def all(self) -> str:
        """Everything it said, in one line."""
        return " ".join(f"{self.out} {self.told}".split())


@dataclass
class Mentor:
    """Runs commands in this process."""

    captured: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Answer:
        """Run one; whatever it says must not be personal."""
        self.captured.readouterr()
        code = run(arguments)
        answer = Answer(code, *self.captured.readouterr())
        for secret in PERSONAL:
            assert secret not in answer.all
        return answer


def started(*arguments: str) -> subprocess.Popen[str]:
    """Start a command as a process of its own, with Prefect out of reach."""
    return subprocess.Popen(
        [sys.executable, "-m", "deployments.cli", *arguments],
        env=os.environ | {"PREFECT_API_URL": NOWHERE},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str], seconds: float = 60) -> Answer:
    """Wait for a command that was started."""
    out, told = process.communicate(timeout=seconds)
    return Answer(process.returncode, out, told)
