"""`mentor login …`: what can be done about somebody's signing in to the portal from the machine itself."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from casework.office import open_office
from casework.signing_in.resetting import account_named, reset_factor
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of
from deployments.printing import tell

app = new_app()
login = new_app("login", "Login i portalen: nulstil det andet trin for en, der har mistet sin telefon.")
app.command(login)


@login.command
def reset(
    account: Annotated[str, Parameter(help="Hvis andet trin: rolle:id, fx mentor:amira.")],
    /,
    *,
    actor: Annotated[str, Parameter(name="--as", help="En koordinator eller driften; skrives ned.")],
) -> None:
    """Fjern en persons kode-app, adgangsnøgler og nødkoder, og afslut alle hendes logins."""
    with open_office() as office:
        reset_factor(office, account_named(office, account), actor_of(actor))
    tell("Nulstillet. Personen logger ind med et link og sætter en ny telefon op.")
