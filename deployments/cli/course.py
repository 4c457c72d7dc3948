"""`mentor course …`: lists, one course, its history, its deadlines, and acting on it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from cyclopts import App, Parameter

from casework.names import PHASES
from casework.office import Office, open_office
from casework.timeline import timeline
from deployments.cli.reading import actor_of, course_ref, input_of, instant_of
from deployments.printing import Json, as_json, show_object, show_rows, tell
from domain.calendar import local
from domain.errors import Refused
from domain.explain import explain as explain_timer
from domain.lifecycle import Phase
from domain.parsing import parse_command
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
    parsed = parse_command(command, input_of(source))
    with open_office() as office:
        now = _moment(office, at)
        outcome = office.casebook.handle(course_ref(ref), parsed, actor_of(actor), now)
    done = {
        "course": outcome.course.ref,
        "phase": outcome.course.phase,
        "seq": outcome.course.seq,
        "events": [type(event).__name__ for event in outcome.events],
    }
    if json:
        print(as_json(done))
    else:
        tell(f"{ref}: {', '.join(done['events']) or 'intet nyt'}; fasen er {PHASES[outcome.course.phase]}.")  # type: ignore[arg-type]


def _moment(office: Office, at: str | None) -> datetime:
    if at is None:
        return office.now
    if not office.clock.simulated:
        raise Refused("real-clock", "--at virker kun i en prøveinstallation (mentor init --demo).")
    return instant_of(at)
