"""`mentor extension …`: what a person needs to propose a new period."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.decisions.extension_draft import write_draft
from casework.office import open_office
from deployments.cli.danish_help import new_app
from deployments.cli.reading import CourseRef, actor_of, course_ref
from deployments.printing import Json, tell

extension = new_app("extension")


@extension.command
def draft(
    ref: CourseRef,
    /,
    *,
    out: Annotated[Path, Parameter(help="Filen, udkastet skrives i.")],
    actor: Annotated[
        str, Parameter(name="--as", help="Hvem der læser, fx coordinator:kirsten; skrives ned.")
    ],
    json: Json = False,
) -> None:
    """Skriv et udkast til forslag om forlængelse ud fra opfølgningerne, kun læseligt for dig."""
    with open_office() as office:
        write_draft(office, course_ref(ref), out, actor_of(actor))
    if json:
        print(as_json({"course": ref, "path": str(out)}))
    else:
        tell(f"{out}: gør udkastet færdigt, og notér forslaget med ProposeExtension.")
