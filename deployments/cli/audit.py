"""`mentor audit …`: proving that nothing was changed, lost or cut off."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.assurance import export_checkpoint, verify_books
from casework.office import open_office
from deployments.cli.danish_help import new_app
from deployments.cli.reading import bytes_of
from deployments.printing import Json, tell

audit = new_app("audit")


@audit.command
def verify(
    *,
    against: Annotated[Path | None, Parameter(help="Et udskrevet kontrolpunkt at holde op imod.")] = None,
    json: Json = False,
) -> int:
    """Efterprøv hvert forløbs kæde, og at stillingen er summen af hændelserne."""
    if against is not None:
        bytes_of(against, "--against")
    with open_office() as office:
        result = verify_books(office, against)
    if json:
        print(as_json(asdict(result)))
    else:
        verdict = "Alt stemmer" if result.ok else "Noget stemmer IKKE"
        tell(f"{verdict}: {result.courses} forløb, {result.events} hændelser.")
        for finding in result.findings:
            tell(f"  {finding}")
    return 0 if result.ok else 1


@audit.command
def checkpoint(
    *, out: Annotated[Path, Parameter(help="Filen, kontrolpunktet skrives i.")], json: Json = False
) -> None:
    """Skriv et underskrevet kontrolpunkt til en fil uden for databasen."""
    with open_office() as office:
        count = export_checkpoint(office, out)
    if json:
        print(as_json({"path": str(out), "courses": count}))
    else:
        tell(f"{out}: {count} forløb.")
