"""The right to see one's file: forwarded the same day, two clocks that run apart, the authority decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.commands import RecordAccessDraft, RecordAccessRequest
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import AccessDraftDelivered, AccessRequested, Event, MatterOpened
from domain.matters import RULES, MatterKind
from domain.timers import TimerKind

ACCESS = frozenset({MatterKind.FILE_ACCESS, MatterKind.DATA_ACCESS})


def request(course: Course, command: RecordAccessRequest, ctx: Context) -> tuple[Event, ...]:
    """Forward the request and start a clock for each kind, from the day it came (outside: 7 working days
    for aktindsigt, one month for article 15). A kind that is open already is not opened twice.
    """
    open_now = {matter.kind for matter in course.open_matters()}
    kinds = [kind for kind in dict.fromkeys(map(MatterKind, command.kinds)) if kind not in open_now]
    refuse_all(_not_to_be_forwarded(command, kinds, ctx))
    numbered = enumerate(kinds, course.matters_opened + 1)
    opened = [_opened(kind, number, command, ctx) for number, kind in numbered]
    forwarded = AccessRequested(
        received_on=command.received_on,
        kinds=tuple(kind.value for kind in kinds),
        answer_by=tuple(timer.deadline_on for event in opened for timer in event.timers),
        channel=command.channel,
        wish=command.wish,
    )
    return (forwarded, *opened)


def _not_to_be_forwarded(
    command: RecordAccessRequest, kinds: Sequence[MatterKind], ctx: Context
) -> Iterator[Refused]:
    yield from ctx.in_the_future(command.received_on, "Anmodningens dag")
    if not kinds:
        yield Refused("access-already-open", "Anmodningen løber allerede. Se den med: mentor course show.")


def _opened(kind: MatterKind, number: int, command: RecordAccessRequest, ctx: Context) -> MatterOpened:
    matter = f"{RULES[kind].letter}{number}"
    timer = ctx.timer(TimerKind(kind.value), command.received_on, matter)
    return MatterOpened(matter=matter, kind=kind, opened_at=ctx.now, cause=command.channel, timers=(timer,))


def draft(course: Course, command: RecordAccessDraft, ctx: Context) -> tuple[Event, ...]:
    """Our draft went to the authority. The clock runs on until the authority's answer is recorded."""
    refuse_all(_not_a_draft_of_ours(course, command, ctx))
    delivered = AccessDraftDelivered(
        matter=command.matter, delivered_on=command.delivered_on, document_sha256=command.document_sha256
    )
    return (delivered,)


def _not_a_draft_of_ours(course: Course, command: RecordAccessDraft, ctx: Context) -> Iterator[Refused]:
    yield from ctx.in_the_future(command.delivered_on, "Udkastets dag")
    matter = course.matter(command.matter)
    if matter is None or matter.kind not in ACCESS or matter.status == "closed":
        text = "Der er ingen åben anmodning om indsigt med det nummer. Se dem med: mentor course show."
        yield Refused("unknown-access", text)
