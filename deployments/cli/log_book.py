"""`mentor log …`: the log books of many courses at once."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from casework.lists.log_book import not_shown
from casework.office import open_office
from deployments.cli.danish_help import new_app
from deployments.printing import Json, show_rows

log = new_app("log")
HEADINGS = {"ref": "Sag", "mentor": "Mentor", "entry": "Notat", "held_on": "Møde", "days": "Dage siden"}


@log.command
def unshown(
    *,
    mentor: Annotated[str, Parameter(help="Kun denne mentors forløb, fx amira.")] = "",
    json: Json = False,
) -> None:
    """Vis de notater, som borgeren endnu ikke har set, og som har ventet for længe."""
    with open_office() as office:
        rows = [asdict(entry) for entry in not_shown(office, mentor)]
    show_rows("Ikke vist for borgeren", rows, HEADINGS, json=json, empty="Alle notater er vist i tide.")
