"""Programmes from TOML files: each mistake is named with file, line, key and reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from adapters.programme_files import ProgrammeFile, programme_paths, read_programme_file
from domain.errors import InvalidInput, Problem
from domain.parsing import problems_of
from domain.programme import Programme
from domain.versions import for_referral, holds_for_running, in_order


class Programmes:
    """The programmes that are installed, by key and version."""

    def __init__(self, programmes: Iterable[Programme]) -> None:
        self._by_version = {(programme.key, programme.version): programme for programme in programmes}
        keys = {key for key, _ in self._by_version}
        self._by_key = {
            key: in_order([one for (name, _), one in self._by_version.items() if name == key]) for key in keys
        }

    def get(self, key: str, version: str) -> Programme:
        """The programme in exactly that version. Raises InvalidInput if it is not installed."""
        try:
            return self._by_version[key, version]
        except KeyError:
            problem = Problem("programme", f"{key} {version} findes ikke", "læg filen i mappen programmes")
            raise InvalidInput("Program", (problem,)) from None

    def versions(self, key: str) -> tuple[Programme, ...]:
        """All versions of a programme by the day they take effect. Raises InvalidInput if there is none."""
        try:
            return self._by_key[key]
        except KeyError:
            problem = Problem("programme", f"{key} findes ikke", "vælg et program, der er installeret")
            raise InvalidInput("Program", (problem,)) from None

    def on(self, key: str, day: date) -> Programme:
        """The version in force on that Danish day, or the newest where none is. Raises InvalidInput if there
        is none at all.
        """
        return for_referral(self.versions(key), None, day)

    def left_behind(self, day: date) -> dict[str, tuple[str, ...]]:
        """The versions that running courses have to leave by that Danish day, by the programme's key."""
        found = {
            key: tuple(one.version for one in versions if holds_for_running(versions, one, day))
            for key, versions in self._by_key.items()
        }
        return {key: left for key, left in found.items() if left}

    def all(self) -> tuple[Programme, ...]:
        """Every version of every programme, by key and the day it takes effect."""
        return tuple(one for key in sorted(self._by_key) for one in self._by_key[key])


def load_programmes(folder: Path, shipped: Path | None = None) -> Programmes:
    """Read every programme of a folder and its later versions. Defaults are looked for there, then in
    `shipped`. Raises InvalidInput naming file, line, key and reason of every mistake.

    Files that have not changed are not read again: an office is opened for each step of each course.
    """
    folders = tuple(dict.fromkeys((folder, shipped or folder)))
    return _loaded(folder, shipped, tuple(state for one in folders for state in _states(one)))


def _states(folder: Path) -> Iterator[tuple[Path, int, int]]:
    """Which programme files there are, and when and how large each was written last."""
    for path in sorted(folder.rglob("*.toml")):
        stat = path.stat()
        yield path, stat.st_mtime_ns, stat.st_size


@lru_cache(8)
def _loaded(folder: Path, shipped: Path | None, _states: tuple[tuple[Path, int, int], ...]) -> Programmes:
    found: dict[tuple[str, str], tuple[Path, Programme]] = {}
    for path in programme_paths(folder):
        programme = load_programme(path, shipped)
        name = programme.key, programme.version
        if name in found:
            wrong = f"{programme.key} {programme.version} findes også i {found[name][0].name}"
            problem = Problem("version", wrong, "giv den ene fil en anden version")
            raise InvalidInput(f"Programfil {path.name}", (problem,))
        found[name] = path, programme
    return Programmes(programme for _, programme in found.values())


def load_programme(path: Path, shipped: Path | None = None) -> Programme:
    """Read one programme file. Raises InvalidInput naming file, line, key and reason of every mistake."""
    file = read_programme_file(path, shipped or path.parent)
    try:
        return Programme.model_validate(file.data)
    except ValidationError as error:
        problems = tuple(placed(problem, file) for problem in problems_of(error))
        raise InvalidInput(f"Programfil {path.name}", problems) from None


def placed(problem: Problem, file: ProgrammeFile) -> Problem:
    """The problem with the line it stands on: `linje 14, grants.steps.0.months`."""
    key = tuple(int(part) if part.isdecimal() else part for part in problem.field.split("."))
    place = file.place_of(key)
    return Problem(f"{place}, {problem.field}" if place else problem.field, problem.wrong, problem.cure)
