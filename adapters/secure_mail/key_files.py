"""The PEM files of a home folder as bytes: read once, and read again only when something changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from domain.errors import InvalidInput, Problem

CRLS = "crls"
_FOLDERS = ("keys", "trust", "trust/intermediates", CRLS, "partners")
State = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True, repr=False)
class KeyFiles:
    """What each folder holds, by full path; also the form in which keys are handed to another process."""

    keys: dict[str, bytes]
    roots: dict[str, bytes]
    intermediates: dict[str, bytes]
    crls: dict[str, bytes]
    partners: dict[str, bytes]

    @classmethod
    def read(cls, home: Path) -> KeyFiles:
        """Read the folders; one that is missing counts as empty. Raises `InvalidInput` naming a bad file."""
        return cls(*(contents(home / folder) for folder in _FOLDERS))

    def by_name(self) -> KeyFiles:
        """The same without the folders' paths, which say nothing of what the keys are."""
        kinds = (self.keys, self.roots, self.intermediates, self.crls, self.partners)
        return KeyFiles(*({PurePath(path).name: content for path, content in kind.items()} for kind in kinds))


def state_of(home: Path) -> State:
    """Names, sizes and times of change of the files; equal as long as nobody touched them."""
    return tuple(_states(home))


def unusable(path: str, wrong: str) -> InvalidInput:
    """The error over a PEM file that cannot be used."""
    return InvalidInput(path, (Problem("fil", wrong, "læg den rigtige fil, eller fjern den"),))


def _states(home: Path) -> Iterator[tuple[str, int, int, int]]:
    for path in _files(home):
        try:
            found = path.stat()
        except FileNotFoundError:  # removed this moment, which is what the next look will say
            continue
        yield str(path), found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _files(home: Path) -> Iterator[Path]:
    return (path for folder in _FOLDERS for path in sorted((home / folder).glob("*.pem")))


def contents(folder: Path) -> dict[str, bytes]:
    """The PEM files of one folder by full path. Raises `InvalidInput` naming one that cannot be read."""
    return {str(path): _content(path) for path in sorted(folder.glob("*.pem"))}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unusable(str(path), "kan ikke læses") from error
