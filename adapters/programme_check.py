"""Everything that is wrong with a programme file, and what is allowed but worth a second look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from adapters.programme_files import ProgrammeFile, folder_of, programme_paths, read_programme_file
from adapters.programmes import load_programme, placed
from domain.errors import InvalidInput, Problem
from domain.programme import Programme
from domain.programme.remarks import remarks


@dataclass(frozen=True, slots=True)
class Checked:
    """A programme file, its mistakes and, if there are none, the programme with our remarks."""

    file: str
    mistakes: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()
    programme: Programme | None = None
    unread: bool = False
    """Whether it is no programme yet: what its parts say together is judged when they can all be read."""


def check_programmes(paths: Sequence[Path], shipped: Path, installed: Path) -> tuple[Checked, ...]:
    """Look at each file as it will be read; other versions beside it and in the folder `installed` are
    compared. Never raises for what is in a file.
    """
    folders = dict.fromkeys(folder.resolve() for folder in (*map(folder_of, paths), installed))
    there = [found for folder in folders for found in _readable(folder, shipped)]
    return tuple(_checked(path, shipped, there) for path in paths)


def _readable(folder: Path, shipped: Path) -> Iterator[tuple[Path, Programme]]:
    """The programmes of a folder; a file that cannot be read is told of when it is looked at itself."""
    for path in programme_paths(folder):
        with suppress(InvalidInput):
            yield path, load_programme(path, shipped)


def _checked(path: Path, shipped: Path, there: Sequence[tuple[Path, Programme]]) -> Checked:
    try:
        programme = load_programme(path, shipped)
    except InvalidInput as error:
        return Checked(path.name, error.problems, unread=True)
    file = read_programme_file(path, shipped)
    others = [(other, one) for other, one in there if other != path.resolve()]
    found = remarks(programme, [one for _, one in others])
    taken = _taken(path, programme, others)
    return Checked(path.name, _placed(taken, file), _placed(found, file), None if taken else programme)


def _placed(problems: Sequence[Problem], file: ProgrammeFile) -> tuple[Problem, ...]:
    return tuple(placed(problem, file) for problem in problems)


def _taken(path: Path, programme: Programme, others: Sequence[tuple[Path, Programme]]) -> tuple[Problem, ...]:
    """A version that is there already: courses may follow it, so its rules must never change."""
    for other, one in others:
        same = (one.key, one.version) == (programme.key, programme.version)
        if same and (one != programme or folder_of(other) == folder_of(path.resolve())):
            wrong = f"{programme.key} {programme.version} findes også i {other.name}"
            return (Problem("version", wrong, "giv filen en ny version"),)
    return ()
