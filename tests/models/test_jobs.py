"""What is asked for is done by one, once, also where somebody is cut off or two look at the same time."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from domain.errors import Conflict
from models.database import Database
from models.jobs import CUT_OFF, LEASE, MOST_ATTEMPTS, Job, JobKind, Jobs
from models.keyring import Keyring
from models.reconciliations import Reconciliations
from tests.factories import KIRSTEN, START


@pytest.fixture
def jobs(database: Database, keyring: Keyring) -> Jobs:
    return Jobs(database, keyring)


def asked(jobs: Jobs, subject: str = "viborg 2026-03") -> Job:
    return jobs.ask(JobKind.SETTLE, subject, KIRSTEN, START)


def taken(jobs: Jobs) -> Job:
    job = jobs.take(START)
    assert job is not None
    return job


def test_the_same_is_asked_for_once_until_it_is_done(jobs: Jobs) -> None:
    first = asked(jobs)
    assert asked(jobs) == first
    assert asked(jobs, "viborg 2026-04") != first
    assert jobs.waiting() == (2, START)
    jobs.end(taken(jobs), START, result="1")
    again = asked(jobs)
    assert again.id != first.id
    assert next(iter(jobs.since(JobKind.SETTLE, START))) == again


def test_what_is_taken_is_taken_by_nobody_else_until_its_lease_has_run_out(jobs: Jobs) -> None:
    asked(jobs)
    first = taken(jobs)
    assert jobs.take(START + LEASE - timedelta(seconds=1)) is None
    second = jobs.take(START + LEASE)
    assert second is not None
    with pytest.raises(Conflict):
        jobs.end(first, START, result="late")
    jobs.end(second, START, result="7", content=b"a file")
    found = jobs.latest(JobKind.SETTLE, "viborg 2026-03")
    assert found is not None
    assert (found.is_good, found.result, jobs.content(found, START)) == (True, "7", b"a file")
    assert jobs.take(START + LEASE) is None


def test_what_is_cut_off_each_time_is_given_up_and_told(jobs: Jobs) -> None:
    asked(jobs)
    for attempt in range(MOST_ATTEMPTS):
        assert jobs.take(START + attempt * LEASE) is not None
    assert jobs.take(START + MOST_ATTEMPTS * LEASE) is None
    found = jobs.latest(JobKind.SETTLE, "viborg 2026-03")
    assert found is not None
    assert (found.is_good, found.problem) == (False, CUT_OFF)


def test_a_month_is_settled_in_the_commit_that_ends_its_job(
    jobs: Jobs, database: Database, keyring: Keyring
) -> None:
    kept = Reconciliations(database)
    asked(jobs)
    slow = taken(jobs)
    fast = jobs.take(START + LEASE)
    kept.record("viborg", "2026-03", [], KIRSTEN, START, job=fast)
    with pytest.raises(Conflict):
        kept.record("viborg", "2026-03", [], KIRSTEN, START, job=slow)
    assert [made.id for made in kept.newest(9)] == [1]


def test_several_at_once_take_each_job_once(jobs: Jobs) -> None:
    for number in range(12):
        asked(jobs, f"viborg {number}")
    got: list[int] = []
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        got.extend(job.id for _ in range(12) if (job := jobs.take(START)) is not None)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == len(set(got))
    while (job := jobs.take(START)) is not None:
        got.append(job.id)
    assert sorted(got) == list(range(1, 13))


def test_what_is_done_is_forgotten_after_its_time(jobs: Jobs) -> None:
    asked(jobs)
    jobs.end(taken(jobs), START)
    asked(jobs)
    assert jobs.forget(START) == 0
    assert jobs.forget(START + timedelta(seconds=1)) == 1
    assert jobs.waiting()[0] == 1
