"""Two at once: exactly one effect, and the other is told so."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from adapters.programmes import Programmes
from domain import commands as c
from domain.calendar import Calendar
from domain.errors import Conflict, MentorError
from domain.events import TimerFired
from models.casebook import Casebook
from models.database import Database, open_database
from models.errors import Overtaken
from models.ledger import Ledger
from models.readings import Readings, reading_findings
from models.steps import Outcome
from tests.factories import AMIRA, KIRSTEN, MAILROOM, START, VIBORG, accept, at, match, meeting, register
from tests.factory.stories import beginning
from tests.models.desk import Desk, open_casebook
from tests.models.homes import Home
from tests.models.vault import Vault

DUE = at("2026-03-27 12:00")
HELD = at("2026-03-20 12:00")


def at_once(work: Sequence[Callable[[], object]]) -> list[object]:
    """Do all of it at the same moment, each in its own thread; gives results and our own errors."""
    start = Barrier(len(work))

    def run(one: Callable[[], object]) -> object:
        start.wait()
        try:
            return one()
        except MentorError as error:
            return error

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(run, work))


def test_two_rounds_at_once_fire_every_timer_once(vault: Vault) -> None:
    refs = [Desk(vault.casebook).play(beginning()).ref for _ in range(6)]
    rounds = [open_casebook(vault.database, vault.keyring) for _ in range(3)]

    results = at_once([lambda casebook=casebook: casebook.pass_time(DUE) for casebook in rounds])  # type: ignore[misc]

    moved = [outcome.course.ref for result in results for outcome in result]  # type: ignore[attr-defined]
    assert sorted(moved) == refs
    for ref in refs:
        fired = [r.event.firing for r in vault.casebook.recorded(ref) if isinstance(r.event, TimerFired)]
        assert len(fired) == len(set(fired))
    assert vault.findings() == []


def test_two_workers_on_the_same_version_give_one_effect_and_one_refusal(vault: Vault) -> None:
    course = Desk(vault.casebook).play(beginning())
    entry = meeting("2026-03-18")

    results = at_once(
        [
            lambda: vault.casebook.handle(course.ref, entry, AMIRA, HELD, expected_seq=course.seq)
            for _ in range(2)
        ]
    )

    assert sorted(type(result).__name__ for result in results) == ["Outcome", "Overtaken"]
    assert vault.casebook.course(course.ref).seq == course.seq + 1
    refused = next(result for result in results if isinstance(result, Overtaken))
    assert isinstance(refused, Conflict)
    assert refused.exit_code == 3
    assert course.ref in refused.message


def test_the_same_key_at_once_gives_one_effect_and_the_others_are_told(vault: Vault) -> None:
    course = Desk(vault.casebook).play(beginning())
    entry = meeting("2026-03-18")

    results = at_once(
        [lambda: vault.casebook.handle(course.ref, entry, AMIRA, HELD, key="mobile-17") for _ in range(4)]
    )

    outcomes = [result for result in results if isinstance(result, Outcome)]
    assert sorted(outcome.already for outcome in outcomes) == [False, True, True, True]
    assert vault.casebook.course(course.ref).log.entries == course.log.entries + 1


def test_different_commands_at_once_are_all_done_one_after_the_other(vault: Vault) -> None:
    course = Desk(vault.casebook).play(beginning())
    entries = [meeting(f"2026-03-{day}") for day in (16, 17, 18, 19)]

    results = at_once(
        [
            lambda entry=entry: vault.casebook.handle(course.ref, entry, AMIRA, HELD)  # type: ignore[misc]
            for entry in entries
        ]
    )

    assert all(isinstance(result, Outcome) for result in results)
    assert vault.casebook.course(course.ref).log.entries == course.log.entries + 4
    assert vault.findings() == []


def test_one_mail_registered_twice_at_once_becomes_one_course(casebook: Casebook) -> None:
    results = at_once(
        [lambda: casebook.register(register(), MAILROOM, START, key="P-2026-0001") for _ in range(3)]
    )

    outcomes = [result for result in results if isinstance(result, Outcome)]
    assert sorted(outcome.already for outcome in outcomes) == [False, True, True]
    assert len(casebook.courses()) == 1


def test_a_stale_command_is_refused_and_writes_nothing(vault: Vault) -> None:
    desk = Desk(vault.casebook)
    seen = desk.play([register(), accept()]).seq
    desk.play([match()])

    with pytest.raises(Overtaken, match="ændret af en anden"):
        vault.casebook.handle(desk.ref, c.Pause(), KIRSTEN, HELD, expected_seq=seen)
    assert vault.casebook.course(desk.ref).seq == seen + 1
    assert vault.findings() == []


ROUND = """
import sys
from datetime import datetime
from models.database import open_database
from models.keyring import Keyring
from models.master_keys import MasterKeys
from pathlib import Path
from tests.models.desk import open_casebook
url, keyring_url, masters, now = sys.argv[1:]
database = open_database(url, keyring_url=keyring_url)
casebook = open_casebook(database, Keyring.open(database.keys, MasterKeys.load(Path(masters))))
print("ready", flush=True)
sys.stdin.readline()
for outcome in casebook.pass_time(datetime.fromisoformat(now)):
    print(outcome.course.ref)
