"""The boundary to support under section 85 of the Service Act, and support that goes from one to the other.

One person may be both mentor and section 85 support; the latter becomes the former only with a new goal (S3).
What is needed for good is section 85's, and no mentor's (S3, S1).
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import AcceptReferral, RecordSection85
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import Event, Section85Recorded


def record(_course: Course, command: RecordSection85, ctx: Context) -> tuple[Event, ...]:
    """How the boundary is from a day on; what was recorded before stays in the history."""
    against = (*ctx.in_the_future(command.from_on, "Grænsen til § 85"), *unclear(command))
    refuse_all(against)
    recorded = Section85Recorded(
        from_on=command.from_on,
        section_85=command.section_85,
        section_85_by=command.section_85_by,
        section_85_goal=command.section_85_goal,
        note=command.note,
    )
    return (recorded,)


def unclear(command: AcceptReferral | RecordSection85) -> Iterator[Refused]:
    """What a boundary lacks to be one."""
    if command.section_85 == "converted" and not command.section_85_goal:
        yield Refused(
            "section-85-goal",
            "Støtte efter § 85 bliver kun til mentorstøtte med et nyt mål. Skriv det [section_85_goal].",
        )
    if command.section_85 == "handed_over" and not command.section_85_by:
        yield Refused(
            "section-85-by",
            "Går støtten over til § 85, skal det stå, hvem der giver den. Skriv det [section_85_by].",
        )
