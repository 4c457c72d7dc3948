"""`mentor referral …`: what a jobcentre needs to send a referral that reads itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.referral_reading.json_schema import referral_schema
from deployments.cli.danish_help import new_app
from deployments.printing import tell
from domain.errors import InvalidInput, Problem

referral = new_app("referral")


@referral.command
def schema() -> None:
    """Skriv JSON-skemaet for en henvisning, der sendes af et fagsystem."""
    print(json.dumps(referral_schema(), ensure_ascii=False, indent=2))


@referral.command
def form(*, to: Annotated[Path, Parameter(help="Filen, formularen skrives i.")]) -> None:
    """Skriv den udfyldelige PDF-formular »Henvisning til mentor« til jobcentret."""
    from adapters.documents.referral_form import referral_form  # here: no other command makes PDF fields

    try:
        to.write_bytes(referral_form())
    except OSError as error:
        wrong = f"kan ikke skrives ({error.strerror or type(error).__name__})"
        problem = Problem("--to", wrong, "kontrollér stien og rettighederne")
        raise InvalidInput("Formularen", (problem,)) from None
    tell("Formularen er skrevet. Send den til jobcentret; den kan udfyldes på skærmen.")
