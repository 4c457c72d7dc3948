"""Goals: agreed, revised with a reason, dropped; and the change plan."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from domain.commands import AgreeChangePlan, AgreeGoals, DropGoal, NewGoal, ReviseGoal
from domain.course import Course
from domain.course_parts import GoalState
from domain.deciding import no_progress
from domain.deciding.contact import activated
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import (
    ChangePlanAgreed,
    Event,
    GoalDropped,
    GoalPlan,
    GoalRevised,
    GoalsAgreed,
    GoalText,
    PlanStep,
)
from domain.programme import Goals
from domain.words import coded

WORDS = ("text", "indicator", "baseline", "target")


def agree_goals(course: Course, command: AgreeGoals, ctx: Context) -> tuple[Event, ...]:
    """Agree goals and sub-goals (S0); ids are given in order, g1, g2 and so on."""
    rules = ctx.programme.goals
    known = {goal.id for goal in course.goals if not goal.dropped}
    refuse_all(_wrong_goals(command, len(course.goals), known, rules))
    plans: list[GoalPlan] = []
    texts: list[GoalText] = []
    for number, goal in enumerate(command.goals, start=len(course.goals) + 1):
        goal_id = f"g{number}"
        plans.append(GoalPlan(goal_id, goal.target_on, goal.parent, goal.aim, goal.template))
        text = goal.text or rules.text_of(goal.template) or ""
        texts.append(GoalText(goal_id, text, goal.indicator, goal.baseline, goal.target))
    agreed = GoalsAgreed(goals=tuple(plans), texts=tuple(texts))
    if course.agreement_on is not None and not course.goals:
        return (activated(agreed, course, ctx),)
    return (replace(agreed, timers=no_progress.begun_anew(course, ctx)),)


def revise(course: Course, command: ReviseGoal, ctx: Context) -> tuple[Event, ...]:
    """Change a goal that is worked on; the reason and what it said before stay in the history."""
    goal = _worked_on(course, command.goal)
    words = {name: text for name in WORDS if (text := getattr(command, name))}
    changed = [name for name in (*words, "target_on", "aim") if getattr(command, name)]
    if command.parent is not None and command.parent != goal.parent:
        refuse_all(_misplaced_below(course, goal, command, ctx.programme.goals))
        changed.append("parent")
    if not changed:
        raise Refused("goal-unchanged", "Der er ikke noget, der ændrer målet. Angiv det, der er nyt.")
    revised = GoalRevised(
        goal=goal.id,
        changed=tuple(changed),
        target_on=command.target_on,
        parent=command.parent if "parent" in changed else None,
        aim=command.aim,
        words=GoalText(goal.id, **{"text": "", **words}),
        reason=command.reason,
    )
    return (revised,)


def drop(course: Course, command: DropGoal, _ctx: Context) -> tuple[Event, ...]:
    """Stop working on a goal. Its sub-goals are dropped or moved first, so that none is left hanging."""
    goal = _worked_on(course, command.goal)
    below = [one.id for one in course.goals if one.parent == goal.id and one.is_open]
    if below:
        raise Refused(
            "open-sub-goals",
            f"Målet har delmål, der arbejdes på ({', '.join(below)}). Flyt eller opgiv dem først.",
        )
    others = any(one.is_open for one in course.goals if one.id != goal.id)
    cleared = () if others else no_progress.over(course)
    return (GoalDropped(goal=goal.id, reason=command.reason, cleared=cleared),)


def agree_change_plan(course: Course, command: AgreeChangePlan, ctx: Context) -> tuple[Event, ...]:
    """File the change plan, which is made together with the citizen and never about her (S2)."""
    refuse_all(_no_change_plan(course, command, ctx))
    agreed = ChangePlanAgreed(
        number=course.written.change_plans + 1,
        agreed_on=command.agreed_on,
        steps=tuple(PlanStep(step.step, step.stage, step.goal, step.by_on) for step in command.steps),
        citizen_words=command.citizen_words,
    )
    return (agreed,)


def _no_change_plan(course: Course, command: AgreeChangePlan, ctx: Context) -> Iterator[Refused]:
    if not ctx.programme.goals.circle:
        yield Refused("no-change-plan", "Programmet bruger ikke forandringsplaner. Brug mål i stedet.")
    yield from ctx.in_the_future(command.agreed_on, "Forandringsplanen")
    if not command.with_citizen:
        yield Refused("change-plan-alone", "Forandringsplanen laves sammen med borgeren. Lav den på et møde.")
    if {step.goal for step in command.steps} - {goal.id for goal in course.goals} - {""}:
        yield Refused(
            "unknown-goal", "Planen nævner et mål, der ikke findes på forløbet. Vælg et andet [fx g1]."
        )


def _wrong_goals(command: AgreeGoals, agreed: int, known: set[str], rules: Goals) -> Iterator[Refused]:
    """What is wrong with each of the goals; a sub-goal may hang on one that stands before it."""
    for number, goal in enumerate(command.goals, start=agreed + 1):
        yield from _wrong(goal, number, known, rules)
        known.add(f"g{number}")


def _wrong(goal: NewGoal, number: int, known: set[str], rules: Goals) -> Iterator[Refused]:
    """A goal that hangs on nothing, says nothing, or leads nowhere."""
    if goal.parent and goal.parent not in known:
        yield Refused(
            "parent-goal", f"Delmål nr. {number} peger på et mål, der ikke findes. Vælg et andet [fx g1]."
        )
    if goal.template and rules.text_of(goal.template) is None:
        templates = coded({one.code: one.text for one in rules.template})
        yield Refused(
            "goal-template", f"Mål nr. {number} nævner et ukendt delmål. Programmet har: {templates}."
        )
    if not goal.text and not goal.template:
        yield Refused("goal-text", f"Mål nr. {number} mangler en tekst. Skriv den, eller vælg en skabelon.")
    if not goal.parent:
        yield from _leads_nowhere(goal.aim, rules)


def _leads_nowhere(aim: str, rules: Goals) -> Iterator[Refused]:
    if rules.final_aim and not aim:
        yield Refused(
            "final-aim",
            "Endemålet er altid uddannelse eller job. Angiv det for hvert overordnet mål; "
            "for borgere under 30 er uddannelse det nærliggende.",
        )


def _worked_on(course: Course, goal_id: str) -> GoalState:
    goal = course.goal(goal_id)
    if goal is None:
        raise Refused("unknown-goal", "Målet findes ikke på forløbet. Vælg et andet [fx g1].")
    if not goal.is_open:
        raise Refused("goal-settled", "Målet er nået eller opgivet og ændres ikke mere. Aftal et nyt mål.")
    return goal


def _misplaced_below(course: Course, goal: GoalState, command: ReviseGoal, rules: Goals) -> Iterator[Refused]:
    """A parent that is not there or lies below the goal itself; without one a goal must lead somewhere."""
    if not command.parent:
        yield from _leads_nowhere(command.aim, rules)
        return
    above = course.goal(command.parent)
    if above is None or above.dropped:
        yield Refused("parent-goal", "Det overordnede mål findes ikke. Vælg et andet [fx g1].")
        return
    while above is not None and above.id != goal.id:
        above = course.goal(above.parent)
    if above is not None:
        yield Refused("goal-circle", "Et mål kan ikke være delmål af sig selv. Vælg et andet mål.")
