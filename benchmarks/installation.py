"""A sample installation to measure in: a home of its own with certificates, programme, mailbox and books."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deployments.sample_home import SampleHome, create, free_ports
from tests.factories import START


@contextmanager
def installation(folder: Path) -> Iterator[SampleHome]:
    """Made below `folder`; MENTOR_HOME names it until this ends."""
    place = SampleHome(folder / "home", folder / "secrets")
    create(place, START, demo=True, ports=free_ports())
    before = os.environ.get("MENTOR_HOME")
    os.environ["MENTOR_HOME"] = str(place.home)
    try:
        yield place
    finally:
        os.environ.pop("MENTOR_HOME")
        if before is not None:
            os.environ["MENTOR_HOME"] = before
