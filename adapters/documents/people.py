"""How the citizen is named in a document."""

from __future__ import annotations


def citizen_line(name: str | None) -> str:
    """The name, or the sentence that stands in its place where name and address are protected."""
    return name or "Navn og adresse er beskyttet"
