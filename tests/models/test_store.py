"""What is wrong with a database is said plainly, with its name, without its data, and nothing is changed."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from domain.errors import MentorError
from models import engines, store
from models.audit import Audit
from models.database import Database, create_database, open_database
from models.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    DatabaseUnavailable,
    Duplicate,
    RowRefused,
    SchemaOutdated,
)
from models.numbering import next_ref
from models.schema import CASEBOOK, KEYS
from models.statements import Statement
from models.store import connect
from models.upgrading import differences
from tests.models.homes import Home
from tests.models.vault import Vault

SECRET = "hemmeligt"
INSERT = Statement(text("INSERT INTO counter (series, last) VALUES (:series, :last)"))
READ = Statement(text("SELECT last FROM counter WHERE series = :series"))


@pytest.fixture
def files(tmp_path: Path) -> Home:
    """A home on SQLite files."""
    return Home(
        f"sqlite:///{tmp_path}/casebook.db", f"sqlite:///{tmp_path}/keys.db", tmp_path / "master.json"
    )


def test_migrations_and_tables_agree(database: Database) -> None:
    assert differences(database.casebook, CASEBOOK) == []
    assert differences(database.keys, KEYS) == []


def test_creating_again_changes_nothing(home: Home, vault: Vault) -> None:
    ref = vault.course()

    create_database(home.url, keyring_url=home.keyring_url).close()

    with_everything = open_database(home.url, keyring_url=home.keyring_url)
    assert Audit(with_everything, vault.keyring).verify().heads.keys() == {ref}
    with_everything.close()


def test_tables_of_another_release_are_refused(home: Home, database: Database) -> None:
    with database.casebook.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaOutdated, match="9999"):
        open_database(home.url, keyring_url=home.keyring_url)


def test_a_database_that_is_not_there_is_never_made_silently(files: Home) -> None:
    with pytest.raises(DatabaseMissing, match=r"casebook\.db"):
        open_database(files.url, keyring_url=files.keyring_url)
    assert not any(file.exists() for file in files.files)


def test_a_lost_key_store_is_named(files: Home) -> None:
    create_database(files.url, keyring_url=files.keyring_url).close()
    files.files[1].unlink()

    with pytest.raises(DatabaseMissing, match=r"keys\.db"):
        open_database(files.url, keyring_url=files.keyring_url)


@pytest.mark.parametrize("kept", [0.0, 0.02, 0.5, 0.9])
def test_a_cut_file_is_refused_by_name(files: Home, kept: float) -> None:
    create_database(files.url, keyring_url=files.keyring_url).close()
    content = files.files[0].read_bytes()
    files.files[0].write_bytes(content[: int(len(content) * kept)])

    with pytest.raises((DatabaseDamaged, SchemaOutdated), match=r"casebook\.db") as raised:
        open_database(files.url, keyring_url=files.keyring_url)
    assert "gendan" in raised.value.message.lower() or kept == 0


def test_a_file_that_is_no_database_is_refused_by_name(files: Home) -> None:
    create_database(files.url, keyring_url=files.keyring_url).close()
    files.files[0].write_bytes(b"this is a letter, not a database" * 500)

    with pytest.raises(DatabaseDamaged, match=r"casebook\.db"):
        open_database(files.url, keyring_url=files.keyring_url)


def test_only_two_kinds_of_database_are_known() -> None:
    with pytest.raises(ValueError, match="sqlite"):
        connect("mysql://localhost/mentor")


def test_a_server_that_does_not_answer_is_unavailable_and_its_password_untold() -> None:
    silent = connect(f"postgresql://mentor:{SECRET}@127.0.0.1:1/mentor")

    with pytest.raises(DatabaseUnavailable) as raised, silent.begin():
        pass
    assert SECRET not in raised.value.message
    assert raised.value.exit_code == 4


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    def until_the_power_fails() -> None:
        with database.begin() as transaction:
            next_ref(transaction, "X")
            raise KeyError

    with pytest.raises(KeyError):
        until_the_power_fails()
    with database.begin() as transaction:
        assert next_ref(transaction, "X") == "X-0001"


def test_a_refused_row_never_shows_itself(database: Database) -> None:
    with database.begin() as transaction:
        transaction.change(INSERT, series="hemmeligt", last=1)

    with pytest.raises(Duplicate) as twice, database.begin() as transaction:
        transaction.change(INSERT, series="hemmeligt", last=2)
    with pytest.raises(RowRefused) as empty, database.begin() as transaction:
        transaction.change(INSERT, series="hemmeligt2", last=None)

    for raised in (twice, empty):
        assert "hemmeligt" not in repr(raised.value)
        assert raised.value.__cause__ is None
        assert raised.value.__suppress_context__
    with database.read() as transaction:
        assert transaction.one(READ, series="hemmeligt") == (1,)


def test_a_statement_the_tables_do_not_fit_is_named_as_such(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable), database.read() as transaction:
        transaction.one(Statement(text("SELECT nothing FROM nowhere")))


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.begin() as transaction:
        transaction.change(INSERT, series="X", last=1)
    with database.read() as reader:
        before = reader.one(READ, series="X")
        with database.begin() as transaction:
            next_ref(transaction, "X")
        assert reader.one(READ, series="X") == before == (1,)


def test_many_threads_take_turns_and_lose_nothing(database: Database) -> None:
    given: list[str] = []

    def take() -> None:
        for _ in range(10):
            with database.begin() as transaction:
                given.append(next_ref(transaction, "T"))

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given) == [f"T-{number:04d}" for number in range(1, 61)]


def test_a_writer_that_never_gets_its_turn_gives_up(files: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WRITER_PATIENCE", 0.05)
    database = create_database(files.url, keyring_url=files.keyring_url)
    refused: list[MentorError] = []

    def second() -> None:
        try:
            with database.begin():
                pass
        except DatabaseUnavailable as error:
            refused.append(error)

    with database.begin():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    database.close()
    assert [error.code for error in refused] == ["database-unavailable"]


@pytest.mark.slow
def test_another_process_that_keeps_writing_is_waited_for_only_so_long(
    files: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PRAGMAS", (*engines.PRAGMAS, "PRAGMA busy_timeout=50"))
    database = create_database(files.url, keyring_url=files.keyring_url)
    other = sqlite3.connect(files.files[0], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(DatabaseUnavailable, match="skriver stadig"), database.begin():
        pass
    other.execute("ROLLBACK")
    with database.begin() as transaction:
        assert next_ref(transaction, "X") == "X-0001"
    other.close()
    database.close()


def test_sqlite_is_durable_and_checks_references(files: Home) -> None:
    database = create_database(files.url, keyring_url=files.keyring_url)
    with database.casebook.connection() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "page_size", "secure_delete")
        }
    with database.keys.connection() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1
    database.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "page_size": 8192,
        "secure_delete": 0,
    }
