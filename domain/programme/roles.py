"""The section `[roles.<code>]`: the roles a mentor has on a course, with the programme's own words."""

from __future__ import annotations

from domain.programme.wording import Named


class MentorRole(Named):
    """One role of a mentor (S3, S4). How much it weighs varies over time and is recorded on the course."""
