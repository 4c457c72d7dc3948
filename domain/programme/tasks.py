"""The sections `[tasks.<code>]` and `[task_rules]`: what a mentor may be asked to do, and what not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, Self

from pydantic import model_validator

from domain.mistakes import Mistake
from domain.programme.wording import Named
from domain.values import Code, Line, OptionalLine

Law = Literal["employment", "section_83", "section_85", "section_99"]


class Task(Named):
    """One task of the catalogue: its area, the law it belongs to, and whether a mentor may do it.

    `may = "no"` and `"with_reason"` name the rule that says so, a key of `[task_rules]`. `placement`: the
    task is follow-up on a placement.
    """

    area: OptionalLine = ""
    law: Law = "employment"
    may: Literal["yes", "with_reason", "no"] = "yes"
    rule: Code | None = None
    placement: bool = False

    @model_validator(mode="after")
    def _named_rule(self) -> Self:
        if (self.may == "yes") is bool(self.rule):
            raise ValueError("rule hører til, netop når may er no eller with_reason")
        return self


TaskRules = dict[Code, Line]
"""Each rule's name, and the sentence that says what it forbids and what would cure it."""


def mismatched(tasks: Mapping[str, Task], rules: TaskRules) -> Iterator[Mistake]:
    """Rules that a task names and nobody has written, and rules that no task names."""
    named = {task.rule for task in tasks.values() if task.rule}
    for rule in sorted(named - rules.keys()):
        yield (), f"reglen {rule} mangler under task_rules, men en opgave nævner den"
    for rule in sorted(rules.keys() - named):
        yield (rule,), f"ingen opgave bruger reglen {rule}; fjern den"
