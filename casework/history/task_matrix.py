"""A programme's catalogue of tasks as a table: what a mentor may do, what not, and under which law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casework import names
from casework.names.orders import LAWS, MAY
from domain.deciding.eligibility import ORDINARY
from domain.programme import Named, Programme

EMPLOYMENT = "employment"
ORDINARY_COURSE = "intet særligt spor"


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


@dataclass(frozen=True, slots=True)
class InWords:
    """A programme's words for its codes; what it does not know by a code is shown as it is written."""

    programme: Programme | None

    def tasks(self, codes: Iterable[str]) -> list[str]:
        """Tasks, by code or already in words."""
        return [_called(code, self.programme.tasks if self.programme else {}) for code in codes]

    def tasks_with_law(self, codes: Iterable[str]) -> list[str]:
        """Tasks, each with its law where that is not the employment act (S3: tasks are tagged by law)."""
        laws = {code: task.law for code, task in (self.programme.tasks if self.programme else {}).items()}
        return [
            f"{words}, {LAWS[laws[code]]}" if laws.get(code, EMPLOYMENT) != EMPLOYMENT else words
            for code, words in zip(codes, self.tasks(codes), strict=True)
        ]

    def category(self, code: str) -> str:
        """A category of hours."""
        return names.category_name(code, self.programme)

    def observations(self, codes: Sequence[str]) -> list[str]:
        """Kinds of observation."""
        return names.observations(codes, self.programme)

    def group(self, code: str) -> str:
        """A target group."""
        return _called(code, self.programme.target_groups if self.programme else {})

    def track(self, code: str) -> str:
        """A special track, or that it is none."""
        return ORDINARY_COURSE if code == ORDINARY else _called(code, self._tracks())

    def _tracks(self) -> Mapping[str, Named]:
        return self.programme.tracks if self.programme else {}


def _called(code: str, named: Mapping[str, Named]) -> str:
    return named[code].words if code in named else code
