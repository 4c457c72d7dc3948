"""`mentor retention …`: which files are kept until when, and erasing them on the controller's instruction."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.mailbox import MailboxUnavailable
from casework.arriving.mailbox_copies import destroy_copies
from casework.assurance import AssuranceResult, verify_books
from casework.keeping import retention as files
from casework.keeping.erasing import Erased, approve, finish_begun
from casework.keeping.erasure_certificate import certificate_of, write_certificate
from casework.keeping.retention import KEPT, retention_list
from casework.names import HOLD_REASONS
from casework.office import Office, open_office
from deployments.cli.danish_help import new_app
from deployments.cli.faults import tell_error
from deployments.cli.reading import CourseRef, actor_of, course_ref, from_file, input_of
from deployments.erased_traces import clear_traces
from deployments.printing import Json, show_rows, tell

retention = new_app("retention")

LISTED = {
    "ref": "Sag",
    "controller": "Kommune",
    "closed_on": "Afsluttet",
    "due_on": "Kan slettes",
    "state": "Status",
    "returned_on": "Afleveret",
    "erased_on": "Slettet",
}
ERASED = {"ref": "Sag", "state": "Resultat", "certificate": "Bevis"}
NOTHING = "Ingen afsluttede forløb."
By = Annotated[str, Parameter(name="--as", help="Koordinatoren, fx coordinator:kirsten.")]
Out = Annotated[Path | None, Parameter(help="Mappen, beviserne lægges i (ellers erasures i installationen).")]


@retention.command(name="list")
def list_(
    *,
    controller: Annotated[str, Parameter(help="Kun denne kommunes sager.")] = "",
    due: Annotated[bool, Parameter(negative="", help="Kun dem, der kan slettes nu.")] = False,
    json: Json = False,
) -> None:
    """Vis de afsluttede sager: hvornår de kan slettes, og hvad der mangler."""
    with open_office() as office:
        lines = retention_list(office, controller, within=timedelta(0) if due else None)
    rows = [asdict(line) for line in lines]
    if not json:
        rows = [row | {"state": _state(row["state"], row["held"])} for row in rows]
    show_rows("Opbevaring", rows, LISTED, json=json, empty=NOTHING)


def _state(state: str, held: str) -> str:
    return f"{KEPT[state]}: {HOLD_REASONS[held]}" if held and state == files.Kept.HELD else KEPT[state]


@retention.command(name="approve")
def approve_(
    *,
    source: Annotated[str, from_file("Kommunens godkendelse som JSON; - for standard ind.")],
    out: Out = None,
    json: Json = False,
) -> int:
    """Slet det, kommunen godkender med sine koder. Alt prøves først, og en sletning kan ikke fortrydes."""
    with open_office() as office:
        done = approve(office, input_of(source))
        books = verify_books(office)
        rows = [_row(office, one, out, books) for one in done]
    show_rows("Sletning", rows, ERASED, json=json)
    for one in done:
        if one.error is not None:
            tell_error(one.error)
    return max((one.error.exit_code for one in done if one.error), default=0)


@retention.command
def finish(*, json: Json = False) -> None:
    """Gør det færdigt, som en afbrydelse standsede: kun sletninger, der allerede er godkendt."""
    with open_office() as office:
        refs, books = finish_begun(office), verify_books(office)
        rows = [_row(office, Erased(ref), None, books) for ref in refs]
    show_rows("Sletning", rows, ERASED, json=json, empty="Ingen sletning er afbrudt.")


def _row(office: Office, one: Erased, out: Path | None, books: AssuranceResult) -> dict[str, object]:
    if one.error is not None:
        return {"ref": one.ref, "state": "ikke slettet", "certificate": ""}
    return {"ref": one.ref, "state": "slettet", "certificate": str(_certified(office, one.ref, out, books))}


def _certified(office: Office, ref: str, out: Path | None, books: AssuranceResult) -> Path:
    """Clear what lies outside the books, and write what is gone."""
    try:
        copies = destroy_copies(office, ref)
    except MailboxUnavailable:
        copies = None  # the weekly flow does it, and the certificate says so
    traces = clear_traces(office.settings, ref)
    return write_certificate(office, certificate_of(office, ref, traces, copies, books), out)


@retention.command
def certificate(ref: CourseRef, /, *, out: Out = None) -> None:
    """Skriv beviset for en sletning igen, som PDF og JSON."""
    with open_office() as office:
        certificate_of(office, course_ref(ref))
        path = _certified(office, course_ref(ref), out, verify_books(office))
    tell(f"{path}")


@retention.command
def hold(
    ref: CourseRef,
    /,
    *,
    reason: Annotated[str, Parameter(help=f"Hvorfor: {', '.join(HOLD_REASONS)}.")],
    actor: By,
) -> None:
    """Hold en sag tilbage fra sletning. En godkendelse, der er givet, gælder ikke mere."""
    with open_office() as office:
        files.hold(office, course_ref(ref), reason, actor_of(actor))
    tell(f"{ref} holdes tilbage: {HOLD_REASONS[reason]}.")


@retention.command
def unhold(ref: CourseRef, /, *, actor: By) -> None:
    """Sagen skal ikke længere holdes tilbage."""
    with open_office() as office:
        files.lift(office, course_ref(ref), actor_of(actor))
    tell(f"{ref} holdes ikke længere tilbage.")
