"""The API's description of itself (OpenAPI 3.1): every address, every command and its fields, every error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from fastapi import Response
from pydantic import TypeAdapter

from casework.commands.acting import BY_THEMSELVES, DECISION, ENDING
from casework.decisions.ending_effort import Ending
from casework.decisions.extension import Decision
from casework.history.timeline import TimelineEntry
from casework.lists.course_facts import Deadline
from casework.lists.course_pages import Line
from casework.names import ROLES
from domain.commands import COMMANDS
from domain.lifecycle import TABLE, Phase
from domain.values import REF_PATTERN, Role
from domain.who import WHOSE
from domain.words import listed
from portal.routing import PUBLIC, Pages

VERSION = "1"
pages = Pages()
Json = dict[str, Any]
MODELS = "#/components/schemas/{model}"
HANDED_IN: Mapping[str, type] = {DECISION: Decision, ENDING: Ending}
"""What is handed in of a decision: it carries the decider's code, which the command itself does not."""
ABOUT = """Det samme som i portalen, for programmer. Lav en adgang på siden »Mine adgange«, og send den med
som `Authorization: Bearer …`. Adgangen kan aldrig mere end den, der har lavet den. Fejl er problem+json."""
PROBLEM: Json = {
    "type": "object",
    "required": ["status", "code", "message", "problems"],
    "properties": {
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "message": {"type": "string", "description": "Hvad der er galt, og hvad man gør. Aldrig personligt."},
        "rules": {"type": "array", "items": {"type": "string"}, "description": "Reglerne, der siger nej."},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "wrong", "cure"],
                "properties": {name: {"type": "string"} for name in ("field", "wrong", "cure")},
            },
        },
    },
}
ERRORS = {
    401: "Adgangen mangler eller gælder ikke",
    403: "Rollen eller adgangen må ikke",
    404: "Her er ingen sag, som kontoen kan se",
    409: "En regel siger nej, eller en anden var hurtigere",
    413: "Der er sendt for meget",
    422: "Noget kan ikke bruges; hvert felt er nævnt",
    429: "For mange kald; se Retry-After",
    503: "Noget virker ikke lige nu",
}
REF: Json = {
    "name": "ref",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": REF_PATTERN},
}

SEEN: Json = {
    "name": "seen",
    "in": "query",
    "required": False,
    "schema": {"type": "integer", "minimum": 0, "maximum": 2**31},
    "description": "den sidste hændelse, programmet kender; er der flere, sker intet",
}


@pages.get("/openapi.json", who=PUBLIC)
def openapi() -> Response:
    """The description itself."""
    return Response(_text(), media_type="application/json")


@cache
def _text() -> str:
    return json.dumps(described(), ensure_ascii=False)


def described() -> Json:
    """The whole description."""
    schemas: Json = {"Problem": PROBLEM}
    paths = _reading(schemas) | {"/courses/{ref}/batch": {"post": _batch(schemas)}}
    paths |= {
        f"/courses/{{ref}}/commands/{row.command}": {"post": _command(row.command, schemas)}
        for row in TABLE
        if row.command not in BY_THEMSELVES
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Mentorforløb", "version": VERSION, "description": ABOUT},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _reading(schemas: Json) -> Json:
    line, entry, deadline = (_model(kind, schemas) for kind in (Line, TimelineEntry, Deadline))
    phase = _query("phase", {"type": "string", "enum": ["", *Phase]}, "kun forløb i denne fase")
    after = _query("after", {"type": "string", "pattern": f"^$|{REF_PATTERN}"}, "`next` fra siden før")
    limit = _query(
        "limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 50}, "højst så mange"
    )
    personal = _query("personal", {"type": "boolean"}, "med det beskyttede, rollen må se; det skrives ned")
    return {
        "/me": _get("Hvis adgang det er", _me()),
        "/courses": _get(
            "De forløb, kontoen ser, de ældste først",
            _object(courses=_list(line), next={"type": ["string", "null"]}),
            (phase, after, limit),
        ),
        "/courses/{ref}": _get("Et forløb, som det står; intet personligt", _course(), (REF,)),
        "/courses/{ref}/timeline": _get(
            "Alt, hvad der er sket", _object(entries=_list(entry)), (REF, personal)
        ),
        "/courses/{ref}/deadlines": _get(
            "Hver åben frist, og hvorfor den er, hvor den er", _object(deadlines=_list(deadline)), (REF,)
        ),
        "/courses/{ref}/commands": _get(
            "Hvad kontoen kan gøre nu",
            _object(seq={"type": "integer"}, commands=_list({"type": "string"})),
            (REF,),
        ),
    }


def _batch(schemas: Json) -> Json:
    """Several at once; what fields each has stands at its own address."""
    names = [row.command for row in TABLE if row.command not in {*BY_THEMSELVES, *HANDED_IN}]
    one = _object(command={"type": "string", "enum": names}, fields={"type": "object"})
    several = _object(commands={**_list(one), "minItems": 1, "maxItems": 20})
    several["additionalProperties"] = one["additionalProperties"] = False
    schemas["Batch"] = several
    told = _doing("batch", "Udfør flere som én: alle eller ingen", {"$ref": MODELS.format(model="Batch")})
    return told | {"parameters": [REF, SEEN]}


def _command(name: str, schemas: Json) -> Json:
    body = _model(HANDED_IN.get(name, COMMANDS[name]), schemas, name)
    told = _doing(name, f"Udfør {name}", body)
    return told | {"description": _whose(name), "parameters": [REF] if name in HANDED_IN else [REF, SEEN]}


def _whose(name: str) -> str:
    """Who may do it (decision 0120); a decision counts for the one whose code it carries."""
    who = f"Hvem: {listed([role for role in ROLES if role in WHOSE[name].roles], ROLES)}."
    return f"{who} Med beslutningstagerens egen kode kan andre sende den." if name in HANDED_IN else who


def _doing(name: str, summary: str, body: Json) -> Json:
    done = _object(
        course={"type": "string"},
        phase={"type": "string", "enum": list(Phase)},
        events=_list({"type": "string"}),
    )
    return {
        "operationId": name,
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": _responses(done),
    }


def _get(summary: str, answer: Json, parameters: tuple[Json, ...] = ()) -> Json:
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": _responses(answer)}}


def _responses(answer: Json) -> Json:
    problem = {"application/problem+json": {"schema": {"$ref": MODELS.format(model="Problem")}}}
    told = {str(status): {"description": words, "content": problem} for status, words in ERRORS.items()}
    return {"200": {"description": "Udført", "content": {"application/json": {"schema": answer}}}, **told}


def _model(kind: type, schemas: Json, name: str = "") -> Json:
    """Put what a value looks like among the schemas; gives where it stands there."""
    name = name or kind.__name__
    schema = TypeAdapter(kind).json_schema(ref_template=MODELS)
    schemas |= schema.pop("$defs", {})
    schemas[name] = schema
    return {"$ref": MODELS.format(model=name)}


def _me() -> Json:
    return _object(
        account={"type": "string"},
        role={"type": "string", "enum": list(Role)},
        controller={"type": ["string", "null"]},
        may_act={"type": "boolean"},
        expires_at={"type": "string", "format": "date-time"},
    )


def _course() -> Json:
    """The parts of a course that do not change their form; the others are as `mentor course show --json`."""
    parts = _object(ref={"type": "string"}, phase={"type": "string", "enum": list(Phase)})
    parts["properties"] |= {"seq": {"type": "integer"}, "hours_used": {"type": "string"}}
    return parts


def _object(**properties: Json) -> Json:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _query(name: str, schema: Json, description: str) -> Json:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
