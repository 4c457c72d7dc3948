"""The hours of a log-book entry, and what makes an entry impossible (S3: same duties as casework)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from domain.calendar import instant_at
from domain.commands import RecordMeeting
from domain.course import Course
from domain.course_parts import ZERO, Worked
from domain.deciding.context import Context
from domain.deciding.tasks import not_loggable
from domain.errors import Refused
from domain.evolving.log_book import DESK
from domain.lifecycle import CONTACT
from domain.values import Role
from domain.words import coded, hours_text

HUNDREDTH = Decimal("0.01")
MINUTE, NO_TIME = timedelta(minutes=1), timedelta(0)


def hours_of(command: RecordMeeting) -> Decimal:
    """The hours of an entry, measured between instants so that a clock change is counted right; none where
    it ends before it begins.
    """
    if command.attendance != "present":
        return ZERO
    return in_hours(max(_took(command), NO_TIME))


def in_hours(took: timedelta) -> Decimal:
    """A length of time in hours, to the whole minute, with two decimals."""
    return (Decimal(took // MINUTE) / 60).quantize(HUNDREDTH, ROUND_HALF_UP)


def is_beside(command: RecordMeeting, ctx: Context) -> bool:
    """Whether its hours use nothing of the grant: the mentor's own travel is none of the citizen's (S3)."""
    category = ctx.programme.hours.category(command.category)
    return category is not None and not category.counts_against_grant


def held_by(course: Course, command: RecordMeeting, ctx: Context) -> str:
    """Whose hours they are (S3: per citizen and mentor): of whom the entry names, of the mentor who writes
    it, of whose entry is corrected, otherwise of the course's mentor.
    """
    if ctx.actor.role is Role.MENTOR:
        return ctx.actor.id
    corrected = next((worked.by for worked in course.log.worked if worked.entry == command.corrects), "")
    return command.mentor or corrected or course.mentor


def impossible(course: Course, command: RecordMeeting, ctx: Context) -> Iterator[Refused]:
    """All that speaks against an entry that cannot be true or cannot be counted."""
    yield from _unsound(course, command, ctx)
    yield from _out_of_its_time(course, command)
    yield from _rested(course, command, ctx)
    if command.attendance == "present":
        yield from _not_granted(course, command.held_on)
        yield from _not_free(course, command)
        yield from _not_over(command, ctx)
        if _took(command) <= NO_TIME:
            yield Refused(
                "meeting-order",
                "Mødet slutter, før det begynder. Ret klokkeslættene. Gik det over midnat, så før to "
                "notater: ét for hver dag, det første til kl. 23.59 og det andet fra kl. 00.00.",
            )
        yield from _too_long(command, ctx.programme.hours.longest_entry)


def _unsound(course: Course, command: RecordMeeting, ctx: Context) -> Iterator[Refused]:
    """What names something that does not exist."""
    yield from ctx.in_the_future(command.held_on, "Mødet")
    if ctx.programme.hours.category(command.category) is None:
        known = coded({one.code: one.name for one in ctx.programme.hours.categories})
        yield Refused("hours-category", f"Timekategorien findes ikke i programmet. Vælg en af: {known}.")
    if unknown := set(command.goals) - {goal.id for goal in course.goals}:
        yield Refused(
            "unknown-goal", f"Mødet nævner {len(unknown)} mål, der ikke findes. Vælg et andet [fx g1]."
        )
    if command.appointment and command.appointment not in {name for name, _ in course.appointments}:
        yield Refused("appointment-unknown", "Aftalen findes ikke eller er allerede afholdt.")
    yield from not_loggable(course, command, ctx.programme)
    yield from _not_observable(command, ctx)
    yield from _not_correctable(course, command.corrects)
    if command.excuse and command.attendance != "excused":
        yield Refused("excuse-without-absence", "En grund til afbud hører til et afbud. Ret fremmødet.")
    if command.mentor and ctx.actor.role is Role.MENTOR and command.mentor != ctx.actor.id:
        yield Refused("own-entries", "En mentor fører sine egne timer. Lad koordinatoren føre andres.")
    if command.form == DESK and (command.attendance != "present" or command.appointment):
        yield Refused("desk-work", "Arbejde uden borgeren har ikke fremmøde eller en aftale. Ret formen.")


def _not_observable(command: RecordMeeting, ctx: Context) -> Iterator[Refused]:
    """Observations are of the programme's kinds (S3: social anxiety, relapse or progress and so on)."""
    kinds = {kind.code: kind.name for kind in ctx.programme.log_book.observation_kinds}
    if set(command.observation_kinds) <= set(kinds):
        return
    choices = coded(kinds)
    cure = f"Vælg blandt: {choices}." if kinds else "Programmet har ingen; skriv iagttagelsen med ord."
    yield Refused("observation-kind", f"En af iagttagelsens slags findes ikke i programmet. {cure}")


