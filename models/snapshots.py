"""Snapshots as courses. The last ones are kept in memory, named by the hash their chain ends with.

A head names exactly one history, so what is kept under it can never be out of date: whoever reads another
head from the table does not find it here and reads the table's snapshot.
"""

from __future__ import annotations

import threading

from domain.course import Course
from models.codec import load_course
from models.places import Place

KEPT = 4096
"""Courses kept: some ten megabytes."""


class Snapshots:
    """Courses by the head of their chain. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: dict[bytes, Course] = {}
        self._lock = threading.Lock()

    def course(self, place: Place) -> Course:
        """The course at a place. Raises Tampered if its snapshot cannot be read."""
        found = self._kept.get(place.head)
        return load_course(place.state, place.ref) if found is None else found

    def keep(self, course: Course, head: bytes, *, instead_of: bytes) -> None:
        """Remember a course that was just decided; the state before it is not asked for again."""
        with self._lock:
            self._kept.pop(instead_of, None)
            self._kept[head] = course
            if len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
