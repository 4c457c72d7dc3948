"""Typing commands in a test: in this process, with what was printed and the exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cyclopts import App

from deployments.cli.app import app, run

FLAGS = {"--help", "-h", "--version"}


@dataclass(frozen=True)
class Typed:
    """What came of one command."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One JSON object per line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Shell:
    """Runs commands and keeps what they print."""

    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: object) -> Typed:
        self.capture.readouterr()
        code = run([str(word) for word in words])
        printed = self.capture.readouterr()
        return Typed(code, printed.out, printed.err)


def leaves(tree: App = app, chain: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command that does something, as the words that name it."""
    for name in tree:
        if name not in FLAGS:
            branch = tree[name]
            if branch.default_command is not None:
                yield (*chain, name)
            yield from leaves(branch, (*chain, name))


def options(chain: tuple[str, ...]) -> list[str]:
    """The names of a command's options and arguments, as they are typed."""
    branch = app
    for name in chain:
        branch = branch[name]
    return [argument.name for argument in branch.assemble_argument_collection()]


def acted(shell: Shell, folder: Path, ref: str, command: str, *more: object, **fields: Any) -> Typed:
    """Do a command of the coordinator's with those fields, from a file."""
    file = folder / "felter.json"
    file.write_text(json.dumps(fields), encoding="utf-8")
    return shell("course", "act", ref, command, "--from", file, "--as", "coordinator:kirsten", *more)
