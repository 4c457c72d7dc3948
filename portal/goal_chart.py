"""A goal's stage of change, or its mark, drawn over time: where each follow-up stands in a small drawing."""

from __future__ import annotations

from dataclasses import dataclass

from casework.course_page.goals import GoalOverTime, Point

WIDTH, HEIGHT = 320, 96
LEFT, RIGHT, TOP, FOOT = 10, 10, 10, 10
AT_LEAST = 2
"""Fewer points are no movement, and are told in words alone."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One follow-up in the drawing, from its left upper corner."""

    x: int
    y: int
    point: Point


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing of one goal, and the same in words for whoever does not see it."""

    dots: tuple[Dot, ...]
    line: str
    said: str


def chart_of(goal: GoalOverTime) -> Chart | None:
    """The drawing; none where there are too few follow-ups with a stage or a mark."""
    points = goal.drawn
    if len(points) < AT_LEAST:
        return None
    first, days = points[0].on, max(1, (points[-1].on - points[0].on).days)
    dots = tuple(_dot(point, (point.on - first).days / days) for point in points)
    line = " ".join(f"{dot.x},{dot.y}" for dot in dots)
    return Chart(dots, line, f"Fra {_short(points[0])} til {_short(points[-1])}")


def _dot(point: Point, along: float) -> Dot:
    x = LEFT + along * (WIDTH - LEFT - RIGHT)
    y = HEIGHT - FOOT - (point.height or 0.0) * (HEIGHT - TOP - FOOT)
    return Dot(round(x), round(y), point)


def _short(point: Point) -> str:
    return point.stage or f"fremgang {point.mark}"
