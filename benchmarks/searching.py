"""Row (k): searching ten thousand courses by name, CPR number and reference, as the portal does it."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from adapters.clock import Clock
from adapters.settings import load_settings
from benchmarks.figures import Figure
from benchmarks.installation import installation
from benchmarks.places import Ground
from casework.access.accounts import Account, account_of
from casework.lists.searching import search
from casework.office import Office
from deployments.sample_home import CONTROLLER
from domain.referral import Referral
from models.casebook import Casebook
from models.recording import Stamp
from tests.factories import MAILROOM, START, referral, register

COURSES = 10_000
PER_COMMIT = 500
TIMES = 15
"""How often each question is asked; the slowest but one of them counts (p95 or worse)."""
BOUND_MS = 100.0
FIRST = """
    Maja Anna Ida Freja Clara Sofie Emma Alma Karla Ella Nora Liva Peter Jens Lars Søren Niels Hans Jørgen Bo
    Michael Thomas Henrik Christian Martin Åge Aage Kjeld Ulla Kirsten Hanne Inge Mohammed Fatima Amir
"""
LAST = """
    Jensen Nielsen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen
    Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen Ågård Kjær Vinterberg Østergård
"""
"""The most usual first."""
QUESTIONS = {
    "a whole name": "Vinterberg Maja",
    "the beginning of a common name": "jen",
    "two beginnings": "chri jen",
    "a name that nobody has": "Rumpelstilz",
    "a number": "0101505000",
    "a reference": "M-2026-5000",
}


def measure(ground: Ground) -> Iterator[Figure]:
    """Each kind of question, asked by the coordinator, who sees every course, and by somebody of a unit."""
    with tempfile.TemporaryDirectory(prefix="mentor-bench-") as folder, installation(Path(folder)) as place:
        database, keyring = ground.open()
        settings = load_settings()
        office = Office(settings, Clock(place.home), database, keyring)
        _fill(office.casebook)
        readers = _readers(office)
        for who, what in product(readers, QUESTIONS):
            worst, note = _asked(office, readers[who], QUESTIONS[what])
            name = f"searching {COURSES:,} courses for {what}, by {who}"
            yield Figure("k", name, ground.kind, worst, "ms", BOUND_MS, note=note)
        database.close()


def _readers(office: Office) -> dict[str, Account]:
    jonas = office.deciders.add(
        controller=CONTROLLER,
        role="caseworker",
        unit="",
        name="Jonas Kjær",
        email="jonas.kjaer@jobcenter.example",
        now=START,
    )
    found = {key: account_of(office, key) for key in ("coordinator:kirsten", f"caseworker:{jonas.ref}")}
    return {key.partition(":")[0]: account for key, account in found.items() if account}


def _fill(casebook: Casebook) -> None:
    """Registered as the mail room does it, only many in a commit."""
    names, chance = list(product(FIRST.split(), enumerate(LAST.split()))), random.Random(1)
    weights = [24 // (1 + place) + 1 for _, (place, _) in names]
    drawn = [f"{first} {last}" for first, (_, last) in chance.choices(names, weights, k=COURSES)]
    keys = casebook._keyring.new_keys(COURSES, START)
    stamp = Stamp(MAILROOM, START)
    for start in range(0, COURSES, PER_COMMIT):
        with casebook._database.begin() as transaction:
            for number in range(start, min(start + PER_COMMIT, COURSES)):
                given = _citizen(number, drawn[number])
                command = register(
                    given, controller=CONTROLLER, partner="Jobcenter A", ref=f"M-2026-{number + 1:04d}"
                )
                casebook._register(transaction, keys[number].id, command, stamp, None)


def _citizen(number: int, name: str) -> Referral:
    """One in nine is of the caseworker who asks; all have numbers of their own."""
    contact = "jonas.kjaer@jobcenter.example" if number % 9 == 0 else "en.anden@jobcenter.example"
    cpr = f"{number % 28 + 1:02d}{number // 28 % 12 + 1:02d}50{5000 + number // 336:04d}"
    return referral({"cpr": cpr, "name": name}, caseworker_contact=contact, unit="")


def _asked(office: Office, account: Account, text: str) -> tuple[float, str]:
    """The slowest but one of several times (milliseconds), and what was found at how much processor time."""
    times, began = [], time.process_time()
    for _ in range(TIMES):
        started = time.perf_counter()
        found = search(office, account, text)
        times.append((time.perf_counter() - started) * 1e3)
    busy = (time.process_time() - began) * 1e3 / TIMES
    return sorted(times)[-2], f"{len(found.hits)} shown, {busy:.0f} ms of processor time each"
