"""`mentor keys …`, `decider …` and `decision-code`: master keys, and who may decide."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.decisions.authority import add_decider, issue_code, rotate_master_key
from casework.names import ROLES
from casework.office import open_office
from deployments.cli.danish_help import new_app
from deployments.cli.reading import CourseRef, course_ref, from_file, input_of
from deployments.printing import Json, show_rows, tell
from domain.calendar import local

keys = new_app("keys")
decider = new_app("decider")

NO_DECIDERS = "Ingen kan afgøre forlængelser endnu. Registrér en med: mentor decider add --from FIL"
DECIDERS = {"ref": "Nr.", "controller": "Kommune", "role": "Rolle", "unit": "Enhed", "name": "Navn"}


@keys.command
def rotate(*, json: Json = False) -> None:
    """Tag en ny masternøgle i brug, pak alle datanøgler om, og fjern så den gamle."""
    with open_office() as office:
        count = rotate_master_key(office)
    if json:
        print(as_json({"rewrapped": count}))
    else:
        tell(f"{count} datanøgler er pakket om under en ny masternøgle. Tag en ny kopi af nøglefilen.")


@decider.command
def add(
    *,
    source: Annotated[
        str,
        from_file("JSON med controller, role, unit, name og email; - for standard ind."),
    ],
    json: Json = False,
) -> None:
    """Registrér en person, der må afgøre forlængelser."""
    with open_office() as office:
        added = add_decider(office, input_of(source))
    if json:
        print(as_json(asdict(added)))
    else:
        tell(f"Registreret som {added.ref}.")


@decider.command(name="list")
def list_deciders(*, json: Json = False) -> None:
    """Vis dem, der må afgøre forlængelser."""
    with open_office() as office:
        rows = [asdict(one) for one in office.deciders.all()]
    if not json:
        rows = [row | {"role": ROLES[row["role"]]} for row in rows]
    show_rows("Beslutningstagere", rows, DECIDERS, json=json, empty=NO_DECIDERS)


def decision_code(
    ref: CourseRef,
    /,
    *,
    decider: Annotated[str, Parameter(help="Hvem koden er til, fx D-0001.")],
    hours: Annotated[int, Parameter(help="Hvor mange timer den gælder (højst 168).")] = 24,
    json: Json = False,
) -> None:
    """Lav en kode, som én beslutningstager kan bruge én gang til én afgørelse. Den vises kun nu."""
    with open_office() as office:
        issued = issue_code(office, course_ref(ref), decider, timedelta(hours=hours))
    if json:
        print(as_json(asdict(issued)))
    else:
        until = f"{local(issued.expires_at):%Y-%m-%d kl. %H.%M}"
        tell(f"{issued.code}  (til {decider}, sag {ref}, gælder til {until})")
