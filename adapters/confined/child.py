"""The child's side: prepares its work, gives up every right it can, and then takes one request after another.

What it does is said by a worker: a module with a function `prepare` that takes what is needed (keys, limits)
as bytes and gives a function from request to answer. Whatever that function raises ends the child.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import resource
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

from adapters.confined.loading import load_whole

Work = Callable[[bytes], bytes]
_NO_NEW_PRIVILEGES, _DUMPABLE = 38, 4  # linux/prctl.h
_NONE_OF = (
    resource.RLIMIT_FSIZE,  # writes no file
    resource.RLIMIT_NOFILE,  # opens no file and no connection; what is open stays
    resource.RLIMIT_NPROC,  # starts no process
    resource.RLIMIT_CORE,  # leaves no picture of its memory
)


def main(worker: str, memory_bytes: int, processor_seconds: int) -> None:
    """Serve the socket on standard input until the parent closes it."""
    parent = Connection(0)
    work: Work = importlib.import_module(worker).prepare(parent.recv_bytes())
    load_whole("encodings")  # every charset that a text may name
    gc.freeze()  # all that is here stays, and need not be looked through again and again
    _confine(memory_bytes)
    parent.send_bytes(b"")
    while True:
        try:
            request = parent.recv_bytes()
        except EOFError:
            return
        _allow_seconds(processor_seconds)
        parent.send_bytes(work(request))


def _confine(memory_bytes: int) -> None:
    """Whatever is imported or opened from here on fails: workers import all they need before."""
    sys.meta_path.clear()
    for limit in _NONE_OF:
        resource.setrlimit(limit, (0, 0))
    most = _allowed(resource.RLIMIT_AS, memory_bytes)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.prctl(_DUMPABLE, 0, 0, 0, 0)


def _allow_seconds(seconds: int) -> None:
    """Allow this much processor time from now on; the kernel ends the process that takes more."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (_allowed(resource.RLIMIT_CPU, used + seconds), hard))


def _allowed(limit: int, wanted: int) -> int:
    """What is wanted, or less where we were started under a stricter limit."""
    _, hard = resource.getrlimit(limit)
    return wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
