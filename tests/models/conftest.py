from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.casebook import Casebook
from models.database import Database, create_database, open_database
from models.keyring import Keyring
from models.master_keys import MasterKeys
from tests.factories import START
from tests.models.desk import Desk, open_casebook
from tests.models.homes import Home, sqlite_home
from tests.models.postgres import new_database, running_server
from tests.models.vault import Vault

TEMPLATE = "mentor_template"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server with one migrated database, to be copied."""
    with running_server(durable=False) as server:
        url = new_database(server, TEMPLATE)
        create_database(url, keyring_url=url).close()
        yield server


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Migrated SQLite files, to be copied."""
    home = sqlite_home(tmp_path_factory.mktemp("template"))
    create_database(home.url, keyring_url=home.keyring_url).close()
    return home


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """A fresh home on each kind of database."""
    if request.param == "postgresql":
        url = new_database(request.getfixturevalue("postgres"), "mentor_test", like=TEMPLATE)
        return Home(url, url, tmp_path / "elsewhere" / "master.json")
    home = sqlite_home(tmp_path)
    for template, file in zip(request.getfixturevalue("migrated").files, home.files, strict=True):
        shutil.copy(template, file)
    return home


@pytest.fixture
def masters(home: Home) -> MasterKeys:
    return MasterKeys.create(home.masters)


@pytest.fixture
def database(home: Home) -> Iterator[Database]:
    database = open_database(home.url, keyring_url=home.keyring_url)
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
