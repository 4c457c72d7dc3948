"""The portal's own process: uvicorn on loopback. A reverse proxy in front of it brings TLS and the outside.

The access log stays off: an address may hold the secret of a sign-in link or of a calendar.
"""

from __future__ import annotations

import logging
import os

import uvicorn

from casework.office import open_office
from portal.app import create_app
from portal.counting import figures_kept

HOST = "127.0.0.1"


def main() -> None:
    """Serve the home of MENTOR_HOME until SIGTERM or SIGINT. Raises Unavailable, InvalidInput."""
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with open_office() as office, figures_kept(office):
        config = uvicorn.Config(
            create_app(office),
            host=HOST,
            port=office.settings.portal_port,
            access_log=False,
            log_level="warning",
            server_header=False,
        )
        uvicorn.Server(config).run()


if __name__ == "__main__":
    main()
