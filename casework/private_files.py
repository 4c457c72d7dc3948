"""Files with personal data that somebody asked for: readable by their owner only, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from domain.errors import Unavailable
from models.files import replace_file

OWNER_ONLY = 0o600
OWNERS_FOLDER = 0o700


def write_private(path: Path, content: bytes) -> None:
    """Write a file with mode 0600, replacing an older one in one step; its folder is made when missing.

    Raises Unavailable if that cannot be done. The path is not repeated: a file name may name a person.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=OWNERS_FOLDER)
        replace_file(path, content, OWNER_ONLY)
    except OSError as error:
        why = error.strerror or "ukendt årsag"
        text = f"Filen kan ikke skrives ({why}). Vælg en anden mappe, eller ret rettighederne."
        raise Unavailable(text) from None
