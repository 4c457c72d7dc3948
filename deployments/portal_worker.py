"""One of the portal's workers: uvicorn on the socket that it is handed by its number.

The access log stays off: an address may hold the secret of a sign-in link or of a calendar.
"""

from __future__ import annotations

import gc
import logging
import os
import socket
import sys

import uvicorn

from casework.office import open_office
from deployments.parts import stop_signals
from deployments.portal_server import LOGGED, WAITING, exit_code_of
from portal.app import create_app


def main() -> None:
    """Answer until SIGTERM or SIGINT. Raises Unavailable, InvalidInput."""
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format=LOGGED)
    _serve(int(sys.argv[1]))


def _serve(number: int) -> None:
    with socket.socket(fileno=number) as line, open_office() as office:
        config = uvicorn.Config(
            create_app(office), backlog=WAITING, access_log=False, log_level="warning", server_header=False
        )
        # What stands now stays for good. Looking through it for garbage takes a tenth of a second each time.
        gc.collect()
        gc.freeze()
        # uvicorn gives the signal on when it has stopped: it must not end us before the home is closed.
        with stop_signals():
            uvicorn.Server(config).run([line])


if __name__ == "__main__":
    sys.exit(exit_code_of(main))
