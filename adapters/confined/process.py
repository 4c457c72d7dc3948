"""The parent's side: one warm child, one request at a time, and an end to every wait."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from adapters.confined.watch import Watch
from domain.errors import Unavailable

_Answer = TypeVar("_Answer")
_ROOT = Path(__file__).resolve().parents[2]
_START = """
import sys
root, worker, memory_bytes, processor_seconds = sys.argv[1:]
if root not in sys.path:
    sys.path.insert(0, root)
from adapters.confined.child import main
main(worker, int(memory_bytes), int(processor_seconds))
"""
_START_SECONDS, _GONE_SECONDS = 30.0, 1.0
_NONSENSE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class WorkFailed(Exception):
    """The child could not carry a request. `why` is `time`, `ended` (memory, a crash) or `nonsense`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one request may cost. `seconds` are wall clock, `answer_bytes` the longest answer."""

    memory_bytes: int
    processor_seconds: int
    seconds: float
    answer_bytes: int
    requests_per_child: int = 200


class ConfinedProcess(Generic[_Answer]):
    """A worker in a process of its own; may be shared by threads. Close it to end the process.

    `worker` is the module the child runs (see `child.py`), `read` turns its answer into a value and raises
    `msgspec.ValidationError` over one that cannot be: what comes back has been in a stranger's hands.
    """

    def __init__(self, worker: str, read: Callable[[bytes], _Answer], limits: Limits) -> None:
        self._worker, self._read, self._limits = worker, read, limits
        self._lock = threading.Lock()
        self._watch = Watch()
        self._child: _Child | None = None

    def ask(self, request: bytes, setup: bytes = b"") -> _Answer:
        """The worker's answer. Raises WorkFailed over this request, Unavailable if no child can be started.

        `setup` is what the worker is prepared with; a child that was prepared with another is replaced. What
        a used child could not carry is tried once more by a fresh one, which is fair; what took too long is
        not, since the second time would take as long.
        """
        with self._lock:
            while True:
                child = self._warm_child(setup)
                try:
                    return self._read(child.ask(request))
                except (WorkFailed, *_NONSENSE) as error:
                    self._drop()
                    why = error.why if isinstance(error, WorkFailed) else "nonsense"
                    if child.requests == 1 or why == "time":
                        raise WorkFailed(why) from None
                except BaseException:
                    self._drop()  # an answer still on its way must not be taken for the next one's
                    raise

    def close(self) -> None:
        """End the child process. A later request starts a new one."""
        with self._lock:
            self._drop()

    def _warm_child(self, setup: bytes) -> _Child:
        child = self._child
        if child is None or not child.can_take_more(setup):
            self._drop()
            child = self._child = _Child(self._worker, setup, self._limits, self._watch)
        return child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """One child process and the socket to it."""

    def __init__(self, worker: str, setup: bytes, limits: Limits, watch: Watch) -> None:
        self.requests = 0
        self._setup, self._limits, self._watch = setup, limits, watch
        self._socket, other = Pipe()
        try:
            self._process = _started(worker, other, limits)
        except OSError as error:
            self._socket.close()
            raise _cannot_start() from error
        finally:
            other.close()
        self._prepare()

    def ask(self, request: bytes) -> bytes:
        """Send one request and wait for the answer. Raises WorkFailed; the child is then of no more use."""
        self.requests += 1
        with self._watched(self._limits.seconds):
            self._socket.send_bytes(request)
            return self._socket.recv_bytes(self._limits.answer_bytes)

    def can_take_more(self, setup: bytes) -> bool:
        """Whether it lives, was prepared with that, and has not had its share of requests."""
        fresh = self.requests < self._limits.requests_per_child
        return fresh and self._setup == setup and self._process.poll() is None

    def end(self) -> None:
        """Kill the process, if it still lives, and wait until it is gone."""
        self._socket.close()
        self._process.kill()
        self._process.wait()

    def _used_its_time(self) -> bool:
        """Whether the kernel ended it over its processor time; its socket closes a moment before."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(_GONE_SECONDS) == -signal.SIGXCPU
        return False

    def _prepare(self) -> None:
        try:
            with self._watched(_START_SECONDS):
                self._socket.send_bytes(self._setup)
                self._socket.recv_bytes(0)
        except BaseException as error:
            self.end()
            if isinstance(error, WorkFailed):
                raise _cannot_start() from None
            raise

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        """A child that is too slow is killed by the clock, which ends the wait for it."""
        with self._watch.over(seconds, self._process.kill) as alarm:
            try:
                yield
            except (EOFError, ConnectionError):
                raise WorkFailed("time" if alarm.rang or self._used_its_time() else "ended") from None
            except OSError:  # longer than allowed, or broken off
                raise WorkFailed("nonsense") from None


def _started(worker: str, socket: Connection, limits: Limits) -> subprocess.Popen[bytes]:
    arguments = (_ROOT, worker, limits.memory_bytes, limits.processor_seconds)
    return subprocess.Popen(
        [sys.executable, "-I", "-c", _START, *map(str, arguments)],
        stdin=socket.fileno(),
        stdout=subprocess.DEVNULL,
        # What parsers warn about may quote the mail.
        stderr=subprocess.DEVNULL,
        env={},
        start_new_session=True,
    )


def _cannot_start() -> Unavailable:
    return Unavailable(
        "Den proces, der læser mails og PDF-filer, kan ikke starte. Kontrollér, at maskinen har ledig "
        "hukommelse og plads til flere processer. Intet er tabt; næste gennemgang prøver igen."
    )
