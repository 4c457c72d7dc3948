"""Programmes from TOML files: each mistake is named with file, key and reason."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from adapters.programme_files import programme_data
from domain.errors import InvalidInput, Problem
from domain.parsing import problems_of
from domain.programme import Programme


class Programmes:
    """The programmes that are installed, by key and version."""

    def __init__(self, programmes: tuple[Programme, ...]) -> None:
        self._by_version = {(programme.key, programme.version): programme for programme in programmes}

    def get(self, key: str, version: str) -> Programme:
        """The programme in exactly that version. Raises InvalidInput if it is not installed."""
        try:
            return self._by_version[key, version]
        except KeyError:
            problem = Problem("programme", f"{key} {version} findes ikke", "læg filen i mappen programmes")
            raise InvalidInput("Program", (problem,)) from None

    def current(self, key: str) -> Programme:
        """The newest version of a programme. Raises InvalidInput if there is none."""
        versions = [programme for (name, _), programme in self._by_version.items() if name == key]
        if not versions:
            problem = Problem("programme", f"{key} findes ikke", "vælg et program, der er installeret")
            raise InvalidInput("Program", (problem,))
        return max(versions, key=lambda programme: (programme.valid_from, programme.version))


def load_programmes(folder: Path, shipped: Path | None = None) -> Programmes:
    """Read every `*.toml` of a folder. Defaults are looked for there, then in `shipped`. Raises InvalidInput
    naming file, key and reason of every mistake.
    """
    found: dict[tuple[str, str], tuple[Path, Programme]] = {}
    for path in sorted(folder.glob("*.toml")):
        programme = load_programme(path, shipped)
        name = programme.key, programme.version
        if name in found:
            wrong = f"{programme.key} {programme.version} findes også i {found[name][0].name}"
            problem = Problem("version", wrong, "giv den ene fil en anden version")
            raise InvalidInput(f"Programfil {path.name}", (problem,))
        found[name] = path, programme
    return Programmes(tuple(programme for _, programme in found.values()))


def load_programme(path: Path, shipped: Path | None = None) -> Programme:
    """Read one programme file. Raises InvalidInput naming file, key and reason of every mistake."""
    data = programme_data(path, shipped or path.parent)
    try:
        return Programme.model_validate(data)
    except ValidationError as error:
        raise InvalidInput(f"Programfil {path.name}", problems_of(error)) from None
