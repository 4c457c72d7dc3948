"""A programme file as data: what it says itself, laid over what it builds on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.toml_faults import toml_fault
from adapters.toml_lines import Key, nearest
from domain.errors import InvalidInput, Problem
from domain.timers import Unit
from domain.values import CODE_PATTERN

DEFAULTS, VERSIONS = "defaults", "versions"
BUILDS_ON = "builds_on"
OF_ONE_VERSION = frozenset({BUILDS_ON, "version", "valid_from", "valid_to", "applies_to"})
UNITS = frozenset(unit.value for unit in Unit)
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One file that a programme is read from: its name as people are told it, its text and its data."""

    name: str
    text: str
    data: Data


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """A programme file and what lies beneath it: what it builds on, what that builds on, and so forth."""

    own: Source
    beneath: tuple[Source, ...] = ()

    @property
    def data(self) -> Data:
        """What the file and all beneath it say together. What says when a version holds is its own alone."""
        data: Data = {}
        for source in reversed(self.beneath):
            data = laid_over(data, {k: v for k, v in source.data.items() if k not in OF_ONE_VERSION})
        return laid_over(data, {k: v for k, v in self.own.data.items() if k != BUILDS_ON})

    def place_of(self, key: Key) -> str:
        """Where a key stands: `linje 14`, in the defaults `defaults/local-2026-1.toml linje 41`; for a key
        that stands nowhere the place of the table it belongs in; empty where not even that is there.
        """
        best, place = 0, ""
        apart = key[0] in OF_ONE_VERSION
        for source in (self.own,) if apart else (self.own, *self.beneath):
            found = nearest(source.text, key)
            if found and len(found[1]) > best:
                named = "" if source is self.own else f"{source.name} "
                best, place = len(found[1]), f"{named}linje {found[0]}"
        return place


def read_programme_file(path: Path, shipped: Path) -> ProgrammeFile:
    """Read the file and what it builds on: `defaults/<name>.toml` beside it, another programme file beside
    it (an earlier version), or one of those that come with the program (`shipped`). Raises InvalidInput
    naming file, line and cure.
    """
    own = _read(path, path.name)
    read, at, beneath = {path.resolve()}, own, list[Source]()
    while BUILDS_ON in at.data:
        found = _base(path, at, shipped)
        if found.resolve() in read:
            raise _unusable(at, "går i ring", "lad versionen bygge på en tidligere")
        read.add(found.resolve())
        at = _read(found, f"{DEFAULTS}/{found.name}" if found.parent.name == DEFAULTS else found.name)
        beneath.append(at)
    return ProgrammeFile(own, tuple(beneath))


def folder_of(path: Path) -> Path:
    """The folder of programmes that a file belongs to, as a programme or as a later version."""
    return path.parent.parent if path.parent.name == VERSIONS else path.parent


def programme_paths(folder: Path) -> tuple[Path, ...]:
    """The programme files of a folder, and the later versions in its folder `versions`, in order."""
    return (*sorted(folder.glob("*.toml")), *sorted((folder / VERSIONS).glob("*.toml")))


def programme_data(path: Path, shipped: Path) -> Data:
    """What the file and its defaults say together. Raises InvalidInput naming file, line and cure."""
    return read_programme_file(path, shipped).data


def laid_over(base: Data, own: Data) -> Data:
    """`own` laid over `base`, table by table; lists and values replace. A deadline that names its own unit
    does not keep the other one's.
    """
    kept = base.keys() - UNITS if UNITS & own.keys() else base.keys()
    merged = {key: base[key] for key in base if key in kept}
    for key, value in own.items():
        beneath = merged.get(key)
        if isinstance(beneath, dict) and isinstance(value, dict):
            value = laid_over(beneath, value)  # noqa: PLW2901 (a table becomes what both say)
        merged[key] = value
    return merged


def _base(path: Path, at: Source, shipped: Path) -> Path:
    name = at.data[BUILDS_ON]
    cure = "skriv navnet på en fil i mappen defaults, fx local-2026-1, eller på en tidligere version"
    if not isinstance(name, str) or not CODE_PATTERN.fullmatch(name):
        raise _unusable(at, "kan ikke bruges", cure)
    for folder in (folder_of(path), shipped):
        for found in (folder / part / f"{name}.toml" for part in (DEFAULTS, "", VERSIONS)):
            if found.exists():
                return found
    raise _unusable(at, f"{name} findes ikke", cure)


def _unusable(at: Source, wrong: str, cure: str) -> InvalidInput:
    line = nearest(at.text, (BUILDS_ON,))
    place = f"linje {line[0]}, {BUILDS_ON}" if line else BUILDS_ON
    return InvalidInput(f"Programfil {at.name}", (Problem(place, wrong, cure),))


def _read(path: Path, name: str) -> Source:
    try:
        text = path.read_text(encoding="utf-8")
        return Source(name, text, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"Programfil {name}", (toml_fault(error, "(hele filen)"),)) from None
    except OSError as error:
        problem = Problem("(hele filen)", "kan ikke læses", error.strerror or "ret filens rettigheder")
        raise InvalidInput(f"Programfil {name}", (problem,)) from None
