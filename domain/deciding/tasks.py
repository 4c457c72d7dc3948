"""What a mentor may be asked to do, where it is ordered, agreed and logged (S3's matrix; by programme)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from domain.commands import AcceptReferral, RecordMeeting, SignAgreement
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused
from domain.order import only_placement, placed_tasks, rules_of
from domain.programme import Programme, Task

CATALOGUE = "Se opgaverne med: mentor programme tasks."


def not_orderable(course: Course, command: AcceptReferral, ctx: Context) -> Iterator[Refused]:
    """What of the order a mentor may not do. Tasks that a person has placed take the place of the order's."""
    programme = ctx.programme
    yield from unknown_tasks(command.tasks, programme)
    given = known_tasks(command.tasks, programme)
    order = course.order
    yield from forbidden(rules_of(given, "no") if command.tasks else order.forbidden, programme)
    need = rules_of(given, "with_reason") if command.tasks else order.need_reason
    if not command.task_reason:
        yield from unreasoned(need, programme)
    only = only_placement(given) if command.tasks else order.placement_only
    if only and not programme.eligibility.placement_alone:
        yield _placement_only(programme)


def changed_order(course: Course, programme: Programme) -> Iterator[Refused]:
    """What a mentor may not do of an order that the jobcentre changed after the course was taken on."""
    yield from forbidden(course.order.forbidden, programme)
    need = course.order.need_reason
    yield from unreasoned([rule for rule in need if rule not in course.acceptance.reasoned], programme)
    if course.order.placement_only and not programme.eligibility.placement_alone:
        yield _placement_only(programme)


def not_agreeable(course: Course, command: SignAgreement, programme: Programme) -> Iterator[Refused]:
    """What of an agreement's tasks a mentor may not do. Words that are not in the catalogue stand."""
    given = known_tasks(placed_tasks(command.tasks, programme), programme)
    yield from forbidden(rules_of(given, "no"), programme)
    if not command.task_reason:
        need = rules_of(given, "with_reason")
        yield from unreasoned([rule for rule in need if rule not in course.acceptance.reasoned], programme)


def reasons_given(command: SignAgreement, programme: Programme) -> tuple[str, ...]:
    """The rules of an agreement's tasks that its reason is given for."""
    given = known_tasks(placed_tasks(command.tasks, programme), programme)
    return rules_of(given, "with_reason") if command.task_reason else ()


def not_loggable(course: Course, command: RecordMeeting, programme: Programme) -> Iterator[Refused]:
    """What of a log-book entry's tasks a mentor may not have done, or not without the reason being given."""
    yield from unknown_tasks(command.tasks, programme)
    given = known_tasks(command.tasks, programme)
    yield from forbidden(rules_of(given, "no"), programme)
    need = [rule for rule in rules_of(given, "with_reason") if rule not in course.acceptance.reasoned]
    yield from unreasoned(need, programme)


def placement_of(codes: Sequence[str], programme: Programme) -> bool | None:
    """Whether an entry was follow-up on a placement alone; None where no tasks are named."""
    return only_placement(known_tasks(codes, programme)) if codes else None


def became_placement_only(course: Course) -> bool | None:
    """Whether every entry that names its tasks was follow-up on a placement alone (S0); None: none does."""
    named = [worked.placement for worked in course.log.worked if worked.placement is not None]
    return all(named) if named else None


def known_tasks(codes: Iterable[str], programme: Programme) -> list[Task]:
    """The tasks of the catalogue with these codes."""
    return [programme.tasks[code] for code in codes if code in programme.tasks]


def unknown_tasks(codes: Sequence[str], programme: Programme) -> Iterator[Refused]:
    """Refuse codes that are not in the programme's catalogue."""
    if count := sum(code not in programme.tasks for code in codes):
        yield Refused(
            "unknown-task", f"Der er {count} opgaver, som ikke findes i programmets katalog. {CATALOGUE}"
        )


def forbidden(rules: Iterable[str], programme: Programme) -> Iterator[Refused]:
    """Refuse each rule that a task breaks, by the rule's name and its cure (S3)."""
    for rule in rules:
        yield Refused(
            "forbidden-task",
            f"Mindst én opgave er ikke en mentors (regel: {rule}). {_cure(rule, programme)}",
        )


def unreasoned(rules: Iterable[str], programme: Programme) -> Iterator[Refused]:
    """Refuse tasks that a mentor may only do for a reason (S3: as training, or when it hinders)."""
    for rule in rules:
        yield Refused(
            "task-reason",
            f"Mindst én opgave kræver en begrundelse [task_reason], når forløbet tages ind eller i aftalen "
            f"(regel: {rule}). {_cure(rule, programme)}",
        )


def _cure(rule: str, programme: Programme) -> str:
    """What the rule says; after a change of version a course may still carry the name of an earlier one."""
    return programme.task_rules.get(rule, "Reglen stod i en tidligere version; se bestillingen igennem.")


def _placement_only(programme: Programme) -> Refused:
    instead = programme.eligibility.instead
    suggested = f" Er der brug for en beskrivelse af arbejdsevnen, så foreslå {instead}." if instead else ""
    return Refused(
        "placement-only",
        f"Opfølgning på praktik kan ikke stå alene. Aftal andre primære opgaver med jobcenteret, og skriv "
        f"dem i tasks.{suggested}",
    )
