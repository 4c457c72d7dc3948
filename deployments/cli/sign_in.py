"""`mentor login …`: what can be done about somebody's signing in to the portal from the machine itself."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from casework.access.accounts import account_of
from casework.access.people import reset_second_factor
from casework.office import open_office
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of
from deployments.printing import tell
from domain.errors import InvalidInput, Problem

login = new_app("login")


@login.command
def reset(
    account: Annotated[str, Parameter(help="Hvis andet trin: rolle:id, fx mentor:amira.")],
    /,
    *,
    actor: Annotated[
        str, Parameter(name="--as", help="En koordinator (for mentorer og kommunens folk) eller driften.")
    ],
) -> None:
    """Fjern en persons kode-app, adgangsnøgler og nødkoder, og afslut alle hendes logins."""
    with open_office() as office:
        helper = account_of(office, str(actor_of(actor)))
        if helper is None:
            cure = "skriv rolle:id som i staff.toml, fx coordinator:kirsten"
            raise InvalidInput("Hvem", (Problem("--as", "findes ikke", cure),))
        reset_second_factor(office, helper, account)
    tell("Nulstillet. Personen logger ind med et link og sætter en ny telefon op.")
