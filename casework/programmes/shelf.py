"""Where programmes are found: the installed ones, and files that somebody is writing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from adapters.programme_check import Checked, check_programmes
from adapters.programme_files import programme_paths
from adapters.programmes import Programmes, load_programme, load_programmes
from adapters.settings import Settings, load_settings
from casework.office import PROGRAMMES
from domain.errors import InvalidInput, Problem, Unavailable
from domain.programme import Programme


def folder_of(settings: Settings) -> Path:
    """The folder of the installed programmes: the configured one, or the one that comes with the program."""
    return settings.given(settings.programme_folder) or PROGRAMMES


def installed_folder() -> Path:
    """The same for the home; without an installation the programmes that come with the program."""
    try:
        return folder_of(load_settings())
    except Unavailable:
        return PROGRAMMES


def installed() -> Programmes:
    """The installed programmes. Raises InvalidInput naming file, line, key and cure of a mistake."""
    return load_programmes(installed_folder(), PROGRAMMES)


def checked(paths: tuple[Path, ...]) -> tuple[Checked, ...]:
    """Each file looked at, or every installed one if none is named. Raises InvalidInput for a file that is
    not there; its name is not repeated.
    """
    folder = installed_folder()
    if not all(path.is_file() for path in paths):
        problem = Problem("FIL", "findes ikke", "kontrollér stien; filen skal ende på .toml")
        raise InvalidInput("Programfil", (problem,))
    return check_programmes(paths or programme_paths(folder), PROGRAMMES, folder)


def chosen(name: str, on: date) -> Programme:
    """The programme that a person means: a file, `key@version`, or a key (the version in force on that
    Danish day). Raises InvalidInput; what was typed is not repeated unless it is a programme's name.
    """
    if name.endswith(".toml"):
        checked((Path(name),))
        return load_programme(Path(name), PROGRAMMES)
    programmes = installed()
    if "@" in name:
        return version_named(programmes, name)
    return programmes.on(_known(programmes, name), on)


def version_named(programmes: Programmes, name: str) -> Programme:
    """The installed programme called `key@version`. Raises InvalidInput; what was typed is not repeated."""
    key, _, version = name.partition("@")
    versions = {one.version: one for one in programmes.versions(_known(programmes, key))}
    if version not in versions:
        problem = Problem("version", "findes ikke", f"vælg en af {', '.join(versions)}")
        raise InvalidInput(f"Program {key}", (problem,))
    return versions[version]


def _known(programmes: Programmes, key: str) -> str:
    known = sorted({one.key for one in programmes.all()})
    if key not in known:
        problem = Problem("PROGRAM", "findes ikke", f"vælg et af {', '.join(known)}")
        raise InvalidInput("Program", (problem,))
    return key
