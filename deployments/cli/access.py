"""`mentor access …`: who read what of a course, and the citizen's right to see her file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from msgspec import to_builtins

from adapters.as_json import as_json
from casework.access.reading_log import READ, readers_of
from casework.keeping.access_requests import open_requests
from casework.names import MATTERS, WHY_LEFT_OUT, actor_name
from casework.office import open_office
from casework.whole_case.drafting import send_draft
from casework.whole_case.export import export_case
from casework.whole_case.handover import hand_over
from casework.whole_case.marking import mark, marks_of
from deployments.cli.danish_help import new_app
from deployments.cli.faults import tell_error
from deployments.cli.reading import CourseRef, actor_of, course_ref, from_file, input_of
from deployments.printing import Json, show_rows, tell
from domain.values import Actor

access = new_app("access")

READERS = {"at": "Tidspunkt", "actor": "Hvem", "what": "Hvad", "subject": "Nr."}
NOBODY = "Ingen har fået vist personoplysninger fra forløbet."


REQUESTS = {
    "ref": "Sag",
    "matter": "Nr.",
    "kind": "Hvad",
    "received_on": "Modtaget",
    "answer_by": "Svar senest",
    "draft_delivered": "Udkast",
}
HANDED = {"ref": "Sag", "file": "Fil", "files": "Filer", "pages": "Sider", "zip_sha256": "SHA-256"}
NONE_HANDED = "Kommunen har ingen sager hos os, som ikke er slettet."
SOME = 25
MARKS = {"id": "Nr.", "what": "Hvad", "where": "Hvor", "words": "Ord", "why": "Hvorfor"}
WHAT = {"event": "hændelse", "words": "ord", "enclosure": "bilag"}
NO_MARKS = "Intet er markeret; en udskrift udelader kun det, der er beskyttet."
By = Annotated[str, Parameter(name="--as", help="Hvem der gør det, fx coordinator:kirsten; skrives ned.")]


@access.command
def export(
    ref: CourseRef,
    /,
    *,
    out: Annotated[Path, Parameter(help="Mappen, sagens egen mappe lægges i.")],
    actor: By,
    json: Json = False,
) -> None:
    """Skriv sagen ud som PDF, JSON og bilag, uden det markerede. Kommunen afgør, hvad borgeren får."""
    with open_office() as office:
        done = export_case(office, course_ref(ref), out, actor_of(actor))
    if json:
        print(as_json(asdict(done) | {"folder": str(done.folder)}))
    else:
        tell(f"{done.folder}: {done.files} filer, {done.pages} sider. SHA-256 af PDF'en: {done.sha256}")
        tell(f"Udeladt: {done.left_out.told or 'intet'}.")
    if done.withheld and not json:
        numbers = ", ".join(map(str, done.withheld))
        tell(f"Borgeren fik med en begrundelse ikke vist hændelse {numbers}. Se på dem, før det udleveres.")


@access.command
def draft(
    ref: CourseRef,
    matter: Annotated[str, Parameter(help="Anmodningens nummer, fx i1 (mentor access list).")],
    /,
    *,
    actor: By,
    json: Json = False,
) -> None:
    """Send udkastet til kommunen med sikker mail, og notér det. Det går med næste udsendelse."""
    with open_office() as office:
        sent = send_draft(office, course_ref(ref), matter, actor_of(actor))
    if json:
        print(as_json(asdict(sent)))
    else:
        tell(f"Udkastet er udsendelse {sent.letter}. SHA-256 af indholdet: {sent.zip_sha256}")


@access.command(name="mark")
def mark_(
    ref: CourseRef,
    /,
    *,
    source: Annotated[str, from_file("Fil med marks og put_back som JSON; - for standard ind.")],
    actor: By,
    json: Json = False,
) -> None:
    """Markér det, en udskrift skal udelade (oplysninger om andre), eller tag markeringer tilbage."""
    with open_office() as office:
        who, given = actor_of(actor), input_of(source)
        step = mark(office, course_ref(ref), given, who)
    if json:
        print(as_json({"course": step.ref, "events": list(step.fired)}))
    else:
        tell(f"{ref}: markeringerne er noteret. Se dem med: mentor access marks {ref}")


@access.command
def marks(ref: CourseRef, /, *, actor: By, json: Json = False) -> None:
    """Vis det, en udskrift udelader, med ordene. Det er beskyttede oplysninger."""
    with open_office() as office:
        found = marks_of(office, course_ref(ref), actor_of(actor))
    rows = [to_builtins(one.mark) | {"words": one.words} for one in found]
    if not json:
        rows = [row | _in_words(row) for row in rows]
    show_rows(f"Udelades på sag {ref}", rows, MARKS, json=json, empty=NO_MARKS)


def _in_words(row: Mapping[str, Any]) -> dict[str, str]:
    where = f"{row['mail']} bilag {row['number']}" if row.get("mail") else str(row.get("event") or "")
    return {"what": WHAT[row["what"]], "why": WHY_LEFT_OUT[row["why"]], "where": where}


@access.command
def handover(
    *,
    controller: Annotated[str, Parameter(help="Kommunen, fx kommune-a.")],
    out: Annotated[Path, Parameter(help="Mappen, de krypterede sager og oversigten lægges i.")],
    actor: By,
    json: Json = False,
) -> int:
    """Overdrag alle en kommunes sager, krypteret til dens certifikat, med en oversigt. Intet slettes."""
    with open_office() as office:
        done = hand_over(office, controller, out, actor_of(actor), progress=None if json else _progress)
    show_rows("Overdragelse", [asdict(one) for one in done.courses], HANDED, json=json, empty=NONE_HANDED)
    for ref, error in done.failed:
        tell_error(error)
        if not json:
            tell(f"{ref} er ikke med. Ret fejlen, og kør igen: det, der er lavet, laves ikke om.")
    return max((error.exit_code for _, error in done.failed), default=0)


def _progress(number: int, of: int) -> None:
    if number % SOME == 0 or number == of:
        tell(f"{number} af {of} sager.")


@access.command(name="list")
def list_(*, json: Json = False) -> None:
    """Vis de anmodninger om indsigt, der ikke er svaret på, den nærmeste frist først."""
    with open_office() as office:
        rows = [asdict(one) for one in open_requests(office)]
    if not json:
        rows = [row | {"kind": MATTERS[row["kind"]]} for row in rows]
        rows = [row | {"draft_delivered": "sendt" if row["draft_delivered"] else "mangler"} for row in rows]
    show_rows("Anmodninger om indsigt", rows, REQUESTS, json=json, empty="Ingen anmodninger er åbne.")


@access.command
def readers(ref: CourseRef, /, *, json: Json = False) -> None:
    """Vis, hvem der har fået vist personoplysninger fra et forløb, hvornår og hvilke."""
    with open_office() as office:
        rows = [asdict(reading) for reading in readers_of(office, course_ref(ref))]
    if not json:
        told = ({"actor": actor_name(Actor.parse(row["actor"])), "what": READ[row["what"]]} for row in rows)
        rows = [row | words for row, words in zip(rows, told, strict=True)]
    show_rows(f"Læst på sag {ref}", rows, READERS, json=json, empty=NOBODY)
