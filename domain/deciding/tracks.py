"""The period rules of special tracks: a right from or until a day, for at least or at most so many months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from domain.calendar import months_after
from domain.commands import AcceptReferral
from domain.course import Course
from domain.deciding.context import Context
from domain.deciding.eligibility import ORDINARY, listed_words, track_of
from domain.errors import Refused
from domain.events import Period
from domain.explain import danish_date
from domain.programme import Programme, Step, Track

ONE_DAY = timedelta(days=1)


def off_track(course: Course, command: AcceptReferral, period: Period, ctx: Context) -> Iterator[Refused]:
    """What is wrong with the track a course is to be taken on for: it is not said, or its rules are not kept.

    Which track the grant names is sealed, so the coordinator says it (outside: a diagnosis is not kept open).
    """
    track = track_of(command, ctx.programme)
    known = f"{listed_words(ctx.programme.tracks)}; eller intet særligt spor [{ORDINARY}]"
    if command.track and track is None and command.track != ORDINARY:
        yield Refused("unknown-track", f"Sporet findes ikke i programmet. Vælg en af: {known}.")
    elif course.order.on_track and not command.track:
        yield Refused("track", f"Bevillingen nævner et særligt spor. Skriv hvilket [track]: {known}.")
    elif track:
        yield from _free(command, track)
        yield from _in_time(command, period, track)
        yield from _long_enough(period, track)


def first_step(command: AcceptReferral, programme: Programme) -> Step:
    """The step the first period is measured by: the track's own, or the first of the grant ladder."""
    track = track_of(command, programme)
    return Step(months=track.most_months) if track and track.most_months else programme.grants.steps[0]


def _free(command: AcceptReferral, track: Track) -> Iterator[Refused]:
    if track.only_without_offer and not command.no_other_offer:
        yield Refused(
            "track-other-offer",
            f"Sporet »{track.words}« er kun for borgere, der ikke er i et andet tilbud. Bekræft det "
            f"[no_other_offer], eller tag forløbet ind uden særligt spor [{ORDINARY}].",
        )


def _in_time(command: AcceptReferral, period: Period, track: Track) -> Iterator[Refused]:
    """From at most so many months before the day the track is about, to at most so many after it."""
    if not track.about_a_day:
        return
    if command.track_on is None:
        yield Refused("track-day", f"Skriv, hvilken dag det drejer sig om [track_on]: {track.words}.")
        return
    before, until = track.before_months, track.until_months
    if before is not None and months_after(period.starts_on, before) < command.track_on:
        yield Refused(
            "track-too-early",
            f"Støtten må højst begynde {before} måneder før dagen. Bed jobcenteret rette bevillingen.",
        )
    if until is not None and period.ends_on >= months_after(command.track_on, until):
        yield Refused(
            "track-too-late",
            f"Støtten må højst vare til {until} måneder efter dagen. Bed jobcenteret rette bevillingen.",
        )


def _long_enough(period: Period, track: Track) -> Iterator[Refused]:
    last = months_after(period.starts_on, track.least_months or 0) - ONE_DAY
    if period.ends_on < last:
        yield Refused(
            "track-too-short",
            f"På sporet er der ret til mindst {track.least_months} måneder, altså til og med "
            f"{danish_date(last)}. Bed jobcenteret rette bevillingen.",
        )
