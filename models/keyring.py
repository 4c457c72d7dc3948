"""The keyring: one data key per course and per mail, wrapped by a master key, kept in its own database.

Destroying a key erases what it sealed. A key is always written before what it seals: data without it is lost.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from models.columns import micros
from models.errors import Duplicate, KeyDestroyed, KeyMissing, Tampered, WrongMasterKey
from models.keyring_statements import (
    DESTROY,
    GONE,
    GONE_SINCE,
    INDEX_KEY,
    INSERT,
    MASTER_PREFIX,
    OUTDATED,
    REWRAP,
    SELECT,
    WRAPS_NOW,
    new_row,
)
from models.master_keys import KEY_BYTES, MasterKeys
from models.sealing import DataKey
from models.store import Store, Transaction

SIGNING_KEY = "system-checkpoint"
CACHED_KEYS = 8192
OVERLAP = 3_600_000_000
"""Microseconds by which one who destroys a key may be behind another who did it after."""


class Keyring:
    """All data keys of a key store (`Database.keys`). Safe to use from several threads.

    Made directly it looks at nothing until it is used; `open` proves first that the keys fit.
    """

    def __init__(self, store: Store, masters: MasterKeys) -> None:
        self._store = store
        self._masters = masters
        self._cache: OrderedDict[str, DataKey] = OrderedDict()
        self._lock = threading.Lock()
        self._proven: set[str] = set()
        self._index_key: bytes | None = None
        self._gone_until = 0

    @classmethod
    def open(cls, store: Store, masters: MasterKeys) -> Keyring:
        """A keyring that is known to fit. Raises MasterKeyMissing, WrongMasterKey or KeyMissing."""
        keyring = cls(store, masters)
        keyring._index_key = keyring._unwrapped(INDEX_KEY)
        return keyring

    @classmethod
    def create(cls, store: Store, masters: MasterKeys, now: datetime) -> Keyring:
        """The keyring of a new home: makes the system's own keys if they are not there, then opens it."""
        keyring = cls(store, masters)
        for key_id in (INDEX_KEY, SIGNING_KEY):
            keyring._ensure(key_id, now)
        return cls.open(store, masters)

    def new_keys(self, count: int, now: datetime) -> list[DataKey]:
        """Make `count` data keys and commit them, before anything is sealed under them."""
        made = {f"k-{secrets.token_hex(16)}": secrets.token_bytes(KEY_BYTES) for _ in range(count)}
        with self._store.begin() as transaction:
            master = self._wrapping_master(transaction)
            rows = [new_row(key_id, key, master, now) for key_id, key in made.items()]
            transaction.change_many(INSERT, rows)
        return [self._remember(DataKey(key_id, key)) for key_id, key in made.items()]

    def key(self, key_id: str) -> DataKey:
        """The data key with that id. Raises KeyMissing, KeyDestroyed, MasterKeyMissing, WrongMasterKey."""
        with self._lock:
            found = self._cache.get(key_id)
            if found is not None:
                self._cache.move_to_end(key_id)
                return found
        return self._remember(DataKey(key_id, self._unwrapped(key_id)))

    def controller_key(self, controller: str, now: datetime) -> DataKey:
        """The key for what belongs to a controller but to no single course; made when first needed."""
        return self._standing(f"controller-{controller}", now)

    def corps_key(self, now: datetime) -> DataKey:
        """The key for what is about our own mentors and belongs to no controller; made when first needed."""
        return self._standing("corps", now)

    def portal_key(self, now: datetime) -> DataKey:
        """The key for what signing in to the portal keeps; made when first needed."""
        return self._standing("portal", now)

    def adopt(self, key_id: str, parent_id: str) -> None:
        """Wrap a key by another data key, so that destroying the parent destroys it too."""
        raw = self._unwrapped(key_id)
        wrapped = self.key(parent_id).seal(raw, "data_key", "wrapped", key_id)
        with self._store.begin() as transaction:
            transaction.change(REWRAP, key_id=key_id, by=parent_id, now_wrapped=wrapped)

    def destroy(self, key_id: str, now: datetime) -> None:
        """Destroy a key for good; its row stays and says so. Raises KeyMissing."""
        with self._store.begin() as transaction:
            if not transaction.change(DESTROY, key_id=key_id, instant=micros(now)):
                raise KeyMissing(key_id)
        with self._lock:
            self._cache.pop(key_id, None)
        self._store.empty_log()

    def forget_destroyed(self) -> None:
        """Keep nothing in memory of keys that another process has destroyed: one look at an index."""
        with self._store.read() as transaction:
            gone = transaction.all(GONE_SINCE, since=self._gone_until - OVERLAP)
        with self._lock:
            for key_id, at in gone:
                self._cache.pop(str(key_id), None)
                self._gone_until = max(self._gone_until, int(at))

    def destroyed(self, key_ids: Iterable[str]) -> frozenset[str]:
        """Which of these keys were destroyed on purpose."""
        with self._store.read() as transaction:
            gone = {str(key_id) for (key_id,) in transaction.all(GONE)}
        return frozenset(gone.intersection(key_ids))

    def rotate(self, masters: MasterKeys, batch: int = 500) -> int:
        """Wrap every key anew by the current key of `masters`; gives how many.

        It may be interrupted and run again: each batch is one commit, and `masters` still holds the old
        keys. Drop those with `MasterKeys.only_current` when this has returned. Other processes go on: from
        the first commit here they wrap what is new by the new master key, which they read from its file.
        """
        self._masters = masters
        with self._store.begin() as transaction:
            count = transaction.change(REWRAP, **self._rewrapped(transaction, INDEX_KEY))
        while rewrapped := self._rotate_batch(batch):
            count += rewrapped
        self._store.empty_log()
        return count

    def digest(self, purpose: str, *parts: str) -> bytes:
        """Keyed digest (HMAC-SHA256) by which equal values are found again without being stored."""
        if self._index_key is None:
            self._index_key = self._unwrapped(INDEX_KEY)
        return hmac.new(self._index_key, "\x1f".join((purpose, *parts)).encode(), hashlib.sha256).digest()

    def sign(self, content: bytes) -> bytes:
        """Ed25519 signature by the system's checkpoint key."""
        return self._signing_key().sign(content)

    def public_key(self) -> Ed25519PublicKey:
        """What verifies `sign`."""
        return self._signing_key().public_key()

    def _signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._unwrapped(SIGNING_KEY))

    def _standing(self, key_id: str, now: datetime) -> DataKey:
        try:
            return self.key(key_id)
        except KeyMissing:
            self._ensure(key_id, now)
            return self.key(key_id)

    def _ensure(self, key_id: str, now: datetime) -> None:
        with self._store.read() as transaction:
            if transaction.one(SELECT, key_id=key_id):
                return
        try:
            with self._store.begin() as transaction:
                master = self._wrapping_master(transaction)
                row = new_row(key_id, secrets.token_bytes(KEY_BYTES), master, now)
                transaction.change_many(INSERT, [row])
        except Duplicate:
            # Somebody else made it in the same instant: theirs is the one.
            return

    def _rotate_batch(self, batch: int) -> int:
        with self._store.begin() as transaction:
            outdated = transaction.all(OUTDATED, current=self._masters.current, batch=batch)
            rewrapped = [self._rewrapped(transaction, key_id) for (key_id,) in outdated]
            return transaction.change_many(REWRAP, rewrapped)

    def _rewrapped(self, transaction: Transaction, key_id: str) -> dict[str, object]:
        master = self._master(self._masters.current)
        raw = self._unwrap(key_id, transaction.one(SELECT, key_id=key_id))
        return {
            "key_id": key_id,
            "by": master.id,
            "now_wrapped": master.seal(raw, "data_key", "wrapped", key_id),
        }

    def _unwrapped(self, key_id: str) -> bytes:
        with self._store.read() as transaction:
            row = transaction.one(SELECT, key_id=key_id)
        return self._unwrap(key_id, row)

    def _unwrap(self, key_id: str, row: Sequence[object] | None) -> bytes:
        if row is None:
            raise KeyMissing(key_id)
        wrapped_by, wrapped, destroyed_at = row
        if destroyed_at is not None or not isinstance(wrapped, bytes):
            raise KeyDestroyed(key_id)
        if not str(wrapped_by).startswith(MASTER_PREFIX):
            return self.key(str(wrapped_by)).open(wrapped, "data_key", "wrapped", key_id)
        return self._unwrap_by_master(key_id, str(wrapped_by), wrapped)

    def _unwrap_by_master(self, key_id: str, master_id: str, wrapped: bytes) -> bytes:
        try:
            raw = self._master(master_id).open(wrapped, "data_key", "wrapped", key_id)
        except Tampered:
            if master_id in self._proven:
                raise
            raise WrongMasterKey(master_id, str(self._masters.path)) from None
        self._proven.add(master_id)
        return raw

    def _wrapping_master(self, transaction: Transaction) -> DataKey:
        """The master key by which new keys are wrapped: the one that wraps the index key at this moment."""
        row = transaction.one(WRAPS_NOW)
        return self._master(str(row[0]) if row else self._masters.current)

    def _master(self, master_id: str) -> DataKey:
        if master_id not in self._masters.keys:
            # Another process may have rotated since our file was read.
            self._masters = MasterKeys.load(self._masters.path)
        return DataKey(master_id, self._masters.key(master_id))

    def _remember(self, key: DataKey) -> DataKey:
        with self._lock:
            self._cache[key.id] = key
            while len(self._cache) > CACHED_KEYS:
                self._cache.popitem(last=False)
        return key
