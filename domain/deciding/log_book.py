"""The log book beside whole meetings: a quick note, and what the citizen has seen of it (S3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from domain.calendar import local, local_day
from domain.commands import ConfirmHours, QuickNote, RecordMeeting, ShowLogEntry
from domain.course import Course
from domain.course_parts import Worked
from domain.deciding.context import Context
from domain.deciding.meeting import meet
from domain.errors import Refused, refuse_all
from domain.events import Event, HoursConfirmed, LogEntryShown


def quick_note(course: Course, command: QuickNote, ctx: Context) -> tuple[Event, ...]:
    """A telephone call as an entry of its own, by the same rules as a meeting; to the whole minute."""
    took = timedelta(minutes=command.minutes)
    began = (command.began_at or ctx.now - took).replace(second=0, microsecond=0)
    ended = began + took
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
    refuse_all(_not_showable(course, command, ctx))
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
    refuse_all(_not_to_be_confirmed(course, command, ctx))
    confirmed = HoursConfirmed(
        entries=tuple(worked.entry for worked in _meant(course, command.entries)),
        how=command.how,
        confirmed_on=command.confirmed_on,
        document_sha256=command.document_sha256,
    )
    return (confirmed,)


def _not_showable(course: Course, command: ShowLogEntry, ctx: Context) -> Iterator[Refused]:
    yield from _not_seen(course, command.entries, command.shown_on, ctx)
    if (command.shown == "withheld") is not bool(command.reason):
        yield Refused(
            "reason-not-shown", "En begrundelse hører til, når et notat ikke vises, og kun da. Skriv den."
        )


def _not_to_be_confirmed(course: Course, command: ConfirmHours, ctx: Context) -> Iterator[Refused]:
    yield from _not_seen(course, command.entries, command.confirmed_on, ctx)
    if not all(worked.hours for worked in _meant(course, command.entries)):
        yield Refused("nothing-to-confirm", "Et af notaterne har ingen timer. Udelad det.")


def _meant(course: Course, numbers: Sequence[int]) -> tuple[Worked, ...]:
    """The entries that stand and have one of these numbers, each once."""
    return tuple(worked for worked in course.log.worked if worked.entry in numbers)


def _not_seen(course: Course, numbers: Sequence[int], on: date, ctx: Context) -> Iterator[Refused]:
    """An entry that is not there, or a day on which the citizen cannot have seen it."""
    yield from ctx.in_the_future(on, "Den dag, borgeren så notatet,")
    entries = _meant(course, numbers)
    if unknown := sorted(set(numbers) - {worked.entry for worked in entries}):
        which = ", ".join(map(str, unknown))
        yield Refused("unknown-entry", f"Notat {which} findes ikke eller er rettet. Brug det, der gælder nu.")
    if any(on < worked.on for worked in entries):
        yield Refused(
            "shown-too-early", "Borgeren kan ikke have set notatet, før mødet var holdt. Ret datoen."
        )
