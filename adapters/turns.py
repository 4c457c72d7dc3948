"""Turns: work that only one process at a time may do. Whoever comes second waits, but not for ever."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from domain.errors import Unavailable

_BETWEEN_LOOKS = 0.1  # seconds
_OWNER_ONLY = 0o600


@asynccontextmanager
async def turn(path: Path, doing: str, patience: float) -> AsyncIterator[None]:
    """Hold the turn that the file `path` stands for, waiting at most `patience` seconds.

    The kernel gives it back when the holder ends, however that happens; the file itself stays. Raises
    Unavailable, which names what is being done (`doing`), if the wait is too long or the file cannot be made.
    """
    handle = _opened(path)
    try:
        await _wait_for(handle, doing, patience)
        yield
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY)
    except OSError as error:
        why = error.strerror or "ukendt årsag"
        raise Unavailable(f"Låsen {path.name} kan ikke laves ({why}). Kontrollér rettighederne.") from None


async def _wait_for(handle: int, doing: str, patience: float) -> None:
    deadline = asyncio.get_running_loop().time() + patience
    while not _taken(handle):
        if asyncio.get_running_loop().time() >= deadline:
            raise Unavailable(f"{doing} er allerede i gang et andet sted. Vent lidt, og prøv igen.")
        await asyncio.sleep(_BETWEEN_LOOKS)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
