"""The master key file: the keys that wrap every data key. It lies outside MENTOR_HOME and its backups.

JSON: `{"current": "mk-…", "keys": {"mk-…": "<32 bytes, base64>"}}`. Readable by its owner only.
"""

from __future__ import annotations

import json
import secrets
import stat
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import MasterKeyFileUnusable, MasterKeyMissing
from models.files import replace_file

KEY_BYTES = 32
OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """The master keys of a file. `current` wraps what is new; the others only open what is old."""

    path: Path
    current: str
    keys: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"MasterKeys({self.path}, {sorted(self.keys)})"

    @classmethod
    def create(cls, path: Path) -> MasterKeys:
        """Make a file with one new key, mode 0600. Raises FileExistsError if the file is there."""
        if path.exists():
            raise FileExistsError(path)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key_id = _new_id()
        return cls(path, key_id, {key_id: secrets.token_bytes(KEY_BYTES)})._written()

    @classmethod
    def load(cls, path: Path) -> MasterKeys:
        """Read a file. Raises MasterKeyFileUnusable, with what is wrong and never a key."""
        try:
            text = path.read_bytes()
            mode = path.stat().st_mode
        except OSError:
            raise MasterKeyFileUnusable(str(path), "den kan ikke læses (findes den, og må du?)") from None
        if stat.S_IMODE(mode) & 0o077:
            raise MasterKeyFileUnusable(str(path), "andre end ejeren kan læse den; kør: chmod 600 på filen")
        return cls(path, *_parsed(text, path))

    def key(self, key_id: str) -> bytes:
        """The key with that id. Raises MasterKeyMissing."""
        if key_id not in self.keys:
            raise MasterKeyMissing(key_id, str(self.path))
        return self.keys[key_id]

    def with_new_key(self) -> MasterKeys:
        """Add a new current key and keep the others; the file is replaced atomically."""
        key_id = _new_id()
        keys = {**self.keys, key_id: secrets.token_bytes(KEY_BYTES)}
        return MasterKeys(self.path, key_id, keys)._written()

    def only_current(self) -> MasterKeys:
        """Drop every key but the current one. The caller has made sure that nothing needs them."""
        return MasterKeys(self.path, self.current, {self.current: self.keys[self.current]})._written()

    def _written(self) -> MasterKeys:
        encoded = {key_id: b64encode(key).decode() for key_id, key in self.keys.items()}
        replace_file(
            self.path, json.dumps({"current": self.current, "keys": encoded}, indent=2).encode(), OWNER_ONLY
        )
        return self


def _new_id() -> str:
    return f"mk-{secrets.token_hex(4)}"


def _parsed(text: bytes, path: Path) -> tuple[str, dict[str, bytes]]:
    try:
        content = json.loads(text)
        keys = {str(name): b64decode(value, validate=True) for name, value in content["keys"].items()}
        current = str(content["current"])
    except (ValueError, KeyError, TypeError, AttributeError, NotBase64):
        raise MasterKeyFileUnusable(str(path), "indholdet er ikke en hovednøglefil") from None
    if current not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise MasterKeyFileUnusable(str(path), "en nøgle mangler eller har forkert længde")
    return current, keys
