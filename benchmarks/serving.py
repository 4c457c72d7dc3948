"""The portal of row (l): as it is run, without what is counted beside the pages."""

from __future__ import annotations

from adapters.settings import load_settings
from deployments.parts import stop_signals
from deployments.portal_server import serve

if __name__ == "__main__":
    with stop_signals() as stop:
        serve(load_settings(), stop)
