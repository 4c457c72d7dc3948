from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.casebook import Casebook
from models.database import Database, create_database
from models.keyring import Keyring
from models.master_keys import MasterKeys
from tests.factories import START
from tests.models.desk import Desk, open_casebook
from tests.models.homes import Home
from tests.models.postgres import new_database, running_server
from tests.models.vault import Vault


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """A fresh home on each kind of database."""
    masters = tmp_path / "elsewhere" / "master.json"
    if request.param == "sqlite":
        return Home(f"sqlite:///{tmp_path}/casebook.db", f"sqlite:///{tmp_path}/keys.db", masters)
    url = new_database(request.getfixturevalue("postgres"), "mentor_test")
    return Home(url, url, masters)


@pytest.fixture
def masters(home: Home) -> MasterKeys:
    return MasterKeys.create(home.masters)


@pytest.fixture
def database(home: Home) -> Iterator[Database]:
    database = create_database(home.url, keyring_url=home.keyring_url)
    yield database
    database.close()


@pytest.fixture
def keyring(database: Database, masters: MasterKeys) -> Keyring:
    return Keyring.create(database.keys, masters, START)


@pytest.fixture
def casebook(database: Database, keyring: Keyring) -> Casebook:
    return open_casebook(database, keyring)


@pytest.fixture
def desk(casebook: Casebook) -> Desk:
    return Desk(casebook)


@pytest.fixture
def vault(database: Database, keyring: Keyring, casebook: Casebook, tmp_path: Path) -> Vault:
    return Vault(database, keyring, casebook, tmp_path)
