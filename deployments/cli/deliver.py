"""`mentor deliver`: what waits is sent, by command and without Prefect."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.desk_work import work, working
from casework.letters.delivery import DeliveryResult
from casework.letters.delivery import deliver as deliver_once
from casework.letters.delivery import watch as keep_delivering
from casework.office import open_office
from deployments.printing import Json, tell
from domain.errors import MentorError, Unavailable

POLL_SECONDS = 5.0


def deliver(
    *,
    watch: Annotated[bool, Parameter(negative="", help="Bliv ved, og se efter hvert femte sekund.")] = False,
    json: Json = False,
) -> int:
    """Send det, der venter: skriv beskederne, underskriv og kryptér dem, og aflevér dem til mailserveren.

    Bagefter gøres det, der er bedt om på portalen, og som tager længere tid end en side.
    """
    if watch:
        with working():
            asyncio.run(keep_delivering(POLL_SECONDS, lambda result: _tell(result, json=json)))
        return 0
    with open_office() as office:
        result = asyncio.run(deliver_once(office))
        work(office)
    _tell(result, json=json)
    if result.server_away:
        return Unavailable.exit_code
    return MentorError.exit_code if result.problems else 0


def _tell(result: DeliveryResult, *, json: bool) -> None:
    if json:
        print(as_json(asdict(result)), flush=True)
        return
    tell(
        f"Sendt {result.sent}, prøves igen {result.retried}, holdes {result.held}, afvist {result.failed}, "
        f"nye breve til Digital Post {result.to_post}."
    )
    for problem in result.problems:
        tell(f"  {problem}")
