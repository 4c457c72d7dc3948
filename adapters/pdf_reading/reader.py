"""The parent's side: one warm child, one PDF at a time, and an end to every wait."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from domain.errors import MentorError

_CHILD = Path(__file__).with_name("child.py")

_MESSAGES = {
    "broken": "PDF-filen kan ikke læses. Bed afsenderen om at gemme den som PDF igen og sende den på ny.",
    "encrypted": "PDF-filen er låst med en adgangskode. Bed afsenderen om at sende den uden.",
    "limits": "PDF-filen er for stor eller for indviklet at læse. Bed afsenderen om en enklere udgave.",
}


class UnreadablePdf(MentorError):
    """A PDF that is not read. `reason` is `broken`, `encrypted` or `limits`, never content."""

    code = "unreadable-pdf"
    exit_code = 2

    def __init__(self, reason: str) -> None:
        super().__init__(_MESSAGES.get(reason, _MESSAGES["broken"]))
        self.reason = reason if reason in _MESSAGES else "broken"


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What a PDF holds: text laid out as on the page, form fields by name, and whether it would act.

    Pages are separated by a form feed.
    `fields` has every form field; an empty one has the empty text, a ticked box the name of its state.
    `active_content` is true where a viewer would run, open, send or unpack something.
    """

    text: str
    fields: dict[str, str]
    pages: int
    active_content: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one PDF may cost. Seconds are wall clock except `processor_seconds`."""

    content_bytes: int = 25_000_000
    memory_bytes: int = 400_000_000
    processor_seconds: int = 5
    seconds: float = 10.0
    pages: int = 100
    characters: int = 400_000
    reads_per_child: int = 200


class PdfReader:
    """Reads PDFs in a warm child process; may be shared by threads. Close it, or use it with `with`."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def read(self, content: bytes) -> PdfContent:
        """Return what the PDF holds. Raises UnreadablePdf if it is broken, locked or beyond the limits."""
        if len(content) > self._limits.content_bytes:
            raise UnreadablePdf("limits")
        with self._lock:
            answer = self._ask(content)
        if "refused" in answer:
            raise UnreadablePdf(str(answer["refused"]))
        return PdfContent(**answer)

    def close(self) -> None:
        """End the child process. A later read starts a new one."""
        with self._lock:
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, content: bytes) -> dict[str, Any]:
        """Ask the warm child. What it could not carry is tried once more by a fresh one, which is fair."""
        child = self._warm_child()
        answer = child.ask(content)
        if answer.get("refused") == "limits" and child.reads > 1:
            self._drop()
            answer = self._warm_child().ask(content)
        if answer.get("refused") == "limits":
            self._drop()
        return answer

    def _warm_child(self) -> _Child:
        child = self._child
        if child is None or child.reads >= self._limits.reads_per_child or child.is_gone():
            self._drop()
            child = self._child = _Child(self._limits)
        return child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """One child process and the socket to it."""

    def __init__(self, limits: Limits) -> None:
        self.reads = 0
        self._limits = limits
        self._socket, other = Pipe()
        try:
            self._process = _started(other, limits)
        finally:
            other.close()

    def ask(self, content: bytes) -> dict[str, Any]:
        """Send one PDF and wait for the answer; a child that is too slow is killed by the clock."""
        self.reads += 1
        alarm = threading.Timer(self._limits.seconds, self._process.kill)
        alarm.start()
        try:
            self._socket.send_bytes(content)
            answer: dict[str, Any] = json.loads(self._socket.recv_bytes(self._limits.characters * 16))
        except (OSError, EOFError, ValueError):
            return {"refused": "limits"}
        else:
            return answer
        finally:
            alarm.cancel()

    def is_gone(self) -> bool:
        """Whether the process has ended, for example killed by the system while it waited."""
        return self._process.poll() is not None

    def end(self) -> None:
        """Kill the process, if it still lives, and wait until it is gone."""
        self._socket.close()
        self._process.kill()
        self._process.wait()


def _started(socket: Connection, limits: Limits) -> subprocess.Popen[bytes]:
    arguments = (
        socket.fileno(),
        limits.memory_bytes,
        limits.pages,
        limits.characters,
        limits.processor_seconds,
    )
    return subprocess.Popen(
        [sys.executable, "-P", str(_CHILD), *map(str, arguments)],
        pass_fds=(socket.fileno(),),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        # pypdf's warnings may quote the file.
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
