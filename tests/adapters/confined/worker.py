"""A worker that does whatever harm a request asks for, and otherwise what is tame."""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from functools import partial

LIMITS = (resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_CORE)


def prepare(setup: bytes) -> Callable[[bytes], bytes]:
    """Answers begin with the setup; one that is `broken` prepares nothing."""
    if setup == b"broken":
        raise ValueError
    count = 0

    def work(request: bytes) -> bytes:
        nonlocal count
        count += 1
        name, _, rest = request.decode().partition(" ")
        return setup + DEEDS[name](rest, count)

    return work


def _echo(rest: str, _count: int) -> bytes:
    return rest.encode()


def _hex(rest: str, _count: int) -> bytes:
    return bytes.fromhex(rest)


def _pid(_rest: str, _count: int) -> bytes:
    return str(os.getpid()).encode()


def _sleep(_rest: str, _count: int) -> bytes:
    time.sleep(60)
    return b""


def _spin(_rest: str, _count: int) -> bytes:
    while True:
        pass


def _eat(_rest: str, _count: int) -> bytes:
    return b"x" * 2_000_000_000


def _eat_slowly(_rest: str, _count: int) -> bytes:
    """Runs out of memory in the middle of what it keeps."""
    kept: list[bytes] = []
    while True:
        kept.append(bytes(1_000_000))


def _die(_rest: str, _count: int) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def _leave(_rest: str, _count: int) -> bytes:
    sys.exit(0)


def _raise(_rest: str, _count: int) -> bytes:
    raise LookupError


def _long(rest: str, _count: int) -> bytes:
    return b"x" * int(rest)


def _garble(_rest: str, _count: int) -> bytes:
    """Part of an answer in place of a whole one."""
    os.write(0, b"\x00\x00\x00\x09abc")
    sys.exit(0)


def _die_second(_rest: str, count: int) -> bytes:
    return b"once" if count == 1 else _die("", count)


def _rights(_rest: str, _count: int) -> bytes:
    """What it may still do, by name, and what stands in its environment (a locale, which Python sets)."""
    tried = {
        "read": lambda: os.open("/etc/hostname", os.O_RDONLY),
        "write": lambda: os.open("/tmp/confined", os.O_WRONLY | os.O_CREAT),
        "connect": socket.socket,
        "pipe": os.pipe,
        "import": lambda: __import__("antigravity"),
    }
    can = [name for name, attempt in tried.items() if _succeeds(attempt)]
    can += [str(limit) for limit in LIMITS if resource.getrlimit(limit) != (0, 0)]
    can += [f"descriptor-{number}" for number in range(100) if _succeeds(partial(os.fstat, number))]
    return " ".join([*can, *os.environ, *sys.argv[1:2]]).encode()


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except (OSError, ImportError):
        return False
    return True


DEEDS: dict[str, Callable[[str, int], bytes]] = {
    "echo": _echo,
    "hex": _hex,
    "pid": _pid,
    "sleep": _sleep,
    "spin": _spin,
    "eat": _eat,
    "eat-slowly": _eat_slowly,
    "die": _die,
    "die-second": _die_second,
    "leave": _leave,
    "raise": _raise,
    "long": _long,
    "garble": _garble,
    "rights": _rights,
}
