"""A programme's catalogue of tasks as a table: what a mentor may do, what not, and under which law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.names import LAWS, MAY
from domain.programme import Programme


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One task: its area, its words, whether a mentor may do it, its law, and the rule that limits it."""

    area: str
    task: str
    may: str
    law: str
    code: str
    rule: str
    why: str


def task_matrix(programme: Programme) -> list[MatrixRow]:
    """The rows of the programme's table, in the order of its file."""
    return [
        MatrixRow(
            area=task.area,
            task=task.words,
            may=MAY[task.may],
            law=LAWS[task.law],
            code=code,
            rule=task.rule or "",
            why=programme.task_rules[task.rule] if task.rule else "",
        )
        for code, task in programme.tasks.items()
    ]


def task_words(codes: Iterable[str], programme: Programme) -> list[str]:
    """Tasks in words; what another version of the programme called otherwise is shown by its code."""
    tasks = programme.tasks
    return [tasks[code].words if code in tasks else code.replace("_", " ") for code in codes]
