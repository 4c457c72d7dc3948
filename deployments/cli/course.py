"""`mentor course …`: lists, one course, its history, its deadlines, and acting on it."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Annotated

from cyclopts import App, Parameter

from casework.extension import decide, read_decision
from casework.names import PHASES
from casework.office import Office, open_office
from casework.rounds import StepResult, step_result
from casework.timeline import timeline
from deployments.cli.reading import actor_of, course_ref, input_of, instant_of
from deployments.printing import Json, as_json, show_object, show_rows, tell
from domain.calendar import local
from domain.explain import explain as explain_timer
from domain.lifecycle import Phase
from domain.parsing import parse_command
from domain.values import Actor
from models.listing import Wanted

app = App()
course = App(name="course", help="Forløb: liste, indhold, historik, frister og handlinger.")
app.command(course)

LISTED = {
    "ref": "Sag",
    "controller": "Kommune",
    "phase_name": "Fase",
    "mentor": "Mentor",
    "next_due_at": "Næste frist",
    "waiting_on": "Venter på",
}
SHOWN = {
    "ref": "Sag",
    "programme": "Program",
    "phase_name": "Fase",
    "waiting_on": "Venter på",
    "mentor": "Mentor",
    "coordinator": "Koordinator",
    "hours_granted": "Timer bevilget",
    "hours_used": "Timer brugt",
    "periods": "Bevillingsperioder",
    "matters": "Åbne anliggender",
    "missing": "Mangler",
    "next_due_at": "Næste frist",
    "seq": "Antal hændelser",
}


@course.command(name="list")
def list_courses(*, phase: str = "", mentor: str = "", json: Json = False) -> None:
    """Vis forløb, de mest forfaldne først."""
    with open_office() as office:
        rows = [
            {
                "ref": row.ref,
                "controller": row.controller,
                "programme": row.programme,
                "phase": row.phase,
                "phase_name": PHASES[Phase(row.phase)],
                "mentor": row.mentor,
                "next_due_at": row.next_due_at,
                "waiting_on": row.waiting_on,
            }
            for row in office.casebook.courses(Wanted(phase=phase, mentor=mentor))
        ]
    show_rows("Forløb", rows, LISTED, json=json)


@course.command
def show(ref: str, *, json: Json = False) -> None:
    """Vis et forløb, som det står nu. Ingen personoplysninger."""
    with open_office() as office:
        found = office.casebook.course(course_ref(ref))
    if json:
        print(as_json(asdict(found) | {"hours_granted": found.hours_granted, "hours_used": found.hours_used}))
        return
    periods = [f"{p.number}: {p.starts_on} til {p.ends_on}, {p.hours} timer" for p in found.periods]
    matters = [
        f"{m.id} ({'fravigelse' if m.kind == 'deviation' else 'forlængelse'})" for m in found.open_matters()
    ]
    facts: dict[str, object] = {name: getattr(found, name) for name in SHOWN if hasattr(found, name)} | {
        "phase_name": PHASES[found.phase],
        "periods": "; ".join(periods),
        "matters": ", ".join(matters),
        "missing": ", ".join(found.missing),
    }
    show_object(facts, SHOWN, json=False)


@course.command(name="timeline")
def show_timeline(
    ref: str,
    *,
    personal: Annotated[bool, Parameter(negative="", help="Vis også de beskyttede oplysninger.")] = False,
    json: Json = False,
) -> None:
    """Vis alt, hvad der er sket på et forløb, én linje for hver hændelse."""
    with open_office() as office:
        entries = timeline(office.casebook.recorded(course_ref(ref)), personal=personal)
    rows = [asdict(entry) | {"when": f"{local(entry.at):%Y-%m-%d %H.%M}"} for entry in entries]
    headings = {"seq": "Nr.", "when": "Tidspunkt", "actor": "Hvem", "sentence": "Hvad"}
    show_rows(f"Sag {ref}", rows, headings, json=json)


@course.command
def explain(ref: str, *, json: Json = False) -> None:
    """Forklar hver åben frist: hvordan den er talt, og hvilke lukkedage der har flyttet den."""
    with open_office() as office:
        found = office.casebook.course(course_ref(ref))
        calendar = office.calendar_of(found)
    timers = sorted(found.timers, key=lambda timer: timer.due_at)
    running = set(found.running_timers())
    rows: list[dict[str, object]] = [
        {
            "timer": timer.key,
            "due_at": timer.due_at,
            "deadline_on": timer.deadline_on,
            "rung": timer.rung,
            "running": timer in running,
            "why": explain_timer(timer, calendar) + ("" if timer in running else " (hviler under pausen)"),
        }
        for timer in timers
    ]
    show_rows(f"Frister på sag {ref}", rows, {"timer": "Frist", "why": "Hvorfor"}, json=json)


@course.command
def act(
    ref: str,
    command: str,
    *,
    source: Annotated[
        str, Parameter(name="--from", help="Fil med felterne som JSON, eller - for standard ind.")
    ],
    actor: Annotated[str, Parameter(name="--as", help="Hvem der handler, fx mentor:amira.")],
    at: Annotated[str | None, Parameter(help="Tidspunkt, kun i en prøveinstallation.")] = None,
    json: Json = False,
) -> None:
    """Udfør en kommando på et forløb. Fritekst og CPR-numre står i filen, aldrig på kommandolinjen."""
    with open_office() as office:
        if at is not None:
            office.clock.hold(instant_of(at))
        step = _acted(office, course_ref(ref), command, input_of(source), actor_of(actor))
    if json:
        print(as_json({"course": step.ref, "phase": step.phase, "events": list(step.fired)}))
    else:
        tell(f"{ref}: {', '.join(step.fired) or 'intet nyt'}; fasen er «{PHASES[step.phase]}».")


def _acted(office: Office, ref: str, command: str, data: bytes, actor: Actor) -> StepResult:
    """Do it. A decision goes through the decider's own code, whoever types it."""
    if command == "DecideExtension":
        return asyncio.run(decide(office, read_decision(ref, data)))
    outcome = office.casebook.handle(ref, parse_command(command, data), actor, office.now)
    return step_result(outcome.course, outcome.events)
