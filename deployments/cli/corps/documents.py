"""`mentor corps document …`: crisis plan, contact list and intake plan."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.corps.readiness import enter_document
from casework.office import Office, open_office
from deployments.cli.corps.options import By
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of, from_file, input_of
from deployments.printing import Json, show_rows, tell
from domain.corps.documents import CONTACT_KINDS, NAMES, ContactList, Content, Document
from domain.errors import InvalidInput, Problem
from models.corps.documents import KeptDocument

app = new_app()
document = new_app("document", "Korpsets kriseplan, kontaktliste og indslusningsplan.")
app.command(document)
KINDS = ", ".join(Document)
Kind = Annotated[str, Parameter(help=f"Hvilket dokument: {KINDS}.")]
COLUMNS = {"name": "Dokument", "version": "Version", "reviewed_on": "Gennemgået", "entered_at": "Indført"}
WORDS = {
    "reviewed_on": "Gennemgået",
    "applies_when": "Gælder, når",
    "call_first": "Ring først til",
    "steps": "Sådan gør du",
    "afterwards": "Bagefter",
    "contacts": "Kontakter",
    "decided_by": "Afgøres af",
    "goes_first": "Går forud",
}


@document.command(name="list")
def list_(*, json: Json = False) -> None:
    """Vis, hvilke dokumenter korpset har."""
    with open_office() as office:
        kept = office.corps.documents.all()
    rows = [
        {
            "kind": one.kind.value,
            "name": NAMES[one.kind],
            "version": one.version,
            "reviewed_on": one.content.reviewed_on,
            "entered_at": one.entered_at,
            "entered_by": one.entered_by,
        }
        for one in kept
    ]
    show_rows("Korpsets dokumenter", rows, COLUMNS, json=json, empty="Korpset har ingen dokumenter endnu.")


@document.command
def show(kind: Kind, /, *, json: Json = False) -> None:
    """Vis et dokument, som det gælder nu."""
    with open_office() as office:
        content = _kept(office, _kind(kind)).content
    if json:
        print(as_json(asdict(content)))
        return
    for name, value in asdict(content).items():
        _tell(WORDS[name], value)


def _tell(name: str, value: object) -> None:
    """A field on one line; a list with one line for each of its items."""
    if not isinstance(value, tuple | list):
        tell(f"{name}: {value}")
        return
    tell(f"{name}:")
    for item in value:
        tell(f"  - {_line(item)}")


@document.command
def enter(
    kind: Kind,
    /,
    *,
    source: Annotated[str, from_file("Dokumentet som JSON; - for standard ind.")],
    actor: By,
    json: Json = False,
) -> None:
    """Indfør et dokument. En ny version gælder med det samme; de gamle bliver gemt."""
    with open_office() as office:
        version, content = enter_document(office, _kind(kind), input_of(source), actor_of(actor))
    if json:
        print(as_json({"kind": kind, "version": version, "missing": list(_missing(content))}))
        return
    tell(f"{NAMES[_kind(kind)].capitalize()} er indført som version {version}.")
    if missing := [CONTACT_KINDS[code] for code in _missing(content)]:
        tell(f"Listen har endnu ingen under: {', '.join(missing)}.")


def _kind(text: str) -> Document:
    if text not in list(Document):
        raise InvalidInput("Dokument", (Problem("kind", "findes ikke", f"vælg en af {KINDS}"),))
    return Document(text)


def _kept(office: Office, kind: Document) -> KeptDocument:
    for one in office.corps.documents.all():
        if one.kind is kind:
            return one
    cure = f"indfør det med: mentor corps document enter {kind}"
    raise InvalidInput("Dokument", (Problem("kind", "er ikke indført endnu", cure),))


def _missing(content: Content) -> tuple[str, ...]:
    return content.missing() if isinstance(content, ContactList) else ()


def _line(item: object) -> str:
    if not isinstance(item, dict):
        return str(item)
    said = (CONTACT_KINDS[item["kind"]], item["name"], item["phone"], item["email"], item["hours"])
    return ", ".join(part for part in said if part)
