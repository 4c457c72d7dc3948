"""Servers from Debian packages, run as ordinary processes of the tests."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Callable


def program(name: str) -> str:
    """Where it is: Debian puts servers where only root's search path leads."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") or name


def wait_until_it_listens(port: int, log: Callable[[], str]) -> None:
    """Return when somebody listens on the port. Raises TimeoutError with the log after five seconds."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(log())
