"""A command that is refused leaves every byte of the casebook and of its keys as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import MentorError
from domain.lifecycle import Phase
from models.casebook import Casebook
from models.database import open_database
from models.keyring import Keyring
from models.master_keys import MasterKeys
from tests.domain.staging import IN_PHASE, Play, samples, staged
from tests.factories import KIRSTEN, START, at, meeting
from tests.models.desk import Desk, open_casebook
from tests.models.homes import Home, sqlite_home


@pytest.fixture
def place(tmp_path: Path, migrated: Home) -> Home:
    """Fresh SQLite files."""
    home = sqlite_home(tmp_path)
    for template, file in zip(migrated.files, home.files, strict=True):
        shutil.copy(template, file)
    return home


@pytest.fixture
def casebook(place: Home) -> Iterator[Casebook]:
    database = open_database(place.url, keyring_url=place.keyring_url)
    keyring = Keyring.create(database.keys, MasterKeys.create(place.masters), START)
    yield open_casebook(database, keyring)
    database.close()


def every_byte(place: Home) -> dict[str, bytes]:
    """The stores with their logs; only SQLite's index of the log, which is memory, is left out."""
    folder = place.files[0].parent
    return {file.name: file.read_bytes() for file in folder.glob("*.db*") if not file.name.endswith("-shm")}


@pytest.mark.requirement("local.bad_input")
@pytest.mark.parametrize("phase", list(Phase))
def test_whatever_is_refused_in_a_phase_leaves_every_byte_as_it_was(
    phase: Phase, casebook: Casebook, place: Home
) -> None:
    """local: after a refused command nothing is half-written."""
    desk = Desk(casebook)
    desk.play(IN_PHASE[phase])
    stage: Play = staged(*IN_PHASE[phase])
    wrong = [*samples(stage).values(), meeting("2027-01-01", category="ukendt", corrects=99)]
    refused = 0
    for command in wrong:
        before = every_byte(place)
        try:
            casebook.handle(desk.ref, command, KIRSTEN, at("2026-02-26 09:00"))
        except MentorError:
            refused += 1
            assert every_byte(place) == before, type(command).__name__
    assert refused >= 8
