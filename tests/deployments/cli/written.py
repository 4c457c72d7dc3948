"""Programme files as a coordinator writes them, and a house whose own folder they are in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from casework.office import PROGRAMMES
from tests.house import House

VIBORG = (PROGRAMMES / "viborg.toml").read_text(encoding="utf-8")
Write = Callable[..., Path]
NEW_VERSION = ('version = "2026-1"', 'version = "2026-7"')
FROM_JULY = ("valid_from = 2020-01-01", "valid_from = 2026-07-01")


def line(path: Path, words: str) -> str:
    """`linje 14`, where those words stand in a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return f"linje {next(number for number, text in enumerate(lines, 1) if words in text)}"


def install(house: House, *files: Path) -> None:
    """The house's own folder of programmes: those that are shipped, and these."""
    folder = house.home / "programmer"
    folder.mkdir()
    for path in (*PROGRAMMES.glob("*.toml"), *files):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    settings = house.home / "mentor.toml"
    text = 'programme_folder = "programmer"\n' + settings.read_text(encoding="utf-8")
    settings.write_text(text, encoding="utf-8")
