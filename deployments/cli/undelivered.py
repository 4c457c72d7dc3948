"""`mentor undelivered …`: the letters that did not arrive, sent again after a correction or ticked off."""

from __future__ import annotations

from dataclasses import asdict
from operator import attrgetter
from typing import Annotated

from cyclopts import Parameter

from casework.letters.undelivered import REASONS, held_back, resend, tick_off, undelivered
from casework.names import RECIPIENTS
from casework.office import open_office
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of
from deployments.printing import Json, show_object, show_rows, tell

group = new_app("undelivered")

COLUMNS = {
    "id": "Nr.",
    "course_ref": "Sag",
    "recipient": "Til",
    "state": "Status",
    "reason": "Serverens svar",
    "created_at": "Skrevet",
}
STATES = {"failed": "afvist", "bounced": "kom retur", "held": "holdt tilbage"}
RESENT = {"id": "Nyt nr.", "replaces": "I stedet for"}
Number = Annotated[int, Parameter(help="Brevets nummer, som listen viser det.")]
By = Annotated[str, Parameter(name="--as", help="Koordinatoren, der afgør det, fx coordinator:kirsten.")]


@group.command(name="list")
def list_(*, json: Json = False) -> None:
    """Vis de breve, der ikke nåede frem, og som ingen har afsluttet, og dem der venter på et certifikat."""
    with open_office() as office:
        lines = sorted([*undelivered(office), *held_back(office)], key=attrgetter("id"))
    rows = [{name: asdict(line)[name] for name in COLUMNS} for line in lines]
    if not json:
        rows = [
            row | {"recipient": RECIPIENTS[row["recipient"]], "state": STATES[row["state"]]} for row in rows
        ]
    show_rows("Ikke nået frem", rows, COLUMNS, json=json, empty="Alt er nået frem eller afsluttet.")


@group.command(name="resend")
def resend_(number: Number, /, *, actor: By, json: Json = False) -> None:
    """Skriv brevet igen med de adresser og certifikater, der gælder nu. Det går med næste udsendelse."""
    with open_office() as office:
        new = resend(office, number, actor_of(actor))
    show_object({"id": new, "replaces": number}, RESENT, json=json)


@group.command
def close(
    number: Number,
    /,
    *,
    actor: By,
    reason: Annotated[str, Parameter(help=f"Hvorfor: {', '.join(REASONS)}.")],
) -> None:
    """Afslut et brev uden at sende det igen."""
    with open_office() as office:
        tick_off(office, number, reason, actor_of(actor))
    tell(f"Udsendelse {number} er afsluttet: {REASONS[reason]}.")
