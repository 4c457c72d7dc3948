"""`mentor letters`: what is sent by Digital Post."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.templates import counted
from casework.letters.posting import export_letters, letters_to_post, mark_posted
from casework.names import NOTICES
from casework.office import open_office
from deployments.cli.reading import Reader, reader_of
from deployments.printing import Json, show_rows, tell

LETTERS = {"id": "Nr.", "course": "Sag", "kind": "Hvad", "created_at": "Skrevet"}


def letters(
    *,
    export: Annotated[Path | None, Parameter(help="Mappe, brevene lægges i som PDF.")] = None,
    reader: Reader = None,
    posted: Annotated[
        int | None, Parameter(help="Nummeret på et brev, der er sendt med Digital Post.")
    ] = None,
    json: Json = False,
) -> None:
    """Breve til borgere, som skal sendes med Digital Post."""
    with open_office() as office:
        if export is not None:
            written = export_letters(office, export, reader_of(reader))
            if not json:
                tell(f"{counted(written, 'brev', 'breve')} er lagt i {export}.")
        if posted is not None:
            mark_posted(office, posted)
        rows = [asdict(letter) for letter in letters_to_post(office)]
    if not json:
        rows = [row | {"kind": NOTICES.get(row["kind"], row["kind"])} for row in rows]
    show_rows("Breve, der venter", rows, LETTERS, json=json, empty="Ingen breve venter.")
