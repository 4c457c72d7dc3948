"""The log book beside whole meetings: a quick note, and what the citizen has seen of it (S3)."""

from __future__ import annotations

from datetime import timedelta

from domain.calendar import local, local_day
from domain.commands import QuickNote, RecordMeeting, ShowLogEntry
from domain.course import Course
from domain.deciding.context import Context
from domain.deciding.meeting import meet
from domain.errors import Refused
from domain.events import Event, LogEntryShown


def quick_note(course: Course, command: QuickNote, ctx: Context) -> tuple[Event, ...]:
    """A telephone call as an entry of its own, by the same rules as a meeting; to the whole minute."""
    took = timedelta(minutes=command.minutes)
    began = (command.began_at or ctx.now - took).replace(second=0, microsecond=0)
    ended = began + took
    if ended > ctx.now:
        raise Refused("not-in-the-future", "Samtalen er ikke slut endnu. Ret tidspunktet eller minutterne.")
    entry = RecordMeeting(
        held_on=local_day(began),
        starts=local(began).time(),
        ends=local(ended).time(),
        category=command.category or ctx.programme.work.categories[0],
        form="phone",
        observation=command.note,
    )
    return meet(course, entry, ctx)


def show(course: Course, command: ShowLogEntry, ctx: Context) -> tuple[Event, ...]:
    """Log what the citizen has seen, also long after the entry. What she says is kept beside what stands."""
    ctx.not_later_than_today(command.shown_on, "Den dag, notatet blev vist,")
    written = {worked.entry: worked.on for worked in course.worked}
    if unknown := sorted(set(command.entries) - set(written)):
        which = ", ".join(map(str, unknown))
        raise Refused("unknown-entry", f"Notat {which} findes ikke eller er rettet. Vis det, der gælder nu.")
    if command.shown_on < max(written[entry] for entry in command.entries):
        raise Refused("shown-too-early", "Notatet kan ikke være vist, før mødet var holdt. Ret datoen.")
    if (command.shown == "withheld") is not bool(command.reason):
        raise Refused(
            "reason-not-shown", "En begrundelse hører til, når et notat ikke vises, og kun da. Skriv den."
        )
    shown = LogEntryShown(
        entries=tuple(dict.fromkeys(command.entries)),
        shown=command.shown,
        shown_on=command.shown_on,
        reason=command.reason,
        comment=command.comment,
    )
    return (shown,)
