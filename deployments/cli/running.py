"""`mentor up`, `portal` and `demo`: what stays, or plays a whole course, in processes of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.settings import load_settings
from deployments import up as everything
from deployments.prefect_server import PrefectPlace
from deployments.printing import console, tell


def up() -> None:
    """Start det hele, og bliv: portal, Prefect, post, runder, udsendelse og til prøve mailserveren."""
    settings = load_settings()
    place = PrefectPlace(settings.home / "prefect", settings.prefect_port, settings.prefect_database_url)
    local_mail = (settings.home / "mail-server.key.pem").exists()
    tell(f"Portalen er om lidt på {settings.portal_url}")
    everything.run(settings.home, place, local_mail=local_mail, tell=tell)


def portal() -> None:
    """Start portalen alene, og bliv; mentor up starter den sammen med alt andet."""
    from deployments import portal_server  # here: the other commands need no web server

    tell(f"Portalen er på {load_settings().portal_url}. Stop den med Ctrl-C.")
    portal_server.main()


def demo(
    *, out: Annotated[Path | None, Parameter(help="Mappe til resultatet (ellers DEMO_OUT).")] = None
) -> int:
    """Spil et helt mentorforløb i de rigtige dele: mail, database, Prefect og PDF."""
    from deployments.demo.play import play

    return play(out or Path(os.environ.get("DEMO_OUT", "demo-output")), console)
