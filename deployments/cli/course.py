"""`mentor course …`: lists, one course, its history, its deadlines, and acting on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from cyclopts import Parameter

from adapters.as_json import as_json
from adapters.templates import initial
from casework.access.seeing_parts import shown_timeline
from casework.commands.acting import act
from casework.corps.own_courses import courses_of
from casework.history.as_known import course_at
from casework.history.timeline import open_timeline
from casework.lists.course_facts import deadlines_of, facts_of
from casework.names import DUTIES, PHASES, WAITING_ON
from casework.office import open_office
from deployments.cli.course_shown import SHOWN, shown
from deployments.cli.danish_help import new_app
from deployments.cli.reading import (
    AsKnown,
    CourseRef,
    Reader,
    actor_of,
    course_ref,
    from_file,
    input_of,
    instant_of,
    moment_of,
    moment_words,
    reader_of,
)
from deployments.printing import Json, show_object, show_rows, tell
from domain.calendar import local
from domain.errors import InvalidInput, Problem
from domain.lifecycle import Phase
from domain.timers import Timer
from models.listing import Wanted
from models.tables.courses import CourseRow

course = new_app("course")

NO_SUCH_COURSES = "Her er ingen forløb, der passer."
NO_COURSES = "Her er ingen forløb. Nye henvisninger hentes med: mentor mail intake"
NOTHING_NEW = "Der er ikke sket noget nyt."
LISTED = {
    "ref": "Sag",
    "controller": "Kommune",
    "phase_name": "Fase",
    "mentor": "Mentor",
    "next_due_at": "Næste frist",
    "waiting_on": "Venter på",
}


@course.command(name="list")
def list_courses(
    *,
    phase: Annotated[str, Parameter(help="Kun forløb i denne fase, fx active.")] = "",
    mentor: Annotated[
        str, Parameter(help="Kun denne mentors forløb, fx amira, og dem, hun er vikar på i dag.")
    ] = "",
    waiting_on: Annotated[
        str, Parameter(help="Kun det, der venter på coordinator, mentor eller jobcentre.")
    ] = "",
    overdue: Annotated[bool, Parameter(negative="", help="Kun forløb med en frist, der er nået.")] = False,
    json: Json = False,
) -> None:
    """Vis forløb, de mest forfaldne først."""
    _must_be_one_of("--phase", phase, "en fase", Phase)
    _must_be_one_of("--waiting-on", waiting_on, "en, der ventes på", filter(None, WAITING_ON))
    with open_office() as office:
        wanted = Wanted(phase=phase, waiting_on=waiting_on)
        found = courses_of(office, mentor, wanted) if mentor else office.casebook.courses(wanted)
        rows = [_listed(row) for row in found if not overdue or _is_overdue(row, office.now)]
    rows.sort(key=lambda row: (row["next_due_at"] is None, row["next_due_at"], row["ref"]))
    if not json:
        rows = [row | {"waiting_on": WAITING_ON[row["waiting_on"]]} for row in rows]
    asked = phase or mentor or waiting_on or overdue
    show_rows("Forløb", rows, LISTED, json=json, empty=NO_SUCH_COURSES if asked else NO_COURSES)


def _must_be_one_of(option: str, text: str, what: str, known: Iterable[str]) -> None:
    choices = list(known)
    if text and text not in choices:
        problem = Problem(option, f"er ikke {what}", f"vælg en af {', '.join(choices)}")
        raise InvalidInput("Liste", (problem,))


def _is_overdue(row: CourseRow, now: datetime) -> bool:
    return row.next_due_at is not None and row.next_due_at <= now


def _listed(row: CourseRow) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "controller": row.controller,
        "programme": row.programme,
        "phase": row.phase,
        "phase_name": PHASES[Phase(row.phase)],
        "mentor": row.mentor,
        "next_due_at": row.next_due_at,
        "waiting_on": row.waiting_on,
    }


@course.command
def show(ref: CourseRef, /, *, at: AsKnown = None, json: Json = False) -> None:
    """Vis et forløb, som det står nu, eller som det var kendt dengang. Ingen personoplysninger."""
    with open_office() as office:
        found = course_at(office, course_ref(ref), moment_of(at))
        told = shown(office, found, moment_of(at))
        facts = facts_of(office, found, moment_of(at))
    if json:
        print(as_json(facts))
    else:
        if at:
            tell(f"Sag {ref}{_then(at)}:")
        show_object(told, SHOWN, json=False)


@course.command(name="timeline")
def show_timeline(
    ref: CourseRef,
    /,
    *,
    personal: Annotated[bool, Parameter(negative="", help="Vis også de beskyttede oplysninger.")] = False,
    reader: Reader = None,
    at: AsKnown = None,
    json: Json = False,
) -> None:
    """Vis alt, hvad der er sket på et forløb, én linje for hver hændelse."""
    with open_office() as office:
        known, moment = course_ref(ref), moment_of(at)
        entries = (
            shown_timeline(office, known, reader_of(reader), moment)
            if personal
            else open_timeline(office, known, moment)
        )
    rows = [asdict(entry) | {"when": f"{local(entry.at):%Y-%m-%d %H.%M}"} for entry in entries]
    headings = {"seq": "Nr.", "when": "Tidspunkt", "actor": "Hvem", "sentence": "Hvad"}
    show_rows(f"Sag {ref}{_then(at)}", rows, headings, json=json)


def _then(at: str | None) -> str:
    return f", som den var kendt {moment_words(at)}" if at else ""


@course.command
def explain(ref: CourseRef, /, *, at: AsKnown = None, json: Json = False) -> None:
    """Forklar hver åben frist: hvordan den er talt, og hvilke lukkedage og pauser der har flyttet den."""
    with open_office() as office:
        found = course_at(office, course_ref(ref), moment_of(at))
        deadlines = deadlines_of(office, found)
    rows = [asdict(deadline) | ({} if json else {"timer": _duty(timer)}) for timer, deadline in deadlines]
    headings = {"timer": "Frist", "why": "Hvorfor"}
    show_rows(
        f"Frister på sag {ref}{_then(at)}",
        rows,
        headings,
        json=json,
        empty="Forløbet har ingen åbne frister.",
    )


def _duty(timer: Timer) -> str:
    return initial(DUTIES[timer.kind]) + (f" ({timer.subject})" if timer.subject else "")


@course.command(name="act")
def act_on(
    ref: CourseRef,
    command: Annotated[str, Parameter(help="Kommandoen, fx RecordMeeting (se docs/commands.md).")],
    /,
    *,
    source: Annotated[
        str,
        from_file("Fil med felterne som JSON, eller - for standard ind."),
    ],
    actor: Annotated[str, Parameter(name="--as", help="Hvem der handler, fx mentor:amira.")],
    at: Annotated[str | None, Parameter(help="Tidspunkt, kun i en prøveinstallation.")] = None,
    seen: Annotated[
        int | None, Parameter(help="Den sidste hændelse, du har set. Er der flere, sker intet (kode 3).")
    ] = None,
    json: Json = False,
) -> None:
    """Udfør en kommando på et forløb. Fritekst og CPR-numre står i filen, aldrig på kommandolinjen."""
    with open_office() as office:
        if at is not None:
            office.clock.hold(instant_of(at))
        who, given = actor_of(actor), input_of(source)
        step = act(office, course_ref(ref), command, given, who, seen=seen)
        happened = open_timeline(office, step.ref)[-len(step.fired) :] if step.fired else []
    if json:
        print(as_json({"course": step.ref, "phase": step.phase, "events": list(step.fired)}))
    else:
        tell(f"{ref}: fasen er »{PHASES[step.phase]}«.")
        for sentence in [entry.sentence for entry in happened] or [NOTHING_NEW]:
            tell(f"  {sentence}")
