"""A maildir as the mailbox that mail arrives in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adapters.mailbox.incoming import FETCH_BYTES, Folder, Incoming, MailboxUnavailable


@dataclass(frozen=True)
class MaildirMailbox:
    """A maildir; what is done moves into its subfolders `.done` and `.quarantine` (Maildir++)."""

    path: Path

    def fetch(self) -> Iterator[Incoming]:
        """Every mail in `new` and `cur`, oldest first."""
        for file in self._oldest_first():
            raw = self._raw(file)
            if raw is not None:
                yield Incoming(_unique(file), raw)

    def file(self, key: str, folder: Folder) -> None:
        """Move one mail to the subfolder, marked as seen; one that is gone already is left alone."""
        self._move(key, self.path / f".{folder}")

    def take_out(self, chosen: Callable[[bytes], bool]) -> None:
        """Move the mails in `.quarantine` that `chosen` says yes to, given their bytes, to `.done`."""
        away = MaildirMailbox(self.path / ".quarantine")
        for mail in away.fetch() if away.path.exists() else ():
            if chosen(mail.raw):
                away._move(mail.key, self.path / ".done")

    def destroy(self, chosen: Callable[[bytes], bool], days: Collection[date], sizes: Collection[int]) -> int:
        """Delete the mails in `.done` and `.quarantine` that `chosen` says yes to, whatever their day."""
        del days  # a folder of our own is looked through quickly
        removed = 0
        for folder in ("done", "quarantine"):
            away = MaildirMailbox(self.path / f".{folder}")
            for mail in away.fetch() if away.path.exists() else ():
                if len(mail.raw) in sizes and chosen(mail.raw):
                    away._delete(mail.key)
                    removed += 1
        return removed

    def wait(self, seen: frozenset[str], seconds: float) -> bool:
        """Nobody tells when a file comes; see `Mailbox`."""
        del seen, seconds
        return False

    def _move(self, key: str, target: Path) -> None:
        try:
            for found in [file for file in self._files() if _unique(file) == key]:
                for name in ("cur", "new", "tmp"):
                    (target / name).mkdir(parents=True, exist_ok=True)
                with suppress(FileNotFoundError):  # somebody else moved it first
                    found.replace(target / "cur" / f"{key}:2,S")
        except OSError as error:
            raise self._unavailable(error) from error

    def _delete(self, key: str) -> None:
        try:
            for found in [file for file in self._files() if _unique(file) == key]:
                found.unlink(missing_ok=True)
        except OSError as error:
            raise self._unavailable(error) from error

    def _oldest_first(self) -> list[Path]:
        try:
            found = [(_arrived(file), file.name, file) for file in self._files()]
        except OSError as error:
            raise self._unavailable(error) from error
        return [file for _, _, file in sorted(found)]

    def _raw(self, file: Path) -> bytes | None:
        """The bytes of one mail; None when somebody else took it away meanwhile."""
        try:
            with file.open("rb") as stream:
                return stream.read(FETCH_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unavailable(error) from error

    def _files(self) -> list[Path]:
        folders = [self.path / "new", self.path / "cur"]
        return [file for folder in folders for file in folder.iterdir() if file.is_file()]

    def _unavailable(self, error: OSError) -> MailboxUnavailable:
        return MailboxUnavailable(f"Maildir-mappen {self.path} kan ikke læses: {type(error).__name__}.")


def _arrived(file: Path) -> int:
    """When a file came (nanoseconds); 0 when somebody else took it away meanwhile."""
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _unique(file: Path) -> str:
    """The part of a maildir file name that stays when flags change."""
    return file.name.partition(":2,")[0]
