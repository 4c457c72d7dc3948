"""Typed errors. Each carries a code and a sentence that says what to do, never personal data."""

from __future__ import annotations

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
    """A rule says no. The message names the rule and what would cure it."""

    code = "refused"

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


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
