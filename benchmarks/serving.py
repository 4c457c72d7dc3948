"""The portal's process of row (l): as it is run, without what it counts beside the pages."""

from __future__ import annotations

import uvicorn

from casework.office import open_office
from portal.app import create_app

if __name__ == "__main__":
    with open_office() as home:
        port = home.settings.portal_port
        uvicorn.run(create_app(home), host="127.0.0.1", port=port, access_log=False, log_level="warning")
