"""`mentor init`: a home to begin with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from cyclopts import Parameter

from adapters.settings import find_home
from deployments.cli.reading import instant_of
from deployments.printing import tell
from deployments.sample_home import Ports, SampleHome, create, free_ports
from domain.errors import InvalidInput, Problem


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
