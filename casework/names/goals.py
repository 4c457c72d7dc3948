"""Danish names for what is said about goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casework.names import STAGES
from domain.events import GoalAnswer

FINAL_AIMS: Mapping[str, str] = {"education": "uddannelse", "job": "job"}
GOAL_PARTS: Mapping[str, str] = {
    "text": "teksten",
    "indicator": "tegnet på, at det lykkes",
    "baseline": "udgangspunktet",
    "target": "det aftalte mål",
    "target_on": "datoen",
    "parent": "det overordnede mål",
    "aim": "endemålet",
}


def goal_parts(codes: Sequence[str]) -> list[str]:
    """The names of what was changed on a goal."""
    return [GOAL_PARTS[code] for code in codes]


def standing(answer: GoalAnswer) -> str:
    """`handling, indsatsen er tilstrækkelig`: where a goal stands. Personal."""
    sufficient = {True: "indsatsen er tilstrækkelig", False: "indsatsen er ikke tilstrækkelig", None: ""}
    parts = (
        STAGES[answer.stage] if answer.stage else "",
        "" if answer.progress is None else f"fremgang {answer.progress}",
        sufficient[answer.effort_sufficient],
        "der er brug for mere" if answer.more_needed else "",
        "nået" if answer.reached else "",
    )
    return ", ".join(part for part in parts if part) or "besvaret"
