"""The hours of a log-book entry, and what makes an entry impossible (S3: same duties as casework)."""

from __future__ import annotations

from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from domain.calendar import instant_at
from domain.commands import RecordMeeting
from domain.course import ZERO, Course, Worked
from domain.deciding.context import Context
from domain.errors import Refused
from domain.lifecycle import CONTACT
from domain.logbook import DESK

HUNDREDTH = Decimal("0.01")


def hours_of(course: Course, command: RecordMeeting, ctx: Context) -> Decimal:
    """The hours of an entry, measured between instants so that a clock change is counted right. Raises
    Refused for an entry that cannot be true or cannot be counted.
    """
    _sound(course, command, ctx)
    _in_its_time(course, command)
    if command.attendance != "present":
        return ZERO
    _granted(course, command.held_on)
    _free(course, command)
    return _length(command.held_on, command.starts, command.ends)


def _sound(course: Course, command: RecordMeeting, ctx: Context) -> None:
    """Refuse what names something that does not exist."""
    ctx.not_later_than_today(command.held_on, "Mødet")
    if command.category not in ctx.programme.work.categories:
        known = ", ".join(ctx.programme.work.categories)
        raise Refused("hours-category", f"Timekategorien findes ikke i programmet. Vælg en af: {known}.")
    if unknown := set(command.goals) - {goal.id for goal in course.goals}:
        raise Refused("unknown-goal", f"Mødet nævner {len(unknown)} mål, der ikke findes. Brug fx g1.")
    if command.appointment and command.appointment not in {name for name, _ in course.appointments}:
        raise Refused("appointment-unknown", "Aftalen findes ikke eller er allerede afholdt.")
    _observable(command, ctx)
    _correctable(course, command.corrects)
    if command.form == DESK and (command.attendance != "present" or command.appointment):
        raise Refused("desk-work", "Arbejde uden borgeren har ikke fremmøde eller en aftale. Ret formen.")


def _observable(command: RecordMeeting, ctx: Context) -> None:
    """Observations are of the programme's kinds (S3: social anxiety, relapse or progress and so on)."""
    kinds = {kind.code: kind.name for kind in ctx.programme.log_book.observation_kinds}
    if set(command.observation_kinds) <= set(kinds):
        return
    choices = ", ".join(f"{code} ({name})" for code, name in kinds.items())
    cure = f"Vælg blandt: {choices}." if kinds else "Programmet har ingen; skriv iagttagelsen med ord."
    raise Refused("observation-kind", f"En af iagttagelsens slags findes ikke i programmet. {cure}")


def _in_its_time(course: Course, command: RecordMeeting) -> None:
    """Refuse a meeting before the first one, and one in a pause; what was before the pause may be entered."""
    if course.paused_on and command.held_on > course.paused_on:
        raise Refused("during-pause", "Forløbet er på pause den dag. Genoptag det, eller ret datoen.")
    met = command.attendance == "present" and command.form != DESK
    if met and course.working_phase in CONTACT:
        raise Refused("not-met-yet", "Registrér det første møde, før der føres timer med borgeren.")


def _length(day: date, starts: time, ends: time) -> Decimal:
    minutes = (instant_at(day, ends) - instant_at(day, starts)).total_seconds() / 60
    if minutes <= 0:
        raise Refused("meeting-order", "Mødet slutter, før det begynder. Ret klokkeslættene.")
    return (Decimal(int(minutes)) / 60).quantize(HUNDREDTH, ROUND_HALF_UP)


def _correctable(course: Course, entry: int | None) -> None:
    if entry is not None and entry not in {worked.entry for worked in course.worked}:
        raise Refused("correction-unknown", "Notatet, der skal rettes, findes ikke eller er allerede rettet.")


def _granted(course: Course, day: date) -> None:
    """Hours count only on granted days: after the end of a grant none accrue (outside)."""
    if not any(period.starts_on <= day <= period.ends_on for period in course.periods):
        raise Refused(
            "outside-grant", "Dagen ligger uden for bevillingen; der kan ikke føres timer på den. Ret datoen."
        )


def _free(course: Course, command: RecordMeeting) -> None:
    """Refuse hours that overlap others already logged, unless the entry corrects exactly that one."""
    for worked in course.worked:
        if worked.attendance == "present" and worked.entry != command.corrects and _overlap(worked, command):
            raise Refused(
                "hours-overlap", f"Tiden overlapper logbogsnotat nr. {worked.entry}. Ret klokkeslættene."
            )


def _overlap(worked: Worked, command: RecordMeeting) -> bool:
    return worked.on == command.held_on and worked.starts < command.ends and command.starts < worked.ends
