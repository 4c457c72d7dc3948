"""Matters that are all opened and settled alike: what must be looked at by a person, with its ladder."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import SettleMatter
from domain.course import Course
from domain.course_parts import Matter
from domain.deciding import settled
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import Event, MatterOpened, MatterSettled
from domain.matters import ANSWERED, PASSED_ON, RULES, MatterKind
from domain.timers import TimerKind
from domain.words import ACTORS, OUTCOMES, coded, listed

OWN_COMMANDS = {
    MatterKind.DEVIATION: "AcknowledgeDeviation",
    MatterKind.EXTENSION: "DecideExtension",
    MatterKind.UPDATE: "MarkUpdateSeen",
}
"""The matters that are settled by a command of their own."""


def next_matter(course: Course, kind: MatterKind) -> str:
    """The id of the next matter on the course: f1, e2 and so on."""
    return f"{RULES[kind].letter}{course.matters_opened + 1}"


def opened(
    course: Course, kind: MatterKind, ctx: Context, *, cause: str = "", note: str = "", asked_by: str = ""
) -> MatterOpened:
    """The event that opens a matter of that kind, with the ladder the programme gives it, from today."""
    matter = next_matter(course, kind)
    timer = ctx.timer(TimerKind(kind.value), ctx.today, matter)
    return MatterOpened(
        matter=matter,
        kind=kind,
        opened_at=ctx.now,
        cause=cause,
        asked_by=asked_by,
        note=note,
        timers=(timer,),
    )


def settled_by_itself(course: Course, kind: MatterKind, outcome: str) -> tuple[Event, ...]:
    """What is done about the open matters of a kind has been done: they are settled with that outcome."""
    return tuple(
        MatterSettled(matter=one.id, kind=kind, outcome=outcome, cleared=(f"{kind}:{one.id}",))
        for one in course.open_matters(kind)
    )


def settle(course: Course, command: SettleMatter, ctx: Context) -> tuple[Event, ...]:
    """Settle a matter; its ladder stops. Raises Refused for one that is not open, or not the actor's."""
    matter = course.matter(command.matter)
    if matter is None:
        raise Refused(
            "unknown-open-matter", "Punktet findes ikke på forløbet. Se dem med: mentor course show."
        )
    if matter.kind in OWN_COMMANDS:
        raise Refused("own-command", f"Det punkt afsluttes med {OWN_COMMANDS[matter.kind]}.")
    if matter.status == "closed":
        raise Refused("already-settled", "Punktet er allerede afsluttet.")
    refuse_all(_not_settled(matter, command, ctx))
    done = MatterSettled(
        matter=matter.id,
        kind=matter.kind,
        outcome=command.outcome,
        settled_on=ctx.today if matter.kind in ANSWERED else None,
        note=command.note,
        timers=settled.going_on(course, matter, command.outcome, ctx),
        cleared=(f"{matter.kind}:{matter.id}",),
    )
    return (done, *_passed_on(course, matter, command, ctx))


def _passed_on(course: Course, matter: Matter, command: SettleMatter, ctx: Context) -> tuple[Event, ...]:
    """What goes on with somebody else is opened there, about the same, with the words it was passed on in."""
    kind = PASSED_ON.get((matter.kind, command.outcome))
    if kind is None:
        return ()
    words = {"cause": matter.cause, "note": command.note, "asked_by": matter.asked_by}
    return (opened(course, kind, ctx, **words),)


def _not_settled(matter: Matter, command: SettleMatter, ctx: Context) -> Iterator[Refused]:
    rule = RULES[matter.kind]
    if ctx.actor.role not in rule.settled_by:
        yield Refused(
            "not-yours-to-settle", f"Punktet afsluttes af {listed(sorted(rule.settled_by), ACTORS)}."
        )
    if command.outcome not in rule.outcomes:
        choices = coded({code: OUTCOMES[code] for code in rule.outcomes})
        yield Refused("unknown-outcome", f"Det udfald hører ikke til punktet. Vælg ét af disse: {choices}.")
    yield from settled.not_settled(matter, command, ctx)
