"""A programme file as data: what it says itself, laid over the defaults it builds on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.toml_faults import toml_fault
from adapters.toml_lines import Key, nearest
from domain.errors import InvalidInput, Problem
from domain.values import CODE_PATTERN

DEFAULTS = "defaults"
BUILDS_ON = "builds_on"
UNITS = frozenset({"working_days", "weeks", "days"})
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One file that a programme is read from: its name as people are told it, its text and its data."""

    name: str
    text: str
    data: Data


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """A programme file and, where it builds on any, the defaults beneath it."""

    own: Source
    beneath: Source | None

    @property
    def data(self) -> Data:
        """What the file and its defaults say together."""
        own = {key: value for key, value in self.own.data.items() if key != BUILDS_ON}
        return laid_over(self.beneath.data, own) if self.beneath else own

    def place_of(self, key: Key) -> str:
        """Where a key stands: `linje 14`, in the defaults `defaults/local-2026-1.toml linje 41`; for a key
        that stands nowhere the place of the table it belongs in; empty where not even that is there.
        """
        found = nearest(self.own.text, key)
        under = nearest(self.beneath.text, key) if self.beneath else None
        if self.beneath and under and (found is None or len(under[1]) > len(found[1])):
            return f"{self.beneath.name} linje {under[0]}"
        return f"linje {found[0]}" if found else ""


def read_programme_file(path: Path, shipped: Path) -> ProgrammeFile:
    """Read the file and its defaults. Those are `defaults/<name>.toml` beside the file, or come with the
    program (`shipped`). Raises InvalidInput naming file, line and cure.
    """
    own = _read(path, path.name)
    if BUILDS_ON not in own.data:
        return ProgrammeFile(own, None)
    found = _defaults(path, own, shipped)
    return ProgrammeFile(own, _read(found, f"{DEFAULTS}/{found.name}"))


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


def _defaults(path: Path, own: Source, shipped: Path) -> Path:
    name = own.data[BUILDS_ON]
    if not isinstance(name, str) or not CODE_PATTERN.fullmatch(name):
        raise _unusable(own, "kan ikke bruges", "skriv navnet på en fil i mappen defaults, fx local-2026-1")
    for folder in (path.parent, shipped):
        if (found := folder / DEFAULTS / f"{name}.toml").exists():
            return found
    raise _unusable(own, f"{name} findes ikke", "vælg en fil i mappen defaults, fx local-2026-1")


def _unusable(own: Source, wrong: str, cure: str) -> InvalidInput:
    place = ProgrammeFile(own, None).place_of((BUILDS_ON,))
    return InvalidInput(f"Programfil {own.name}", (Problem(f"{place}, {BUILDS_ON}", wrong, cure),))


def _read(path: Path, name: str) -> Source:
    try:
        text = path.read_text(encoding="utf-8")
        return Source(name, text, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"Programfil {name}", (toml_fault(error, "(hele filen)"),)) from None
    except OSError as error:
        problem = Problem("(hele filen)", "kan ikke læses", error.strerror or "ret filens rettigheder")
        raise InvalidInput(f"Programfil {name}", (problem,)) from None
