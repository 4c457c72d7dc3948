"""Whether an order fits its programme: every requirement that is not met, with what would cure it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from domain.commands import AcceptReferral
from domain.course import Course
from domain.deciding import section_85
from domain.deciding.context import Context
from domain.errors import Refused
from domain.programme import Named, Programme, Track
from domain.words import coded

ORDINARY = "ordinary"
"""What a person says where a grant names a track that is none of the programme's."""
RIGHTS = frozenset({"right", "right_and_duty"})


def not_eligible(course: Course, command: AcceptReferral, ctx: Context) -> Iterator[Refused]:
    """Each requirement on the citizen and the mentor's place that the order does not meet."""
    yield from _group(course, command, ctx.programme)
    yield from _activity(course, command, ctx.programme)
    yield from _internal_mentor(course, command, ctx.programme)
    yield from section_85.unclear(command)
    yield from _caseworker_role(command, ctx.programme)


def track_of(command: AcceptReferral, programme: Programme) -> Track | None:
    """The special track the course is taken on for, if there is one."""
    return programme.tracks.get(command.track)


def remarks_of(course: Course, command: AcceptReferral, ctx: Context) -> tuple[str, ...]:
    """The expectations that are not met, as codes: they are recorded and shown, and refuse nothing."""
    settled = {"other_group" if command.target_group else "", "tasks_not_placed" if command.tasks else ""}
    found = [remark for remark in course.order.remarks if remark not in settled]
    if ctx.programme.eligibility.ask_section_85 and not command.section_85:
        found.append("section_85_not_stated")
    return tuple(found)


def _group(course: Course, command: AcceptReferral, programme: Programme) -> Iterator[Refused]:
    """A right cannot be refused because of the target group (outside)."""
    known = listed_words(programme.target_groups)
    if command.target_group and command.target_group not in programme.target_groups:
        yield Refused("unknown-target-group", f"Målgruppen findes ikke i programmet. Vælg en af: {known}.")
        return
    track = track_of(command, programme)
    if programme.eligibility.other_groups != "refused" or (track and track.entitlement in RIGHTS):
        return
    if not (course.order.in_group or command.target_group):
        yield Refused(
            "target-group",
            f"Henvisningens målgruppe kendes ikke som en af programmets. Hører borgeren til en af dem, så "
            f"skriv hvilken [target_group]: {known}. Ellers sig nej med Cancel.",
        )


def _activity(course: Course, command: AcceptReferral, programme: Programme) -> Iterator[Refused]:
    if not programme.eligibility.in_activity or command.supports_staying:
        return
    said = "nævner en aktivitet" if course.order.in_activity else "nævner ingen aktivitet"
    yield Refused(
        "in-activity",
        f"Borgeren skal være i gang med en aktivitet og have brug for støtte til at blive i den. "
        f"Henvisningen {said}; spørg jobcenteret, og bekræft det [supports_staying].",
    )


def _internal_mentor(course: Course, command: AcceptReferral, programme: Programme) -> Iterator[Refused]:
    if not course.order.workplace_mentor or not programme.eligibility.internal_statement:
        return
    if not command.beyond_normal:
        yield Refused(
            "internal-mentor",
            "En mentor på arbejdspladsen skal gøre mere, end stedet ellers ville. "
            "Skriv hvad [beyond_normal].",
        )


def _caseworker_role(command: AcceptReferral, programme: Programme) -> Iterator[Refused]:
    roles = programme.eligibility.caseworker_roles
    if command.caseworker_role and command.caseworker_role not in roles:
        known = f"Vælg en af: {', '.join(roles)}." if roles else "Udelad den."
        yield Refused("caseworker-role", f"Programmet har ikke den rolle for sagsbehandleren. {known}")


def listed_words(named: Mapping[str, Named]) -> str:
    """The words of a programme with their codes, as a message lists them."""
    return coded({code: one.words for code, one in named.items()})
