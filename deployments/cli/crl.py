"""`mentor crl …`: the revocation lists that say which certificates no longer count."""

from __future__ import annotations

import asyncio

from adapters.as_json import as_json
from casework.arriving.rejudging import judge_waiting_mails
from casework.arriving.revocation import refresh_lists
from casework.office import open_office
from deployments.cli.danish_help import new_app
from deployments.cli.faults import tell_error
from deployments.printing import Json, tell
from domain.errors import Conflict

crl = new_app("crl")

TOLD = "Nye spærrelister: {new}. Uændrede: {unchanged}. Fejl: {failed}. Post bedømt igen: {judged}."


@crl.command
def refresh(*, json: Json = False) -> int:
    """Hent og efterprøv alle spærrelister, og bedøm igen den post, der ventede på en."""
    with open_office() as office:
        result = asyncio.run(refresh_lists(office))
        fates, left = asyncio.run(judge_waiting_mails(office))
    facts = {
        "new": result.new,
        "unchanged": result.unchanged,
        "failed": len(result.problems),
        "judged": len(fates),
    }
    if json:
        print(as_json(facts))
    else:
        tell(TOLD.format(**facts))
    # One that somebody else has settled meanwhile needs nothing more.
    problems = [*result.problems, *(mail.error for mail in left if not isinstance(mail.error, Conflict))]
    for problem in problems:
        tell_error(problem)
    return problems[0].exit_code if problems else 0
