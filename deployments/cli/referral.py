"""`mentor referral …`: what a jobcentre needs to send a referral that reads itself."""

from __future__ import annotations

import json

from adapters.referral_reading.json_schema import referral_schema
from deployments.cli.danish_help import new_app

app = new_app()
referral = new_app("referral", "Til jobcentret: formular og JSON-skema til en henvisning.")
app.command(referral)


@referral.command
def schema() -> None:
    """Skriv JSON-skemaet for en henvisning, der sendes af et fagsystem."""
    print(json.dumps(referral_schema(), ensure_ascii=False, indent=2))
