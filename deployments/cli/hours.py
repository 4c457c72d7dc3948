"""`mentor hours`: a month's hours for the invoice and for refund, and where a mentor is at two places."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from adapters.as_json import as_json
from adapters.documents.danish import decimal_comma
from casework.office import Office, open_office
from casework.private_files import write_private
from casework.settling.hours import changed_since, double_booked, month_lines, month_of, record, told
from casework.settling.hours_basis import Basis, packed, settled
from casework.settling.hours_file import why_unpaid, write_csv
from casework.settling.hours_seal import check
from deployments.cli.danish_help import new_app
from deployments.cli.reading import CourseRef, actor_of, bytes_of, course_ref
from deployments.printing import Json, show_rows, tell
from domain.calendar import local_day
from domain.errors import InvalidInput, Problem
from domain.reconciling import Line
from domain.weekly_hours import weekly_hours

hours = new_app("hours")
Month = Annotated[str, Parameter(help="Måneden, fx 2026-03.")]
Controller = Annotated[str, Parameter(help="Kun denne kommunes forløb, fx viborg.")]
SUMS = {
    "logged": "Ført",
    "outside": "Udenf.",
    "confirmed": "Bekr.",
    "billable": "Faktura",
    "refundable": "Refus.",
}
TOTALS = {
    "logged": "ført",
    "outside": "heraf uden for åbningstiden",
    "confirmed": "bekræftet",
    "billable": "til faktura",
    "refundable": "til refusion",
}
PLACED = {"ref": "Sag", "period": "Per.", "mentor": "Mentor", "name": "Kategori"}
LISTED = {**PLACED, **SUMS, "why": "Hvorfor ikke"}
WEEKLY = {
    "monday": "Uge fra",
    "granted": "Om ugen",
    "used": "Brugt",
    "over": "Over",
    "total_used": "Brugt i alt",
    "total_granted": "Bevilget i alt",
}
TWICE = {
    "ref": "Sag",
    "mentor": "Mentor",
    "entry": "Notat",
    "held_on": "Dag",
    "other": "Også på sag",
    "other_entry": "Notat der",
}
UNCHANGED = "Seglet er vores, og intet er ændret."
NO_HOURS = "Der er ikke ført timer i måneden."
NO_CHANGES = "Intet er ændret, siden måneden blev gjort op."


@hours.default
def show_month(
    *,
    month: Month,
    controller: Controller = "",
    csv: Annotated[Path | None, Parameter(help="Fil til et regneark, kun læselig for dig.")] = None,
    json: Json = False,
) -> None:
    """Gør en måneds timer op: ført, bekræftet, til faktura og til refusion, og hvorfor resten ikke er det."""
    with open_office() as office:
        found = month_lines(office, month_of(month), controller)
        if csv is not None:
            write_csv(csv, found, office.staff.name_of)
    rows = told(found) if json else [_listed(line) for line in found]
    show_rows(f"Timer {month}", rows, LISTED, json=json, empty=NO_HOURS)
    if found and not json:
        tell(f"I alt: {', '.join(f'{name} {_total(found, key)}' for key, name in TOTALS.items())}.")


@hours.command
def settle(
    *,
    month: Month,
    controller: Annotated[str, Parameter(help="Kommunen, fx viborg.")],
    actor: Annotated[str, Parameter(name="--as", help="Koordinatoren, der gør op, fx coordinator:kirsten.")],
    json: Json = False,
) -> None:
    """Notér en kommunes måned, som den er gjort op nu, med et fingeraftryk."""
    with open_office() as office:
        made = record(office, controller, month, actor_of(actor))
    if json:
        print(as_json(asdict(made)))
    else:
        tell(f"Opgørelse nr. {made.id} for {month}: {len(made.lines)} linjer, fingeraftryk {made.sha256}.")


@hours.command
def export(
    number: Annotated[int, Parameter(help="Opgørelsens nummer.")],
    /,
    *,
    basis: Annotated[Literal["faktura", "refusion"], Parameter(help="Hvad den skal bruges til.")] = "faktura",
    out: Annotated[Path, Parameter(help="Mappen, zip-filen lægges i.")] = Path(),
    json: Json = False,
) -> None:
    """Skriv en opgørelse som grundlag for faktura eller refusion: PDF, regneark og segl i én zip-fil."""
    with open_office() as office:
        name, content = packed(office, settled(office, number), Basis(basis))
    write_private(out / name, content)
    if json:
        print(as_json({"number": number, "path": str(out / name)}))
    else:
        tell(f"Skrevet: {out / name}")


@hours.command
def verify(
    file: Annotated[Path, Parameter(help="Zip-filen, som den blev sendt.")], /, *, json: Json = False
) -> int:
    """Efterprøv en zip-fil med timer: er der ændret i den, siden den kom fra os?"""
    content = bytes_of(file, "FILE")
    with open_office() as office:
        checked = check(office, content)
    if json:
        number = checked.seal.number if checked.seal else None
        found = {"ok": not checked.findings, "number": number, "findings": checked.findings}
        print(as_json(found))
    else:
        for line in checked.findings or (UNCHANGED,):
            tell(line)
    return 1 if checked.findings else 0


@hours.command
def changes(*, month: Month, controller: Controller, json: Json = False) -> None:
    """Vis, hvad rettelser har ændret, siden en kommunes måned blev gjort op."""
    with open_office() as office:
        rows = _changes(office, month, controller)
    if not json:
        rows = [_with_commas(row) | {"name": _whose(row), "before": _before(row)} for row in rows]
    show_rows(f"Ændret {month}", rows, CHANGED, json=json, empty=NO_CHANGES)


PAID = {key: SUMS[key] for key in ("logged", "billable", "refundable")}
CHANGED = {"ref": "Sag", "name": "Kategori", **PAID, "before": "Før"}


def _changes(office: Office, month: str, controller: str) -> list[dict[str, Any]]:
    span = month_of(month)
    before = office.reconciliations.latest(controller, month)
    if before is None:
        problem = Problem("--month", "er ikke gjort op for kommunen", "gør den op: mentor hours settle")
        raise InvalidInput("Timer", (problem,))
    return changed_since(before, told(month_lines(office, span, controller)))


@hours.command
def twice(*, json: Json = False) -> None:
    """Vis notater, som siger, at en mentor var to steder på én gang. De faktureres ikke, før de er rettet."""
    with open_office() as office:
        rows = [asdict(one) for one in double_booked(office)]
    show_rows("To steder på samme tid", rows, TWICE, json=json, empty="Ingen mentor er ført to steder.")


@hours.command
def weeks(ref: CourseRef, /, *, json: Json = False) -> None:
    """Vis et forløbs timer uge for uge: bevilget om ugen og brugt, og begge dele i alt."""
    with open_office() as office:
        found = weekly_hours(office.casebook.course(course_ref(ref)), local_day(office.now))
    rows = [asdict(week) | {"over": week.over} for week in found]
    if not json:
        rows = [{key: _shown(part) for key, part in row.items()} for row in rows]
    show_rows(f"Timer på sag {ref}", rows, WEEKLY, json=json, empty="Forløbet har ingen bevilling endnu.")


def _shown(part: object) -> object:
    return decimal_comma(part) if isinstance(part, Decimal) else part


def _listed(line: Line) -> dict[str, object]:
    sums = {key: decimal_comma(getattr(line, key)) for key in SUMS}
    named = {"ref": line.ref, "period": line.period, "mentor": line.mentor, "name": line.name}
    return {**named, **sums, "why": why_unpaid(line)}


def _whose(row: dict[str, Any]) -> str:
    return f"{row['name']}, {row['mentor']} (periode {row['period']})"


def _before(row: dict[str, Any]) -> str:
    before = row["before"]
    return " / ".join(decimal_comma(Decimal(hours)) for hours in before.values()) if before else "ny"


def _with_commas(row: dict[str, Any]) -> dict[str, Any]:
    return row | {key: decimal_comma(Decimal(row[key])) for key in SUMS}


def _total(lines: list[Line], key: str) -> str:
    return decimal_comma(sum((getattr(line, key) for line in lines), Decimal(0)))
