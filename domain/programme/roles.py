"""The tables `[roles.<code>]`: the mentor's roles, whose weight varies over time (S3, S4)."""

from __future__ import annotations

from domain.ladders import Strict
from domain.values import Line


class MentorRole(Strict):
    """A role as the programme calls it."""

    name: Line
