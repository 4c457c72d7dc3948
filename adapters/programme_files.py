"""A programme file as data: what it says itself, laid over the defaults it builds on."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from adapters.toml_faults import toml_fault
from domain.errors import InvalidInput, Problem
from domain.values import CODE_PATTERN

DEFAULTS = "defaults"
BUILDS_ON = "builds_on"
UNITS = frozenset({"working_days", "weeks", "days"})
Data = dict[str, Any]


def programme_data(path: Path, shipped: Path) -> Data:
    """What the file and its defaults say together. The defaults are `defaults/<name>.toml` beside the file,
    or those that come with the program (`shipped`). Raises InvalidInput naming the file.
    """
    own = _read(path)
    if BUILDS_ON not in own:
        return own
    return laid_over(_read(_defaults(path, own.pop(BUILDS_ON), shipped)), own)


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


def _defaults(path: Path, name: object, shipped: Path) -> Path:
    if not isinstance(name, str) or not CODE_PATTERN.fullmatch(name):
        raise _unusable(path, "kan ikke bruges", "skriv navnet på en fil i mappen defaults, fx local-2026-1")
    for folder in (path.parent, shipped):
        if (found := folder / DEFAULTS / f"{name}.toml").exists():
            return found
    raise _unusable(path, f"{name} findes ikke", "vælg en fil i mappen defaults, fx local-2026-1")


def _unusable(path: Path, wrong: str, cure: str) -> InvalidInput:
    return InvalidInput(f"Programfil {path.name}", (Problem(BUILDS_ON, wrong, cure),))


def _read(path: Path) -> Data:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"Programfil {path.name}", (toml_fault(error, "(hele filen)"),)) from None
    except OSError as error:
        problem = Problem("(hele filen)", "kan ikke læses", error.strerror or "ret filens rettigheder")
        raise InvalidInput(f"Programfil {path.name}", (problem,)) from None
