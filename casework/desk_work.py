"""What was asked for on a page and takes longer than a page may: done here, one thing after the other, in the
process that delivers, so that no visitor waits for it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta

from casework.office import Office, open_office
from domain.errors import Conflict, MentorError
from models.jobs import Job, JobKind

KEPT = timedelta(days=30)
"""How long a file that was made lies ready; it can be made again."""
LOOK_EVERY = 2.0
"""Seconds between two looks for something to do."""
PATIENCE = 5.0
"""Seconds that whoever stops waits for what is being done; what is cut off is done again."""
UNEXPECTED = "Det gik galt på en måde, der ikke er taget højde for. Intet er ændret. Sig det til driften."
log = logging.getLogger("desk")


def doers() -> Mapping[JobKind, Callable[[Office, Job], None]]:
    """Who does each kind of job."""
    # Here: most deliveries find nothing to do, and reports and whole cases take long to load.
    from casework.corps.goals_asked import count_goals
    from casework.keeping import handover_jobs
    from casework.lists.forecast_asked import reckon
    from casework.settling import hours_jobs

    return {
        JobKind.SETTLE: hours_jobs.settle,
        JobKind.PACK: hours_jobs.pack,
        JobKind.COMPARE: hours_jobs.compare,
        JobKind.HAND_OVER: handover_jobs.hand_over,
        JobKind.CORPS_GOALS: count_goals,
        JobKind.FORECAST: reckon,
        JobKind.TWICE: hours_jobs.find_twice,
    }


def work(office: Office) -> int:
    """Do all that was asked for and nobody works on; gives how much that was. What went wrong is told to
    whoever asked, and stops nothing else. Raises DatabaseUnavailable.
    """
    done = 0
    while (job := office.jobs.take(office.now)) is not None:
        _do(office, job)
        done += 1
    if done:
        office.jobs.forget(office.now - KEPT)
    return done


def _do(office: Office, job: Job) -> None:
    with suppress(Conflict):
        try:
            doers()[job.kind](office, job)
        except Conflict:
            raise
        except MentorError as error:
            office.jobs.end(job, office.now, problem=error.message)
        except Exception as error:  # noqa: BLE001 (our own fault in one job must not stop the others)
            log.error("opgaven %s gik galt: %s", job.kind.value, type(error).__name__)
            office.jobs.end(job, office.now, problem=UNEXPECTED)


@contextmanager
def working() -> Iterator[None]:
    """Within the block a thread does what is asked for; at its end it stops."""
    stop = threading.Event()
    thread = threading.Thread(target=keep_working, args=(stop.wait,), name="desk-work", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE)


def keep_working(wait: Callable[[float], bool]) -> None:
    """Do what is asked for until `wait` (it is given seconds) says that it is time to stop. The home is
    opened anew each time, so that a corrected file counts at once; a lasting trouble is told once.
    """
    told = ""
    while True:
        trouble = _look()
        if trouble not in ("", told):
            log.error("opgaverne kunne ikke ses efter: %s", trouble)
        told = trouble
        if wait(LOOK_EVERY):
            return


def _look() -> str:
    """Do what is asked for now; gives the code of what stands in the way."""
    try:
        with open_office() as office:
            work(office)
    except MentorError as error:
        return error.code
    return ""
