"""Keys and books that are wrong, cut or changed: a refusal that names what and where, and never data."""

from __future__ import annotations

import json
import sqlite3
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.factories import KIRSTEN, accept, match
from tests.faults.commanding import Mentor
from tests.house import House

Damage = Callable[[House], None]


def altered(house: House, *statements: str, database: str = "mentor.db") -> None:
    """Change the tables as somebody with the file could; each statement must touch something."""
    with closing(sqlite3.connect(house.home / database)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount, statement
        connection.commit()


def cut(house: House, name: str, keep: float) -> None:
    """Cut a file short. What is still in the write-ahead log goes into the file first."""
    path = house.home / name
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * keep))


def another_master_key(house: House) -> None:
    path = house.place.master_key_file
    content = json.loads(path.read_text())
    content["keys"] = {name: b64encode(b"x" * 32).decode() for name in content["keys"]}
    path.write_text(json.dumps(content))


def a_master_key_of_another_name(house: House) -> None:
    path = house.place.master_key_file
    path.write_text(json.dumps({"current": "mk-0000", "keys": {"mk-0000": b64encode(b"x" * 32).decode()}}))


def no_master_key(house: House) -> None:
    house.place.master_key_file.unlink()


def not_a_database(house: House) -> None:
    for path in house.home.glob("mentor.db*"):
        path.unlink()
    (house.home / "mentor.db").write_bytes(b"Not what it was. " * 100)


def no_database(house: House) -> None:
    for path in house.home.glob("mentor.db*"):
        path.unlink()


@dataclass(frozen=True)
class Fault:
    """Something that keeps the books shut: what it is, the exit code, and what must be named."""

    damage: Damage
    code: int
    named: tuple[str, ...]


CLOSED = {
    "another key": Fault(another_master_key, 4, ("wrong-master-key", "mk-", "master-key.json")),
    "key of another name": Fault(
        a_master_key_of_another_name, 4, ("master-key-missing", "mk-", "master-key.json")
    ),
    "no key": Fault(no_master_key, 4, ("master-key-file", "master-key.json")),
    "no database": Fault(no_database, 4, ("database-missing", "mentor.db", "mentor init")),
    "not a database": Fault(not_a_database, 1, ("database-damaged", "mentor.db", "sikkerhedskopi")),
    "books cut": Fault(
        lambda house: cut(house, "mentor.db", 0.5), 1, ("database-damaged", "mentor.db", "afkortet")
    ),
    "keys cut": Fault(
        lambda house: cut(house, "keys.db", 0.3), 1, ("database-damaged", "keys.db", "afkortet")
    ),
}


@pytest.mark.parametrize("fault", CLOSED.values(), ids=CLOSED)
@pytest.mark.parametrize("command", [("audit", "verify"), ("course", "list"), ("round",)])
def test_what_cannot_be_opened_is_named_with_its_cure(
    house: House, mentor: Mentor, fault: Fault, command: tuple[str, ...]
) -> None:
    house.matched()
    fault.damage(house)

    answer = mentor(*command)

    assert answer.code == fault.code
    assert all(name in answer.all for name in fault.named), answer.all


def test_a_lost_data_key_is_named_and_the_course_stays_listed(house: House, mentor: Mentor) -> None:
    ref = house.matched()
    altered(house, "DELETE FROM data_key WHERE id LIKE 'k-%'", database="keys.db")

    verified, told = (
        mentor("audit", "verify"),
        mentor("course", "timeline", ref, "--personal", "--as", "coordinator:kirsten"),
    )

    assert (verified.code, told.code) == (1, 1)
    assert f"data_key, {ref}" in verified.all
    assert "data-key-missing" in told.all
    assert mentor("course", "show", ref).code == 0


def test_a_changed_event_is_named_by_course_and_number(house: House, mentor: Mentor) -> None:
    ref = house.matched()
    altered(house, "UPDATE event SET actor = 'coordinator:bo' WHERE seq = 2")

    answer = mentor("audit", "verify")

    assert answer.code == 1
    assert f"event, {ref} hændelse 2: rækken er ændret" in answer.all


def test_swapped_ciphertexts_are_named_and_neither_is_read(house: House, mentor: Mentor) -> None:
    first, second = house.matched(), house.matched()
    sealed = "FROM kept WHERE kept.seq = event.seq AND kept.course_id = 3 - event.course_id"
    altered(
        house,
        "CREATE TEMP TABLE kept AS SELECT * FROM event",
        f"UPDATE event SET sealed = (SELECT sealed {sealed}) WHERE seq = 1",
    )

    verified = mentor("audit", "verify")

    assert verified.code == 1
    for ref in (first, second):
        assert f"event, {ref} hændelse 1" in verified.all
        told = mentor("course", "timeline", ref, "--personal", "--as", "coordinator:kirsten")
        assert (told.code, f"{ref} hændelse 1" in told.all, "tampered" in told.all) == (1, True, True)


def test_a_deleted_course_is_missed(house: House, mentor: Mentor) -> None:
    gone, stays = house.matched(), house.matched()
    tables = ("intent", "support_period", "blind_index", "event")
    altered(house, *(f"DELETE FROM {table} WHERE course_id = 1" for table in tables))
    altered(house, "DELETE FROM course WHERE id = 1")

    verified = mentor("audit", "verify")

    assert verified.code == 1
    assert f"course, {gone}" in verified.all
    assert mentor("course", "show", gone).code == 2
    assert mentor("course", "show", stays).code == 0


def test_a_cut_tail_is_named(house: House, mentor: Mentor) -> None:
    ref = house.matched()
    altered(house, "DELETE FROM event WHERE seq = 3")

    verified = mentor("audit", "verify")

    assert verified.code == 1
    assert f"event, {ref}: sidste hændelse er 2" in verified.all


def test_a_tail_cut_so_that_the_books_agree_shows_against_a_checkpoint(
    house: House, mentor: Mentor, tmp_path: Path
) -> None:
    ref = house.course(accept())
    before = _the_row(house)
    with house.office() as office:
        office.casebook.handle(ref, match(), KIRSTEN, office.now)
    checkpoint = tmp_path / "checkpoint.jsonl"
    assert mentor("audit", "checkpoint", "--out", str(checkpoint)).code == 0
    _put_back(house, before)

    assert mentor("audit", "verify").code == 0
    verified = mentor("audit", "verify", "--against", str(checkpoint))

    assert verified.code == 1
    assert f"event, {ref} hændelse 3: fandtes ved kontrolpunktet" in verified.all


def _the_row(house: House) -> sqlite3.Row:
    with closing(sqlite3.connect(house.home / "mentor.db")) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute("SELECT * FROM course").fetchone()  # type: ignore[no-any-return]


def _put_back(house: House, row: sqlite3.Row) -> None:
    """Somebody with the database makes it look as if the last event had never been."""
    with closing(sqlite3.connect(house.home / "mentor.db")) as connection:
        connection.execute("DELETE FROM event WHERE seq > 2")
        columns = ", ".join(f"{name} = ?" for name in row.keys())  # noqa: SIM118 - a row is no dict
        connection.execute(f"UPDATE course SET {columns}", tuple(row))
        connection.commit()
