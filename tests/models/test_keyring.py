"""Data keys: what a wrong, missing, tampered or destroyed one does, and that rotation loses nothing."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from sqlalchemy import text

from models.database import Database
from models.errors import (
    KeyDestroyed,
    KeyMissing,
    MasterKeyMissing,
    Tampered,
    WrongMasterKey,
)
from models.keyring import Keyring
from models.keyring_statements import INDEX_KEY
from models.master_keys import MasterKeys
from tests.factories import START
from tests.models.homes import Home

PLACE = ("event", "sealed", "M-2026-0001 hændelse 1")


def alter(database: Database, statement: str, **values: object) -> None:
    """Change the key store as somebody with its file could."""
    schema = "" if database.keys.engine.dialect.name == "sqlite" else "keyring."
    with database.keys.connection() as connection:
        assert connection.execute(text(statement.format(table=f"{schema}data_key")), values).rowcount > 0


def another_key(masters: MasterKeys) -> MasterKeys:
    """The same file with other bytes under the same id, as a mixed-up backup would have it."""
    content = json.loads(masters.path.read_text())
    turned = b64decode(content["keys"][masters.current])[::-1]
    content["keys"][masters.current] = b64encode(turned).decode()
    masters.path.write_text(json.dumps(content))
    return MasterKeys.load(masters.path)


def test_what_is_sealed_opens_again_in_another_process(
    database: Database, keyring: Keyring, masters: MasterKeys
) -> None:
    key = keyring.new_keys(1, START)[0]
    sealed = key.seal(b"fortroligt", *PLACE)

    later = Keyring.open(database.keys, MasterKeys.load(masters.path))

    assert b"fortroligt" not in sealed
    assert later.key(key.id).open(sealed, *PLACE) == b"fortroligt"
    assert later.digest("cpr", "viborg", "x") == keyring.digest("cpr", "viborg", "x")
    assert later.public_key() == keyring.public_key()


def test_a_wrong_master_key_is_named_and_refused(
    database: Database, keyring: Keyring, masters: MasterKeys
) -> None:
    wrong = another_key(masters)

    with pytest.raises(WrongMasterKey, match=masters.current) as raised:
        Keyring.open(database.keys, wrong)
    assert str(masters.path) in raised.value.message
    assert raised.value.exit_code == 4


def test_a_missing_master_key_is_named_and_refused(
    database: Database, keyring: Keyring, masters: MasterKeys, tmp_path: Path
) -> None:
    with pytest.raises(MasterKeyMissing, match=masters.current):
        Keyring.open(database.keys, MasterKeys.create(tmp_path / "another.json"))


def test_a_store_without_its_own_keys_is_refused(database: Database, masters: MasterKeys) -> None:
    with pytest.raises(KeyMissing, match=INDEX_KEY):
        Keyring.open(database.keys, masters)


def test_a_lost_data_key_is_named(keyring: Keyring) -> None:
    with pytest.raises(KeyMissing, match="k-0000"):
        keyring.key("k-0000")


def test_a_tampered_data_key_is_not_taken_for_a_wrong_master_key(
    database: Database, keyring: Keyring, masters: MasterKeys
) -> None:
    first, second = keyring.new_keys(2, START)
    alter(
        database,
        "UPDATE {table} SET wrapped = (SELECT wrapped FROM {table} WHERE id = :one) WHERE id = :other",
        one=first.id,
        other=second.id,
    )

    with pytest.raises(Tampered, match=second.id):
        Keyring.open(database.keys, masters).key(second.id)


def test_a_destroyed_key_is_gone_for_good_and_says_so(
    database: Database, keyring: Keyring, masters: MasterKeys, home: Home
) -> None:
    key = keyring.new_keys(1, START)[0]
    wrapped = wrapped_bytes(database, key.id)
    keyring.destroy(key.id, START)

    for one in (keyring, Keyring.open(database.keys, masters)):
        with pytest.raises(KeyDestroyed, match=key.id):
            one.key(key.id)
    with pytest.raises(KeyMissing):
        keyring.destroy("k-0000", START)
    for file in home.files[1:]:
        log = file.with_name(file.name + "-wal")
        assert wrapped not in file.read_bytes() + (log.read_bytes() if log.exists() else b"")


def wrapped_bytes(database: Database, key_id: str) -> bytes:
    """A key as it is stored."""
    schema = "" if database.keys.engine.dialect.name == "sqlite" else "keyring."
    with database.keys.connection() as connection:
        query = text(f"SELECT wrapped FROM {schema}data_key WHERE id = :id")
        return bytes(connection.execute(query, {"id": key_id}).scalar_one())


def test_destroying_a_course_key_destroys_the_mail_keys_it_adopted(
    database: Database, keyring: Keyring, masters: MasterKeys
) -> None:
    course, mail = keyring.new_keys(2, START)
    keyring.adopt(mail.id, course.id)
    assert Keyring.open(database.keys, masters).key(mail.id).id == mail.id

    keyring.destroy(course.id, START)

    with pytest.raises(KeyDestroyed):
        Keyring.open(database.keys, masters).key(mail.id)


def test_rotation_wraps_everything_anew_and_the_old_master_key_can_go(
    database: Database, keyring: Keyring, masters: MasterKeys
) -> None:
    course, mail, single = keyring.new_keys(3, START)
    keyring.adopt(mail.id, course.id)
    sealed = {key.id: key.seal(b"x", *PLACE) for key in (course, mail, single)}

    renewed = MasterKeys.load(masters.path).with_new_key()
    count = keyring.rotate(renewed, batch=2)
    renewed.only_current()

    assert count == 4, "two system keys and two course keys; the adopted one is wrapped by its course's"
    later = Keyring.open(database.keys, MasterKeys.load(masters.path))
    assert set(MasterKeys.load(masters.path).keys) == {renewed.current} != {masters.current}
    assert all(later.key(key_id).open(text_, *PLACE) == b"x" for key_id, text_ in sealed.items())


def test_an_interrupted_rotation_loses_nothing_and_is_finished_by_the_next(
    database: Database, keyring: Keyring, masters: MasterKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = keyring.new_keys(5, START)
    renewed = masters.with_new_key()
    batches = iter([2, 2])
    whole = Keyring._rotate_batch

    def until_the_power_fails(self: Keyring, batch: int) -> int:
        next(batches)
        return whole(self, batch)

    monkeypatch.setattr(Keyring, "_rotate_batch", until_the_power_fails)
    with pytest.raises(StopIteration):
        keyring.rotate(renewed, batch=2)
    monkeypatch.undo()

    half_way = Keyring.open(database.keys, MasterKeys.load(masters.path))
    assert [half_way.key(key.id).id for key in keys] == [key.id for key in keys]
    assert half_way.rotate(MasterKeys.load(masters.path)) > 0
    renewed.only_current()
    after = Keyring.open(database.keys, MasterKeys.load(masters.path))
    assert [after.key(key.id).id for key in keys] == [key.id for key in keys]


def test_a_process_that_runs_through_a_rotation_wraps_by_the_new_master_key(
    database: Database, keyring: Keyring, masters: MasterKeys
) -> None:
    running = Keyring.open(database.keys, MasterKeys.load(masters.path))
    renewed = masters.with_new_key()
    keyring.rotate(renewed)
    renewed.only_current()

    key = running.new_keys(1, START)[0]
    shared = running.controller_key("viborg", START)

    later = Keyring.open(database.keys, MasterKeys.load(masters.path))
    assert later.key(key.id).id == key.id
    assert later.controller_key("viborg", START).id == shared.id


def test_every_controller_has_its_own_key_and_its_own_digests(keyring: Keyring) -> None:
    viborg, naestved = (keyring.controller_key(name, START) for name in ("viborg", "naestved"))

    sealed = viborg.seal(b"x", *PLACE)
    with pytest.raises(Tampered):
        naestved.open(sealed, *PLACE)
    assert keyring.digest("cpr", "viborg", "1") != keyring.digest("cpr", "naestved", "1")
    assert keyring.digest("cpr", "viborg", "1") != keyring.digest("mail-raw", "viborg", "1")
