"""Ciphertext bound to its place: AES-256-GCM whose associated data names table, column, owner and row.

A ciphertext moved to another row, column or table, or to another course, does not open.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.errors import Tampered

NONCE_BYTES = 12


class DataKey:
    """One data key in use. Its bytes never leave the object."""

    __slots__ = ("_aead", "id")

    def __init__(self, key_id: str, key: bytes) -> None:
        self.id = key_id
        self._aead = AESGCM(key)

    def seal(self, plain: bytes, table: str, column: str, row: str) -> bytes:
        """Ciphertext of `plain`, bound to its place."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, plain, _place(table, column, self.id, row))

    def open(self, sealed: bytes, table: str, column: str, row: str) -> bytes:
        """The plaintext. Raises Tampered if it was changed, or sealed for another place or key."""
        nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return self._aead.decrypt(nonce, ciphertext, _place(table, column, self.id, row))
        except (InvalidTag, ValueError):
            what = f"den forseglede kolonne {column} er ændret eller hører til en anden række"
            raise Tampered(table, row, what) from None


def _place(table: str, column: str, owner: str, row: str) -> bytes:
    return f"{table}|{column}|{owner}|{row}".encode()
