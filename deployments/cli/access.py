"""`mentor access …`: who read what of a course, and the citizen's right to see her file."""

from __future__ import annotations

from dataclasses import asdict

from casework.names import actor_name
from casework.office import open_office
from casework.reading_log import READ, readers_of
from deployments.cli.danish_help import new_app
from deployments.cli.reading import CourseRef, course_ref
from deployments.printing import Json, show_rows
from domain.values import Actor

app = new_app()
access = new_app("access", "Indsigt: hvem har læst hvad, og borgerens ret til at se sin sag.")
app.command(access)

READERS = {"at": "Tidspunkt", "actor": "Hvem", "what": "Hvad", "subject": "Nr."}
NOBODY = "Ingen har fået vist personoplysninger fra forløbet."


@access.command
def readers(ref: CourseRef, /, *, json: Json = False) -> None:
    """Vis, hvem der har fået vist personoplysninger fra et forløb, hvornår og hvilke."""
    with open_office() as office:
        rows = [asdict(reading) for reading in readers_of(office, course_ref(ref))]
    if not json:
        told = ({"actor": actor_name(Actor.parse(row["actor"])), "what": READ[row["what"]]} for row in rows)
        rows = [row | words for row, words in zip(rows, told, strict=True)]
    show_rows(f"Læst på sag {ref}", rows, READERS, json=json, empty=NOBODY)
