"""What the open courses of each mentor weigh, remembered by the hash of each course's last event.

A course weighs the same until something happens on it, so only those that have moved on are read again: a
page over the whole corps costs milliseconds, and is never older than the last commit.
"""

from __future__ import annotations

from collections import defaultdict

from casework.office import Office
from domain.corps.load import Burden, Weight, weight_of
from models.heads import Head

MOST_REMEMBERED, MOST_BURDENS = 50_000, 500
"""Courses, and mentors' burdens; beyond that all of them are forgotten at once, and made anew."""
_weights: dict[bytes, Weight] = {}
_burdens: dict[bytes, Burden] = {}
"""By hash, or by all of a mentor's in a row: never the same for two states, so safe for every thread."""
NOTHING = Burden()


def carried_by_mentor(office: Office) -> dict[str, Burden]:
    """What each mentor's open courses weigh. Raises Tampered."""
    if len(_weights) > MOST_REMEMBERED:
        _weights.clear()
    if len(_burdens) > MOST_BURDENS:
        _burdens.clear()
    by_mentor: dict[str, list[Head]] = defaultdict(list)
    for one in office.casebook.open_heads():
        by_mentor[one[1]].append(one)
    return {mentor: _burden(office, heads) for mentor, heads in by_mentor.items()}


def _burden(office: Office, heads: list[Head]) -> Burden:
    key = b"".join([head for _, _, head in heads])
    known = _burdens.get(key)
    if known is None:
        known = _burdens[key] = Burden(tuple(_weighed(office, heads)))
    return known


def _weighed(office: Office, heads: list[Head]) -> list[Weight]:
    """Of each course; what has moved on since its hash was read weighs what it weighs now."""
    found = {number: weight for number, _, head in heads if (weight := _weights.get(head))}
    unknown = [number for number, _, _ in heads if number not in found]
    for number, head, course in office.casebook.at_heads(unknown):
        found[number] = _weights[head] = weight_of(course)
    return [found[number] for number, _, _ in heads]
