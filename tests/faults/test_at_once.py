"""Two of everything at the same moment: one effect, and the other is told."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from deployments.sample_home import JOBCENTRE
from domain.events import AppointmentPlanned, TimerFired
from domain.history import of_type
from tests.faults.commanding import Answer, Mentor, ended, started
from tests.house import MORNING, House, later

pytestmark = pytest.mark.slow

READY_WITHIN = 60.0
PLAN = {"at": later(MORNING, days=3).isoformat(), "place": "Mentorhuset"}


@contextmanager
def nobody_may_write(house: House) -> Iterator[None]:
    """The books are held, so that all who want to write wait for the same moment."""
    with closing(sqlite3.connect(house.home / "mentor.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def at_once(house: House, *commands: tuple[str, ...]) -> list[Answer]:
    """Run commands as processes that all have the books open before any of them may write."""
    with nobody_may_write(house):
        processes = [started(*command) for command in commands]
        for process in processes:
            _wait_for_the_books(process, house.home / "mentor.db")
    return [ended(process) for process in processes]


def _wait_for_the_books(process: subprocess.Popen[str], books: Path) -> None:
    give_up_at = time.monotonic() + READY_WITHIN
    while str(books) not in _open_files(process):
        assert time.monotonic() < give_up_at
        time.sleep(0.01)


def _open_files(process: subprocess.Popen[str]) -> set[str]:
    assert process.poll() is None, process.communicate()
    return {file.path for file in psutil.Process(process.pid).open_files()}


def test_two_rounds_at_once_ring_each_timer_once(house: House) -> None:
    refs = [house.matched() for _ in range(3)]
    with house.office() as office:
        due = max(course.next_due_at for course in map(office.casebook.course, refs) if course.next_due_at)
    house.set_clock(due)

    answers = at_once(house, ("round", "--json"), ("round", "--json"))

    assert [answer.code for answer in answers] == [0, 0]
    told = [json.loads(line) for answer in answers for line in answer.out.splitlines()]
    assert sorted(row["ref"] for row in told if row["events"]) == sorted(refs)
    with house.office() as office:
        for ref in refs:
            rung = [event.firing for _, event in of_type(office.casebook.recorded(ref), TimerFired)]
            assert rung
            assert len(rung) == len(set(rung))


def test_two_deliveries_at_once_send_each_mail_once(house: House) -> None:
    house.matched()

    with house.mail_server():
        answers = at_once(house, ("deliver", "--json"), ("deliver", "--json"))

    assert [answer.code for answer in answers] == [0, 0]
    with house.office() as office:
        sent = [line for line in office.outbox.envelopes() if line.state == "sent"]
        assert office.outbox.pending_intents(office.now) == []
    mails = [raw for address in (JOBCENTRE, "amira@leverandoer.example") for raw in house.inbox(address)]
    assert len(mails) == len(sent) == sum(json.loads(answer.out)["sent"] for answer in answers)


def test_two_intakes_at_once_make_one_course(house: House) -> None:
    house.arrives(house.referral())

    answers = at_once(house, ("mail", "intake", "--json"), ("mail", "intake", "--json"))

    assert {answer.code for answer in answers} <= {0, 3}, answers
    assert 0 in {answer.code for answer in answers}
    with house.office() as office:
        assert len(office.casebook.courses()) == 1
        assert [mail.fate for mail in office.ledger.mails()] == ["course"]


def test_of_two_who_act_on_the_same_version_one_is_told_that_the_other_was_faster(
    house: House, tmp_path: Path
) -> None:
    ref, command = house.matched(), tmp_path / "plan.json"
    command.write_text(json.dumps(PLAN), encoding="utf-8")
    with house.office() as office:
        seen = office.casebook.course(ref).seq
    act = ("course", "act", ref, "PlanAppointment", "--from", str(command), "--as", "mentor:amira")

    answers = at_once(house, (*act, "--seen", str(seen)), (*act, "--seen", str(seen)))

    assert sorted(answer.code for answer in answers) == [0, 3]
    (overtaken,) = [answer for answer in answers if answer.code]
    assert "overtaken" in overtaken.told
    assert ref in overtaken.told
    with house.office() as office:
        assert len([*of_type(office.casebook.recorded(ref), AppointmentPlanned)]) == 1


def test_a_stale_command_is_refused_and_changes_nothing(house: House, mentor: Mentor, tmp_path: Path) -> None:
    ref, command = house.matched(), tmp_path / "plan.json"
    command.write_text(json.dumps(PLAN), encoding="utf-8")
    act = ("course", "act", ref, "PlanAppointment", "--from", str(command), "--as", "mentor:amira")
    with house.office() as office:
        seen = office.casebook.course(ref).seq

    assert mentor(*act, "--seen", str(seen - 1)).code == 3
    assert mentor(*act, "--seen", str(seen)).code == 0
    assert mentor(*act, "--seen", str(seen)).code == 3

    with house.office() as office:
        assert office.casebook.course(ref).seq == seen + 1
