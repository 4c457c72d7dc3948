"""What the open courses of each mentor weigh, remembered by the hash of each course's last event.

A course weighs the same until something happens on it, so only those that have moved on are read again: a
page over the whole corps costs milliseconds, and is never older than the last commit.
"""

from __future__ import annotations

from collections import defaultdict

from casework.office import Office
from domain.corps.load import Weight, weight_of
from models.heads import Head

MOST_REMEMBERED = 50_000
"""Courses; beyond that everything is forgotten at once, and read anew."""
_remembered: dict[bytes, Weight] = {}
"""By hash, which is never the same for two states: safe for every thread and installation."""


def carried_by_mentor(office: Office) -> dict[str, list[Weight]]:
    """What each mentor's open courses weigh, oldest first. Raises Tampered."""
    heads = office.casebook.open_heads()
    weights = _weights(office, heads)
    by_mentor: dict[str, list[Weight]] = defaultdict(list)
    for one in heads:
        by_mentor[one.mentor].append(weights[one.id])
    return by_mentor


def _weights(office: Office, heads: list[Head]) -> dict[int, Weight]:
    """By the course's number; what has moved on since its hash was read weighs what it weighs now."""
    if len(_remembered) > MOST_REMEMBERED:
        _remembered.clear()
    known = {one.id: weight for one in heads if (weight := _remembered.get(one.head))}
    unknown = [one.id for one in heads if one.id not in known]
    for number, head, course in office.casebook.at_heads(unknown):
        known[number] = _remembered[head] = weight_of(course)
    return known
