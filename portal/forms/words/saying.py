"""What a form is called, what its button does, and what is told when it is done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saying:
    """`done` is told on the next page, also in a cookie: it never holds anything personal."""

    title: str
    button: str
    done: str
    intro: str = ""
