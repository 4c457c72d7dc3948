"""The periodic follow-up: the programme's questions for every goal, and whether anything moved (S0, S3)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import RecordFollowUp
from domain.course import Course
from domain.deciding import no_progress
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import Event, FollowUpRecorded, GoalAnswer
from domain.programme import Goals
from domain.progress import has_moved, level_of
from domain.timers import Timer, TimerKind
from domain.words import coded


def follow_up(course: Course, command: RecordFollowUp, ctx: Context) -> tuple[Event, ...]:
    """Answer the questions for every goal still open and plan the next follow-up.

    One that is entered after a later one moves no goal: it tells how things were then.
    """
    refuse_all(_wrong(course, command, ctx))
    late = course.progress.followed_up_on is not None and command.held_on < course.progress.followed_up_on
    recorded = FollowUpRecorded(
        number=course.progress.follow_ups + 1,
        held_on=command.held_on,
        answers=command.answers,
        reached=tuple(answer.goal for answer in command.answers if answer.reached),
        levels=() if late else tuple(level_of(answer) for answer in command.answers),
        comment=command.comment,
        motivation_work=command.motivation_work,
        timers=(
            *ctx.next_time(course, TimerKind.FOLLOW_UP, command.held_on),
            *(() if late else _window(course, command, ctx)),
        ),
        cleared=_nothing_left(course, command),
    )
    return (recorded,)


def _wrong(course: Course, command: RecordFollowUp, ctx: Context) -> Iterator[Refused]:
    """A follow-up that leaves a goal or a question out, or answers what nobody asked."""
    yield from ctx.in_the_future(command.held_on, "Opfølgningen")
    known = {goal.id for goal in course.goals if not goal.dropped}
    answered = [answer.goal for answer in command.answers]
    if set(answered) - known or len(set(answered)) != len(answered):
        yield Refused("unknown-goal", "Opfølgningen nævner et mål, der ikke findes, eller et mål to gange.")
    left_out = {goal.id for goal in course.goals if goal.is_open} - set(answered)
    if left_out:
        yield Refused("goal-unanswered", f"Opfølgningen mangler svar for {', '.join(sorted(left_out))}.")
    if ctx.programme.goals.circle and not course.written.change_plans:
        yield Refused("change-plan-first", "Lav forandringsplanen sammen med borgeren før opfølgningen.")
    if command.inactive and not command.motivation_work:
        yield Refused(
            "motivation-work",
            "I en periode uden aktivitet arbejdes der med motivation. Skriv hvordan.",
        )
    for answer in command.answers:
        yield from _misanswered(answer, ctx)
        yield from _misplaced(answer, ctx.programme.goals)


def _misanswered(answer: GoalAnswer, ctx: Context) -> Iterator[Refused]:
    asked = {question.code: question.text for question in ctx.programme.follow_up.questions}
    if set(given_answers(answer)) != set(asked):
        yield Refused("questions", f"Svar ja eller nej for {answer.goal} på netop: {coded(asked)}.")


def given_answers(answer: GoalAnswer) -> dict[str, bool]:
    """Every answer by its question's code."""
    fixed = {
        "reached": answer.reached,
        "effort_sufficient": answer.effort_sufficient,
        "more_needed": answer.more_needed,
    }
    return {code: yes for code, yes in fixed.items() if yes is not None} | answer.more


def _misplaced(answer: GoalAnswer, rules: Goals) -> Iterator[Refused]:
    """The stage and the mark are there exactly where the programme asks for them."""
    if rules.circle is not bool(answer.stage):
        text = "mangler" if rules.circle else "spørges der ikke om; udelad det"
        yield Refused("stage", f"Trin i forandringscirklen {text} ({answer.goal}).")
    within = answer.progress is not None and 0 <= answer.progress <= rules.scale
    if within is not bool(rules.scale) or (answer.progress is not None and not rules.scale):
        text = f"angives fra 0 til {rules.scale}" if rules.scale else "spørges der ikke om; udelad det"
        yield Refused("progress-scale", f"Fremgang {text} ({answer.goal}).")


def _window(course: Course, command: RecordFollowUp, ctx: Context) -> tuple[Timer, ...]:
    """The no-progress window, counted anew where something moved and something is left to move."""
    before = {goal.id: goal for goal in course.goals}
    moved = any(has_moved(before[answer.goal], answer) for answer in command.answers)
    if not moved or _all_done(course, command):
        return ()
    return no_progress.moved_on(course, command.held_on, ctx)


def _nothing_left(course: Course, command: RecordFollowUp) -> tuple[str, ...]:
    return no_progress.over(course) if _all_done(course, command) else ()


def _all_done(course: Course, command: RecordFollowUp) -> bool:
    reached = {answer.goal for answer in command.answers if answer.reached}
    return all(goal.id in reached for goal in course.goals if goal.is_open)
