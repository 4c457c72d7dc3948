"""A ready course with the circle of change, in which nothing moves and the caseworker ends the effort."""

from __future__ import annotations

from dataclasses import replace

from domain import commands as c
from domain.events import GoalResult, Stage
from tests.factory.blocks import answers
from tests.factory.commands import follow_up
from tests.factory.playing import CIRCLE, Played, Step, at, day, play
from tests.factory.stories import beginning


def together_course() -> Played:
    """A course with the circle of change: a plan made together, a relapse, a goal revised and another one
    dropped, focus areas, and an effort that the caseworker ended after no progress.
    """
    return play(*beginning(), *together(), programme=CIRCLE)


def together() -> tuple[Step, ...]:
    """What happens in it after agreement and goals."""
    return (*_planned(), *_turned(), *_met(), *_ended())


def _planned() -> tuple[Step, ...]:
    """The change plan of both, what is in focus, and the first follow-up."""
    steps = (
        c.NewStep(step="Skrive en liste over gode morgener.", stage="contemplation", goal="g2"),
        c.NewStep(step="Prøve vækkeuret i en uge.", stage="action", goal="g2", by_on=day("2026-04-10")),
    )
    words = "Det er mine egne skridt."
    areas, last = ("struktur i hverdagen", "netværk"), day("2026-05-31")
    return (
        at("2026-03-12 13:00"),
        c.AgreeChangePlan(agreed_on=day("2026-03-12"), with_citizen=True, steps=steps, citizen_words=words),
        c.SetFocusAreas(areas=areas, from_on=day("2026-03-12"), to_on=last),
        at("2026-03-13 13:00"),
        follow_up("2026-03-13", answers("contemplation"), circle=True),
        c.SetRoles(weights={"vejleder": 70, "brobygger": 30}, from_on=day("2026-03-12")),
    )


def _turned() -> tuple[Step, ...]:
    """A relapse; a goal is made smaller, another one is given up, and the roles weigh differently."""
    stages: dict[str, Stage] = {"g1": "preparation", "g2": "relapse", "g3": "precontemplation"}
    weights, nearer = {"vejleder": 40, "brobygger": 60}, "Praktikken er nær."
    return (
        at("2026-03-18 13:00"),
        c.SetRoles(weights=weights, from_on=day("2026-04-01"), reason=nearer),
        follow_up("2026-03-18", stages, circle=True),
        c.ReviseGoal(
            goal="g2",
            reason="Klokken 8 var for tidligt efter en svær uge.",
            text="Maja er oppe og klar klokken 9 på hverdage.",
            target_on=day("2026-06-30"),
        ),
        c.DropGoal(goal="g3", reason="Praktikpladsen er lukket."),
    )


def _met() -> tuple[Step, ...]:
    """A quiet time, and a three-party meeting with minutes and a report."""
    quiet = follow_up("2026-04-23", {"g1": "preparation", "g2": "relapse"}, circle=True)
    ask = c.NewNextStep(step="Spørge gartneriet om en ny plads", who="mentor", by_on=day("2026-05-04"))
    return (
        at("2026-04-23 13:00"),
        replace(quiet, inactive=True, motivation_work="Vi gik ture og talte om det, der lykkes."),
        c.RecordMinutes(
            held_on=day("2026-04-23"),
            participants=("citizen", "mentor", "caseworker"),
            summary="Vi talte om, hvad der hjælper på en svær morgen.",
            agreements=("Mentor ringer tirsdag og torsdag.",),
            next_steps=(ask,),
            next_meeting_on=day("2026-05-20"),
            citizen_comment="Det er rart at være med.",
        ),
        at("2026-04-23 14:00"),
        c.SendProgressReport(covers_to=day("2026-04-22"), summary="Der er brug for at se på indsatsen."),
    )


def _ended() -> tuple[Step, ...]:
    """Eight weeks without progress: the caseworker ends the effort."""
    return (
        at("2026-05-13 12:00"),
        c.EndEffort(matter="s2", reason="Mentors rolle understøtter ikke længere indsatsen."),
        c.RecordClosing(
            reason="other",
            outcome="other_support",
            results=(GoalResult("g1", "partly"), GoalResult("g2", "not_reached")),
            review="Forløbet sluttede, fordi en anden støtte passer bedre.",
        ),
    )