def _out_of_its_time(course: Course, command: RecordMeeting) -> Iterator[Refused]:
    """A meeting before the first one, or in a pause; what was before the pause may be entered."""
    if course.pause.began_on and command.held_on > course.pause.began_on:
        yield Refused(
            "during-pause",
            "Forløbet er på pause den dag. Ret datoen; er pausen slut, så genoptag forløbet, og lad "
            "koordinatoren føre notatet.",
        )
    met = command.attendance == "present" and command.form != DESK
    if met and course.working_phase in CONTACT:
        yield Refused("not-met-yet", "Registrér det første møde, før der føres timer med borgeren.")


def _rested(course: Course, command: RecordMeeting, ctx: Context) -> Iterator[Refused]:
    """A day within a pause that is over (outside: hours billed that were not given). That a pause ended
    earlier than it was recorded happens; then the coordinator stands for the entry.
    """
    if course.pause.rested_on(command.held_on) and ctx.actor.role is not Role.COORDINATOR:
        yield Refused(
            "in-past-pause",
            "Forløbet var på pause den dag. Ret datoen; sluttede pausen før, fører koordinatoren notatet.",
        )


def _not_over(command: RecordMeeting, ctx: Context) -> Iterator[Refused]:
    """Hours are logged when they have been given (outside: auditors found hours billed that were not)."""
    if command.held_on == ctx.today and instant_at(command.held_on, command.ends) > ctx.now:
        yield Refused("not-in-the-future", "Mødet er ikke slut endnu. Før timerne, når det er holdt.")


def _too_long(command: RecordMeeting, longest: int) -> Iterator[Refused]:
    """A slip of the clock, or several meetings in one entry: more hours than anybody works in one go."""
    if (hours := hours_of(command)) > longest:
        yield Refused(
            "entry-too-long",
            f"Notatet har {hours_text(hours)} timer, og ét notat har højst {longest}. Ret klokkeslættene. "
            "Var der flere møder, så før et notat for hvert.",
        )


def _took(command: RecordMeeting) -> timedelta:
    starts, ends = (instant_at(command.held_on, clock) for clock in (command.starts, command.ends))
    return ends - starts


def _not_correctable(course: Course, entry: int | None) -> Iterator[Refused]:
    if entry is not None and entry not in {worked.entry for worked in course.log.worked}:
        yield Refused("correction-unknown", "Notatet, der skal rettes, findes ikke eller er allerede rettet.")


def _not_granted(course: Course, day: date) -> Iterator[Refused]:
    """Hours count only on granted days: after the end of grant or support none accrue (outside)."""
    over = course.ended_on is not None and day > course.ended_on
    if over or not any(period.starts_on <= day <= period.ends_on for period in course.periods):
        yield Refused(
            "outside-grant", "Dagen ligger uden for bevillingen; der kan ikke føres timer på den. Ret datoen."
        )


def _not_free(course: Course, command: RecordMeeting) -> Iterator[Refused]:
    """Hours that overlap others already logged, unless the entry corrects exactly that one."""
    for worked in course.log.worked:
        if worked.attendance == "present" and worked.entry != command.corrects and _overlap(worked, command):
            yield Refused(
                "hours-overlap", f"Tiden overlapper logbogsnotat nr. {worked.entry}. Ret klokkeslættene."
            )


def _overlap(worked: Worked, command: RecordMeeting) -> bool:
    return worked.on == command.held_on and worked.starts < command.ends and command.starts < worked.ends
