"""Typed errors. Each carries a code and a sentence that says what to do, never personal data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class MentorError(Exception):
    """Base of all errors of ours: `code` for machines, the text for people, `exit_code` for the shell."""

    code = "error"
    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input: which field, what is wrong, and what would cure it."""

    field: str
    wrong: str
    cure: str

    def __str__(self) -> str:
        return f"{self.field}: {self.wrong} ({self.cure})"


class Refused(MentorError):
    """A rule says no, or several at once. Each sentence says what is wrong and what would cure it.

    `rule` is the first rule, `rules` are all of them.
    """

    code = "refused"

    def __init__(self, rule: str, message: str, also: Sequence[Refused] = ()) -> None:
        super().__init__(" ".join([message, *(other.message for other in also)]))
        self.rule = rule
        self.rules: tuple[str, ...] = (rule, *(name for other in also for name in other.rules))

    def together_with(self, others: Sequence[Refused]) -> Refused:
        """The same refusal, which tells what other rules say too."""
        together = type(self)(self.rule, self.message, others)
        together.rules = (*self.rules, *together.rules[1:])
        return together


def refuse_all(refusals: Iterable[Refused]) -> None:
    """Raise Refused if any rule says no; whoever asked learns at once what all of them say."""
    found = {refusal.message: refusal for refusal in refusals}
    if found:
        first, *others = found.values()
        raise first.together_with(others)


class PartsRefused(Refused):
    """Rules say no to one or several of the commands that were to be done together: each part's number (from
    0), and what its rules say.
    """

    def __init__(self, parts: Sequence[tuple[int, Refused]]) -> None:
        (_, first), *others = parts
        super().__init__(first.rule, first.message, [refusal for _, refusal in others])
        self.parts = tuple(parts)


class InvalidInput(MentorError):
    """Input that cannot be used; lists every problem at once, by field."""

    code = "invalid-input"
    exit_code = 2

    def __init__(self, what: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{what}: " + "; ".join(str(problem) for problem in problems))
        self.problems = problems


class UnknownCourse(MentorError):
    """There is no course with that reference."""

    code = "unknown-course"
    exit_code = 2

    def __init__(self, ref: str) -> None:
        super().__init__(f"Der findes intet forløb {ref}. Se listen med: mentor course list")
        self.ref = ref


class Conflict(MentorError):
    """Somebody was faster: the course has moved on since it was read."""

    code = "conflict"
    exit_code = 3


class Unavailable(MentorError):
    """Something needed (a server, a key, a disk) is not there right now; trying again later is safe."""

    code = "unavailable"
    exit_code = 4
