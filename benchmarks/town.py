"""A large installation to visit: ten thousand courses of real citizens in every phase, with their people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from typing import Any

from msgspec.structs import replace
from sqlalchemy import text

from benchmarks.cloning import COLUMNS, Prototype, insert
from benchmarks.foresight import NOW, in_every_phase
from benchmarks.installation import installation
from benchmarks.places import POSTGRESQL, Ground
from casework.office import Office, open_office
from deployments.sample_home import CONTROLLER, SampleHome
from domain.values import Actor, Role
from models.codec import load_course
from models.columns import micros
from models.database import create_database
from models.keyring import Keyring
from models.master_keys import MasterKeys
from models.recording import SNAPSHOT_COLUMNS, snapshot
from tests.factories import START, at, referral, register
from tests.factory.stories import beginning, spring
from tests.models.desk import Desk

COORDINATORS, CASELOAD = 4, 25
BUSY, REAL = 25, 600
"""So many courses are played with all their events, and so many have a referral of their own; the rest are
rows without a history, which no list opens.
"""
MAILROOM = Actor(Role.MAILROOM, "mailroom")
FIRST_NAMES = ("Maja", "Anna", "Brian", "Clara", "Dina", "Emil", "Freja", "Gry", "Hassan", "Ida", "Jonas")
LAST_NAMES = ("Nørgaard", "Lund", "Holt", "Vang", "Friis", "Skov", "Dam", "Toft", "Østergaard", "Bæk")
PERSON = """
[[{role}]]
id = "{id}"
name = "{id}"
email = "{id}@leverandoer.example"
phone = "70 00 00 99"
"""


@contextmanager
def large_town(ground: Ground, courses: int) -> Iterator[Office]:
    """The installation, opened, on a database of this kind; `courses` in all, of four coordinators, and of as
    many mentors as have twenty-five each.
    """
    with installation(ground.folder / f"town-{ground.kind}") as place:
        _people(place, courses // CASELOAD)
        if ground.kind == POSTGRESQL:
            _on_postgresql(ground, place)
        with open_office() as office:
            office.clock.set(at("2026-02-25 10:00"))
            for number in range(BUSY):
                desk = Desk(office.casebook, now=at("2026-02-25 10:00"))
                desk.play([_citizen(number), *beginning()[1:], *spring()])
            for number in range(BUSY, REAL):
                office.casebook.register(_citizen(number), MAILROOM, office.now)
            _in_every_phase(office, courses)
            office.clock.set(NOW)
            _settle(office)
            yield office


def _people(place: SampleHome, mentors: int) -> None:
    people = [("coordinator", f"k{number}") for number in range(COORDINATORS)]
    people += [("mentor", f"m{number}") for number in range(mentors)]
    with (place.home / "staff.toml").open("a", encoding="utf-8") as file:
        file.writelines(PERSON.format(role=role, id=name) for role, name in people)


def _on_postgresql(ground: Ground, place: SampleHome) -> None:
    url = ground.url()
    settings = place.home / "mentor.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(f"database_url = {json.dumps(url)}\n{written}", encoding="utf-8")
    database = create_database(url, keyring_url=url)
    Keyring.create(database.keys, MasterKeys.load(place.master_key_file), START)
    database.close()


def _citizen(number: int) -> Any:
    name = f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number // 7 % len(LAST_NAMES)]}"
    cpr = f"{1 + number % 28:02}{1 + number // 28 % 12:02}50{5000 + number // 336:04}"
    return register(referral({"cpr": cpr, "name": name}), controller=CONTROLLER, partner="Jobcenter A")


def _in_every_phase(office: Office, courses: int) -> None:
    """Give every course but the busy ones a snapshot of its own phase and its own people."""
    prototypes = list(islice(cycle(in_every_phase()), courses))
    changes = ", ".join(f"{column} = :{column}" for column in SNAPSHOT_COLUMNS)
    with office.database.casebook.connection() as connection:
        found = connection.execute(text("SELECT * FROM course ORDER BY id DESC")).mappings().first()
        rows = [_row(number, courses, prototypes[number]) for number in range(BUSY, REAL)]
        connection.execute(text(f"UPDATE course SET {changes} WHERE ref = :ref"), rows)
    last = Prototype({name: (found or {})[name] for name in COLUMNS} | {"registration_key": None})
    others = (_row(number, courses, prototypes[number]) for number in range(REAL, courses))
    key_id = last.row["key_id"]
    insert(office.database, (last.clone(n, key_id, 0) | one for n, one in enumerate(others, REAL + 1)))


def _row(number: int, courses: int, prototype: Prototype) -> dict[str, Any]:
    ref, mentors = f"M-2026-{number + 1:04}", courses // CASELOAD
    course = load_course(prototype.row["state"], ref)
    own = {"controller": CONTROLLER, "cover": "", "coordinator": f"k{number % COORDINATORS}"}
    mentor = f"m{number // CASELOAD % mentors}" if course.mentor else ""
    course = replace(course, ref=ref, mentor=mentor, **own)
    head = hashlib.sha256(ref.encode()).digest()
    return snapshot(course, head) | {"ref": ref, "next_due_at": micros(NOW) + number}


def _settle(office: Office) -> None:
    office.database.casebook.empty_log()
    if office.database.casebook.engine.dialect.name == "postgresql":
        engine = office.database.casebook.engine
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
