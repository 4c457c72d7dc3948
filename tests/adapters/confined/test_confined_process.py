"""Whatever happens in the child, its parent gets an answer or a typed refusal, and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import msgspec
import psutil
import pytest

from adapters.confined import ConfinedProcess, Limits, WorkFailed
from domain.errors import Unavailable

pytestmark = pytest.mark.slow

WORKER = "tests.adapters.confined.worker"
LIMITS = Limits(memory_bytes=200_000_000, processor_seconds=5, seconds=10.0, answer_bytes=1000)
Process = ConfinedProcess[bytes]


def process(
    *, seconds: float = 10.0, processor: int = 5, per_child: int = 200, worker: str = WORKER
) -> Process:
    limits = Limits(
        memory_bytes=200_000_000,
        processor_seconds=processor,
        seconds=seconds,
        answer_bytes=1000,
        requests_per_child=per_child,
    )
    return ConfinedProcess(worker, bytes, limits)


@pytest.fixture
def confined() -> Iterator[Process]:
    with closing(process()) as one:
        yield one


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


def test_one_child_answers_request_after_request(confined: Process) -> None:
    assert confined.ask(b"echo hej") == b"hej"
    assert len({confined.ask(b"pid") for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        ("eat", "ended"),
        ("eat-slowly", "ended"),
        ("die", "ended"),
        ("leave", "ended"),
        ("raise", "ended"),
        ("unheard-of", "ended"),
        ("long 1001", "nonsense"),
        ("garble", "nonsense"),
    ],
)
def test_what_ends_the_child_is_told_and_the_next_request_has_a_fresh_one(
    confined: Process, deed: str, why: str
) -> None:
    with pytest.raises(WorkFailed, match=why):
        confined.ask(deed.encode())
    assert confined.ask(b"echo hej") == b"hej"


@pytest.mark.parametrize(("deed", "limits"), [("sleep", {"seconds": 0.3}), ("spin", {"processor": 0})])
def test_a_child_that_does_not_come_to_an_end_is_ended(deed: str, limits: dict[str, int]) -> None:
    with closing(process(**limits)) as confined:
        began = time.monotonic()
        with pytest.raises(WorkFailed, match="time"):
            confined.ask(deed.encode())
        assert time.monotonic() - began < 30
        assert confined.ask(b"echo hej") == b"hej"


def test_the_longest_answer_allowed_is_taken(confined: Process) -> None:
    assert len(confined.ask(b"long 1000")) == 1000


def test_what_a_used_child_cannot_carry_is_given_to_a_fresh_one(confined: Process) -> None:
    assert [confined.ask(b"die-second"), confined.ask(b"die-second")] == [b"once", b"once"]


def test_what_took_a_used_child_too_long_is_not_tried_again() -> None:
    with closing(process(seconds=3)) as confined:
        confined.ask(b"pid")
        began = time.monotonic()
        with pytest.raises(WorkFailed, match="time"):
            confined.ask(b"sleep")
        assert time.monotonic() - began < 2 * 3


def test_an_answer_that_cannot_be_read_is_nonsense_and_ends_the_child() -> None:
    def read(answer: bytes) -> int:
        return msgspec.msgpack.decode(answer, type=int)

    before = children()
    with closing(ConfinedProcess(WORKER, read, LIMITS)) as confined:
        for answer in ("", "0101", "93", "c1", "a1ff", "a178"):
            with pytest.raises(WorkFailed, match="nonsense"):
                confined.ask(b"hex " + answer.encode())
            assert children() == before
        assert confined.ask(b"hex 07") == 7


def test_an_answer_nobody_waits_for_any_more_is_not_taken_for_the_next_ones() -> None:
    interruptions = [KeyboardInterrupt]

    def read(answer: bytes) -> bytes:
        if interruptions:
            raise interruptions.pop()
        return answer

    with closing(ConfinedProcess(WORKER, read, LIMITS)) as confined:
        first = children()
        with pytest.raises(KeyboardInterrupt):
            confined.ask(b"echo one")
        assert children() == first
        assert confined.ask(b"echo two") == b"two"


def test_the_child_may_neither_read_write_connect_nor_load_anything(confined: Process) -> None:
    opened = [f"descriptor-{number}" for number in (0, 1, 2)]
    root = str(Path(__file__).parents[3])
    assert confined.ask(b"rights").decode().split() == [*opened, "LC_CTYPE", root]


def test_a_stricter_limit_than_ours_is_kept() -> None:
    code = (
        "import resource; from adapters.confined import *; "
        "resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000)); "
        "resource.setrlimit(resource.RLIMIT_CPU, (20, 20)); "
        f"one = ConfinedProcess({WORKER!r}, bytes, Limits(memory_bytes=10**9, processor_seconds=60, "
        "seconds=9.0, answer_bytes=99)); print(one.ask(b'echo hej')); one.close()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "b'hej'\n"


def test_a_child_prepared_with_something_else_is_replaced(confined: Process) -> None:
    assert confined.ask(b"echo x", b"a") == b"ax"
    first = confined.ask(b"pid", b"a")
    assert confined.ask(b"echo x", b"b") == b"bx"
    assert confined.ask(b"pid", b"a") != first


def test_a_child_is_replaced_after_its_share_of_requests() -> None:
    with closing(process(per_child=2)) as confined:
        assert len({confined.ask(b"pid") for _ in range(4)}) == 2


@pytest.mark.parametrize(
    "start",
    [lambda: process().ask(b"pid", b"broken"), lambda: process(worker="tests.adapters.nowhere").ask(b"pid")],
    ids=["not prepared", "no such worker"],
)
def test_a_child_that_does_not_start_is_no_fault_of_the_request(start: Callable[[], bytes]) -> None:
    before = children()
    with pytest.raises(Unavailable, match="kan ikke starte"):
        start()
    assert children() == before


def test_a_child_that_was_killed_while_it_waited_is_replaced(confined: Process) -> None:
    pid = int(confined.ask(b"pid"))
    os.kill(pid, signal.SIGKILL)
    psutil.Process(pid).wait(5)
    assert int(confined.ask(b"pid")) != pid


def test_threads_share_a_child_and_each_gets_its_own_answer(confined: Process) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda number: confined.ask(b"echo %d" % number), range(40)))
    assert answers == [b"%d" % number for number in range(40)]


def test_closing_leaves_no_child_behind() -> None:
    before = children()
    with closing(process()) as confined:
        confined.ask(b"pid")
        assert children() != before
    assert children() == before


def test_a_child_does_not_outlive_its_parent() -> None:
    code = (
        "import os; from adapters.confined import *; "
        f"one = ConfinedProcess({WORKER!r}, bytes, Limits(memory_bytes=2 * 10**8, processor_seconds=5, "
        "seconds=5.0, answer_bytes=99)); os.write(1, one.ask(b'pid')); os.kill(os.getpid(), 9)"
    )
    pid = int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).stdout)
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=5)
    assert not psutil.pid_exists(pid)
