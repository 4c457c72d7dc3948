"""`mentor mail …`: fetching referrals, and judging mails without registering them."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from casework.intake import fetch_mails, settle_mail, unsettled_mails
from casework.judging import SeenFile, judged_as_json
from casework.office import Office, open_office
from deployments.cli.reading import bytes_of
from deployments.printing import Json, as_json, show_rows, tell

app = App()
mail = App(name="mail", help="Indgående mail: hent, efterprøv, se hvad der blev af den.")
app.command(mail)

LEDGER = {"mail": "Mail", "verdict": "Afgørelse", "reason": "Grund", "course": "Sag"}


@mail.command
def intake(*, json: Json = False) -> None:
    """Hent nye mails, gem dem forseglet, og gør godkendte henvisninger til forløb."""
    with open_office() as office:
        fetch_mails(office)
        fates = asyncio.run(_settle_all(office))
    if not fates and not json:
        tell("Ingen nye mails.")
        return
    show_rows("Post", fates, LEDGER, json=json)


async def _settle_all(office: Office) -> list[dict[str, object]]:
    fates = [await settle_mail(office, mail_id) for mail_id in unsettled_mails(office)]
    return [
        {"mail": fate.mail_id, "verdict": fate.verdict, "reason": fate.reason, "course": fate.course_ref}
        for fate in fates
    ]


@mail.command
def verify(
    *files: Path,
    seen: Annotated[Path | None, Parameter(help="JSON-linjer med det, der er set før; opdateres.")] = None,
    json: Json = False,
) -> None:
    """Bedøm mails uden at registrere dem: hvem har underskrevet, hvordan er de beskyttet, hvad er vedlagt."""
    with open_office() as office:
        memory = SeenFile(seen)
        for file in files:
            verdict = judged_as_json(office, str(file), bytes_of(file), memory)
            if json:
                print(as_json(verdict))
            else:
                tell(f"{file}: {verdict['verdict']} ({verdict['reason']})")


@mail.command
def ledger(*, json: Json = False) -> None:
    """Vis hver mail, der er kommet ind, og hvad der blev af den."""
    with open_office() as office:
        rows = [asdict(entry) for entry in office.ledger.mails()]
    headings = {
        "id": "Mail",
        "received_at": "Modtaget",
        "verdict": "Afgørelse",
        "reason": "Grund",
        "fate": "Blev til",
    }
    show_rows("Post", rows, headings, json=json)
