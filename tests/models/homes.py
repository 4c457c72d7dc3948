"""Where a test's stores are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """The addresses of both stores, and the master key file outside them."""

    url: str
    keyring_url: str
    masters: Path

    @property
    def files(self) -> list[Path]:
        """The files of the stores; none on PostgreSQL."""
        urls = (self.url, self.keyring_url)
        return [Path(url.removeprefix("sqlite:///")) for url in urls if url.startswith("sqlite")]


def sqlite_home(folder: Path) -> Home:
    """A home on SQLite files in a folder; nothing is made yet."""
    urls = (f"sqlite:///{folder / name}.db" for name in ("casebook", "keys"))
    return Home(next(urls), next(urls), folder / "elsewhere" / "master.json")
