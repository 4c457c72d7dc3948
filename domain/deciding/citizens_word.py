"""What the citizen says of the support: a wish or a complaint, which are answered, and a mark."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import FileComplaint, RecordEvaluation, RequestOtherMentor
from domain.course import Course
from domain.deciding import matter
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import CitizenEvaluated, Event, MatterSettled
from domain.matters import MatterKind

CHANGED = "mentor_changed"


def wish(course: Course, command: RequestOtherMentor, ctx: Context) -> tuple[Event, ...]:
    """The citizen wants another mentor: the coordinator answers within the programme's deadline."""
    if course.open_matters(MatterKind.OTHER_MENTOR):
        raise Refused("wish-open", "Borgerens ønske om en anden mentor er allerede noteret og ikke afgjort.")
    return (matter.opened(course, MatterKind.OTHER_MENTOR, ctx, note=command.wish),)


def complain(course: Course, command: FileComplaint, ctx: Context) -> tuple[Event, ...]:
    """File a complaint; the citizen gets a letter with the day of the answer and where else to complain."""
    opened = matter.opened(course, MatterKind.COMPLAINT, ctx, cause=command.about, note=command.complaint)
    return (opened,)


def evaluate(_course: Course, command: RecordEvaluation, ctx: Context) -> tuple[Event, ...]:
    """The citizen's own mark for the support (S3). A later one counts instead of it."""
    ctx.not_later_than_today(command.given_on, "Borgerens vurdering")
    evaluated = CitizenEvaluated(given_on=command.given_on, score=command.score, comment=command.comment)
    return (evaluated,)


def granted_by_change(course: Course) -> tuple[MatterSettled, ...]:
    """A change of mentor answers an open wish for one."""
    return tuple(
        MatterSettled(matter=one.id, kind=one.kind, outcome=CHANGED, cleared=(f"{one.kind}:{one.id}",))
        for one in course.open_matters(MatterKind.OTHER_MENTOR)
    )


def unanswered(course: Course) -> Iterator[Refused]:
    """No course ends with a complaint that nobody has answered."""
    if course.open_matters(MatterKind.COMPLAINT):
        yield Refused(
            "complaint-open", "Der er en klage, ingen har svaret på. Afslut den med SettleMatter først."
        )
