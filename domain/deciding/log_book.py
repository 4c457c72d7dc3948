"""The log book beside whole meetings: a quick note, and what the citizen has seen of it (S3)."""

from __future__ import annotations

from datetime import date, timedelta

from domain.calendar import local, local_day
from domain.commands import ConfirmHours, QuickNote, RecordMeeting, ShowLogEntry
from domain.course import Course
from domain.course_parts import Worked
from domain.deciding.context import Context
from domain.deciding.meeting import meet
from domain.errors import Refused
from domain.events import Event, HoursConfirmed, LogEntryShown


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
        category=command.category or ctx.programme.hours.categories[0].code,
        form="phone",
        observation=command.note,
    )
    return meet(course, entry, ctx)


def show(course: Course, command: ShowLogEntry, ctx: Context) -> tuple[Event, ...]:
    """Log what the citizen has seen, also long after the entry. What she says is kept beside what stands."""
    _of_entries_that_stand(course, command.entries, command.shown_on, ctx)
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


def confirm(course: Course, command: ConfirmHours, ctx: Context) -> tuple[Event, ...]:
    """The citizen confirms hours, where she wants to. A correction is an entry of its own, to be confirmed
    anew; whether she has confirmed is asked for nowhere (outside).
    """
    entries = _of_entries_that_stand(course, command.entries, command.confirmed_on, ctx)
    if not all(worked.hours for worked in entries):
        raise Refused("nothing-to-confirm", "Et af notaterne har ingen timer. Udelad det.")
    confirmed = HoursConfirmed(
        entries=tuple(worked.entry for worked in entries),
        how=command.how,
        confirmed_on=command.confirmed_on,
        document_sha256=command.document_sha256,
    )
    return (confirmed,)


def _of_entries_that_stand(
    course: Course, numbers: tuple[int, ...], on: date, ctx: Context
) -> tuple[Worked, ...]:
    """The entries meant, each once. Raises Refused for one that is not there and a day that cannot be."""
    ctx.not_later_than_today(on, "Den dag, borgeren så notatet,")
    entries = tuple(worked for worked in course.log.worked if worked.entry in numbers)
    if unknown := sorted(set(numbers) - {worked.entry for worked in entries}):
        which = ", ".join(map(str, unknown))
        raise Refused("unknown-entry", f"Notat {which} findes ikke eller er rettet. Brug det, der gælder nu.")
    if on < max(worked.on for worked in entries):
        raise Refused(
            "shown-too-early", "Borgeren kan ikke have set notatet, før mødet var holdt. Ret datoen."
        )
    return entries
