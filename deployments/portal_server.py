"""The portal as it is run: one process that listens on loopback, keeps the workers running that answer, and
keeps the key figures up to date beside them. A reverse proxy in front of it brings TLS and the outside.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from adapters.settings import Settings
from casework.office import open_office
from deployments.parts import Part, keep_all, stop_signals
from domain.errors import MentorError, Unavailable
from portal.counting import figures_kept

HOST = "127.0.0.1"
MOST = 4
"""Workers where nobody has said how many: more hardly help, and each takes its memory."""
WAITING = 2048
"""Visits that may stand in line while every worker is busy, or is being started again."""
LOGGED = "%(asctime)s %(levelname)s %(name)s %(message)s"
log = logging.getLogger("portal")


def main() -> None:
    """Serve the home of MENTOR_HOME until SIGTERM or SIGINT. Raises Unavailable, InvalidInput."""
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format=LOGGED)
    with open_office() as office, figures_kept(office), stop_signals() as stop:
        serve(office.settings, stop)


def serve(settings: Settings, stop: threading.Event) -> None:
    """Keep the workers running until `stop` is set, then let them answer what they have begun. Raises
    Unavailable where something else has the port.
    """
    with _listening(settings.portal_port) as line:
        number = line.fileno()
        workers = [
            Part(f"portal {one}", ("deployments.portal_worker", str(number)), os.environ, hands_on=(number,))
            for one in range(1, workers_of(settings) + 1)
        ]
        try:
            keep_all(workers, stop, _tell)
        finally:
            _stop(workers)


def workers_of(settings: Settings) -> int:
    """How many workers answer: as many as were asked for, or as there are processors, within reason."""
    return settings.portal_workers or min(MOST, len(os.sched_getaffinity(0)))


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """The socket that all workers take visits from. It is open before they are, and stays so without them."""
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((HOST, port))
        except OSError:
            text = f"Port {port} er optaget. Stands det, der bruger den, eller ret portal_port i mentor.toml."
            raise Unavailable(text) from None
        line.listen(WAITING)
        yield line


def _tell(worker: Part) -> None:
    if worker.failures:
        log.error("%s var standset og er startet igen", worker.name)


def _stop(workers: list[Part]) -> None:
    """All are asked first: they end beside one another."""
    for worker in workers:
        if worker.process is not None:
            worker.process.terminate()
    for worker in workers:
        worker.stop()


def exit_code_of(work: Callable[[], None]) -> int:
    """Do it; gives 0, or the code of what stopped it, which is told in the log as a sentence."""
    try:
        work()
    except MentorError as error:
        log.error("%s", error)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(exit_code_of(main))
