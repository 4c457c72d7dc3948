"""`mentor init`, `doctor`, `up` and `demo`."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from adapters.settings import find_home
from deployments import doctor as examination
from deployments import up as everything
from deployments.cli.danish_help import new_app
from deployments.cli.reading import instant_of
from deployments.prefect_server import PrefectPlace
from deployments.printing import Json, console, tell
from deployments.sample_home import Ports, SampleHome, create, free_ports
from domain.errors import InvalidInput, Problem

app = new_app()


@app.command
def init(
    *,
    demo: Annotated[
        bool, Parameter(negative="", help="Til afprøvning: uret kan stilles i filen clock.")
    ] = False,
    at: Annotated[
        str | None, Parameter(help="Tidspunkt, certifikaterne skal gælde omkring; kun med --demo.")
    ] = None,
) -> None:
    """Lav en virkende lokal installation i MENTOR_HOME. Intet overskrives."""
    if at is not None and not demo:
        raise InvalidInput(
            "init", (Problem("--at", "gælder kun med --demo", "tilføj --demo, eller fjern --at"),)
        )
    home = find_home()
    place = SampleHome(home, home.parent / f"{home.name}-secrets")
    now = datetime.now(UTC) if at is None else instant_of(at)
    ports = free_ports() if demo else Ports()
    create(place, now, demo=demo, ports=ports)
    tell(f"Installationen ligger i {home}. Masternøglen ligger i {place.secrets}: tag en kopi af den.")
    tell("Næste skridt: mentor up, og i et andet vindue: mentor doctor.")


@app.command
def doctor(*, json: Json = False) -> int:
    """Undersøg installationen, og sig hvad der skal gøres."""
    findings = examination.examine()
    for finding in findings:
        if json:
            print(as_json(finding))
        else:
            console.print("[green]✓[/green] " if finding.ok else "[red]✗[/red] ", end="")
            tell(f"{finding.what}: {finding.found}")
    return 0 if all(finding.ok for finding in findings) else 4


@app.command
def up() -> None:
    """Start det hele, og bliv: portal, Prefect, post, runder, udsendelse og til prøve mailserveren."""
    settings = examination.settings()
    place = PrefectPlace(settings.home / "prefect", settings.prefect_port, settings.prefect_database_url)
    local_mail = (settings.home / "mail-server.key.pem").exists()
    tell(f"Portalen er om lidt på {settings.portal_url}")
    everything.run(settings.home, place, local_mail=local_mail, tell=tell)


@app.command
def portal() -> None:
    """Start portalen alene, og bliv; mentor up starter den sammen med alt andet."""
    from deployments import portal_server  # here: the other commands need no web server

    tell(f"Portalen er på {examination.settings().portal_url}. Stop den med Ctrl-C.")
    portal_server.main()


@app.command
def demo(
    *, out: Annotated[Path | None, Parameter(help="Mappe til resultatet (ellers DEMO_OUT).")] = None
) -> int:
    """Spil et helt mentorforløb i de rigtige dele: mail, database, Prefect og PDF."""
    from deployments.demo.play import play

    return play(out or Path(os.environ.get("DEMO_OUT", "demo-output")), console)
