"""Row (e): one course's step inside a round on a real Prefect server: phase flow, tasks, card and all."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure
from benchmarks.installation import installation
from benchmarks.places import POSTGRESQL, Ground
from casework.office import Office, open_office
from deployments.prefect_connection import connected
from deployments.prefect_server import PrefectPlace, free_port, prefect_server
from deployments.sample_home import CONTROLLER
from flows.course_round import course_round
from tests.deployments.debian_postgres import debian_postgres
from tests.factories import accept, match, register
from tests.models.desk import Desk

COURSES = 40
WARMING = 1
ROUNDS = 5
BOUND = 0.20


def measure(ground: Ground) -> Iterator[Figure]:
    """Rounds in which every course is due, on a Prefect server with this kind of database."""
    with _installation(ground) as office:
        seconds = [asyncio.run(_round(office)) / COURSES for _ in range(WARMING + ROUNDS)][WARMING:]
        digest = _digest(office)
    note = f"{ROUNDS} rounds of {COURSES} courses: {', '.join(f'{each:.3f}' for each in seconds)} s"
    what = "a course's step in a round: phase flow, tasks, card"
    yield Figure(
        "e", what, f"Prefect on {ground.kind}", median(seconds), "s", BOUND, note=note, digest=digest
    )


@contextmanager
def _installation(ground: Ground) -> Iterator[Office]:
    """A sample home with courses that fall due together, and a Prefect server that the flows report to."""
    with installation(ground.folder / f"round-{ground.kind}") as place, ExitStack() as parts:
        prefect = parts.enter_context(_prefect(ground, place.home / "prefect"))
        parts.enter_context(connected(prefect))
        office = parts.enter_context(open_office())
        for _ in range(COURSES):
            given = register(controller=CONTROLLER, partner="Jobcenter A")
            Desk(office.casebook).play([given, accept(), match()])
        yield office


@contextmanager
def _prefect(ground: Ground, home: Path) -> Iterator[PrefectPlace]:
    with ExitStack() as parts:
        url = parts.enter_context(debian_postgres()) if ground.kind == POSTGRESQL else ""
        yield parts.enter_context(prefect_server(PrefectPlace(home, free_port(), url)))


async def _round(office: Office) -> float:
    """Move the clock to where all courses are due, and run a round. Gives its seconds."""
    due = [row.next_due_at for row in office.casebook.courses() if row.next_due_at]
    office.clock.set(max(due))
    began = time.perf_counter()
    state = await course_round(return_state=True)
    passed = time.perf_counter() - began
    if state.message != f"Forløb: {COURSES}.":
        raise RuntimeError(f"the round moved something else: {state.name} {state.message}")
    return passed


def _digest(office: Office) -> str:
    """What was done: each course's number of events and its next deadline."""
    done = "\n".join(f"{row.ref} {row.seq} {row.next_due_at}" for row in office.casebook.courses())
    return hashlib.sha256(done.encode()).hexdigest()