database.close()
"""


def test_processes_that_write_at_once_wait_for_each_other(vault: Vault, home: Home) -> None:
    """Each opens the stores by itself, as processes do: what they take turns by is the database alone."""
    ref = Desk(vault.casebook).play(beginning()).ref
    stores = [open_database(home.url, keyring_url=home.keyring_url) for _ in range(3)]

    def read(database: Database) -> list[int]:
        readings = Readings(database)
        return [readings.record(KIRSTEN, "timeline", HELD, course_ref=ref) for _ in range(10)]

    given = at_once([lambda database=database: read(database) for database in stores])  # type: ignore[misc]

    numbers = sorted(number for numbers in given for number in numbers)  # type: ignore[attr-defined]
    assert numbers == list(range(1, 31))
    with vault.database.read() as transaction:
        assert list(reading_findings(transaction)) == []
    for store in stores:
        store.close()


@pytest.mark.slow
def test_two_processes_that_make_a_round_at_once_share_the_courses(vault: Vault, home: Home) -> None:
    refs = [Desk(vault.casebook).play(beginning()).ref for _ in range(8)]
    arguments = [sys.executable, "-c", ROUND, home.url, home.keyring_url, str(home.masters), DUE.isoformat()]
    rounds = [
        subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for one in rounds:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"

    moved = [ref for one in rounds for ref in one.communicate("go\n")[0].split()]

    assert [one.returncode for one in rounds] == [0, 0]
    assert sorted(moved) == refs
    assert vault.findings() == []


def test_a_registration_that_dies_before_its_commit_leaves_a_harmless_key_and_no_gap(
    vault: Vault, database: Database
) -> None:
    def power_cut(_programme: object) -> Calendar:
        raise KeyboardInterrupt

    dying = Casebook(database, vault.keyring, Programmes((VIBORG,)), power_cut)
    keys = key_count(database)

    with pytest.raises(KeyboardInterrupt):
        dying.register(register(), MAILROOM, START)

    assert key_count(database) == keys + 1
    assert vault.casebook.register(register(), MAILROOM, START).course.ref == "M-2026-0001"
    assert vault.findings() == []


def key_count(database: Database) -> int:
    """How many data keys there are."""
    schema = "" if database.keys.engine.dialect.name == "sqlite" else "keyring."
    with database.keys.connection() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {schema}data_key").scalar_one())


def test_of_copies_that_are_claimed_at_once_one_counts(vault: Vault) -> None:
    ledgers = [Ledger(vault.database, vault.keyring) for _ in range(4)]
    copies = [ledgers[0].receive(b"Goddag", f"INBOX/7/{number}", START) for number in range(4)]

    first = at_once(
        [
            lambda ledger=ledger, copy=copy: ledger.claim(copy, "ab" * 32)  # type: ignore[misc]
            for ledger, copy in zip(ledgers, copies, strict=True)
        ]
    )

    (winner,) = [copy for copy, earlier in zip(copies, first, strict=True) if earlier is None]
    assert first.count(winner) == len(copies) - 1


def test_of_a_citizens_referrals_that_are_registered_at_once_one_becomes_a_course(vault: Vault) -> None:
    casebooks = [open_casebook(vault.database, vault.keyring) for _ in range(4)]

    results = at_once(
        [
            lambda casebook=casebook, key=f"P-2026-000{number}": casebook.register(  # type: ignore[misc]
                register(), MAILROOM, START, key=key, only_open=True
            )
            for number, casebook in enumerate(casebooks)
        ]
    )

    assert Counter(map(type, results)) == {Outcome: 1, Conflict: 3}
    assert len(vault.casebook.courses()) == 1
    assert vault.findings() == []
