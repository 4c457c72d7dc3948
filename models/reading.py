"""Reading courses: one, many, as they stand or as they were known. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from domain.course import Course
from domain.events import Event
from domain.evolve import fold
from domain.history import Recorded, known_at
from domain.referral import Citizen
from models import blind_index, citizens, histories, listing, running, searching
from models.database import Database
from models.facts import Facts, facts
from models.heads import Head, at_heads, open_heads
from models.keyring import Keyring
from models.name_signature import Wanted
from models.places import place, with_deadlines
from models.sight import Sight, is_seen
from models.tables.courses import CourseRow

AT_ONCE = 21
"""So many citizens are opened at a time when a name is looked for: about as many as are shown."""


class Reading:
    """All courses, to be read. Safe to use from several threads."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def course(self, ref: str) -> Course:
        """The course as it stands. Raises UnknownCourse."""
        with self._database.read() as transaction:
            return place(transaction, ref).course()

    def as_known(self, ref: str, instant: datetime) -> Course:
        """The course as it was known at an instant (UTC): the fold of what had been recorded, never of what
        was entered later. Raises UnknownCourse, InvalidInput for a moment before its beginning, Tampered.
        """
        with self._database.read() as transaction:
            history = histories.neutral_history(transaction, place(transaction, ref))
        return fold(recorded.event for recorded in known_at(history, instant))

    def with_deadlines(self) -> Iterator[Course]:
        """Every course on which a deadline runs, oldest first, as they all stood at one moment: the open
        ones, and those that have ended while a citizen's right to her file still runs.
        """
        with self._database.read() as transaction:
            places = with_deadlines(transaction)
        return (at.course() for at in places)

    def with_cpr(self, sight: Sight, digests: Sequence[int]) -> list[str]:
        """The references of a citizen's courses in sight, newest first."""
        with self._database.session() as session:
            return searching.with_cpr(session, sight, digests)

    def named(self, sight: Sight, wanted: Wanted, most: int) -> dict[str, Citizen]:
        """The citizens in sight who have the name that is meant, by reference, newest first and at most so
        many. A protected name is never found. Who is shown one must be written down before.
        """
        with self._database.session() as session:
            numbers = searching.may_be_named(session, sight, wanted)
        found: dict[str, Citizen] = {}
        while numbers and len(found) < most:
            found |= self._meant(wanted, numbers[:AT_ONCE])
            numbers = numbers[AT_ONCE:]
        return dict(list(found.items())[:most])

    def _meant(self, wanted: Wanted, numbers: Sequence[int]) -> dict[str, Citizen]:
        with self._database.session() as session:
            refs = searching.refs_of(session, numbers)
        people = self.citizens(refs)
        open_to_all = (ref for ref in refs if ref in people and not people[ref].protected)
        return {ref: people[ref] for ref in open_to_all if wanted.is_in(people[ref].name)}

    def pressing(
        self, coordinator: str, until: date, controllers: Sequence[str] = ()
    ) -> list[running.Pressing]:
        """A coordinator's courses with something owed by a Danish day, or by the jobcentre at all; and those
        of `controllers` that nobody has been given yet.
        """
        with self._database.read() as transaction:
            return running.of_coordinator(transaction, coordinator, controllers, until)

    def by_mentor(self, today: date) -> list[running.OfMentor]:
        """How much runs with each mentor on a Danish day, in numbers."""
        with self._database.read() as transaction:
            return running.by_mentor(transaction, today)

    def page(self, wanted: listing.Wanted, window: running.Window) -> list[str]:
        """The references of the courses that are wanted, the nearest deadline first: one part of them."""
        with self._database.session() as session:
            return running.page_of_wanted(session, wanted, window)

    def how_many(self, wanted: listing.Wanted, before: date | None = None) -> int:
        """How many courses are wanted, or have something that is owed before a Danish day."""
        with self._database.session() as session:
            return running.count_of_wanted(session, wanted, before)

    def heads_of_mentor(self, mentor: str) -> list[running.Head]:
        """A mentor's courses on which something runs."""
        with self._database.read() as transaction:
            return running.of_mentor(transaction, mentor)

    def heads_of_coordinator(self, coordinator: str, controllers: Sequence[str]) -> list[running.Head]:
        """A coordinator's courses on which something runs, and those of `controllers` that nobody has yet."""
        with self._database.read() as transaction:
            return running.heads_of_coordinator(transaction, coordinator, controllers)

    def heads_wanted(self, wanted: listing.Wanted) -> list[running.Head]:
        """The courses that are wanted, also those on which nothing runs."""
        with self._database.session() as session:
            return running.of_wanted(session, wanted)

    def several(self, refs: Sequence[str]) -> list[tuple[running.Head, Course]]:
        """These courses as they stand, in no order; one that is not there is left out. Raises Tampered."""
        with self._database.read() as transaction:
            return list(running.snapshots(transaction, refs))

    def citizens(self, refs: Sequence[str]) -> dict[str, Citizen]:
        """The citizens of these courses, opened; one that is not there or was erased is left out. Who is
        shown one must be written down before. Raises Tampered.
        """
        with self._database.read() as transaction:
            return citizens.citizens(transaction, self._keyring, refs)

    def recorded(self, ref: str) -> tuple[Recorded, ...]:
        """The whole history, opened. Raises UnknownCourse, Tampered, KeyMissing or KeyDestroyed."""
        with self._database.read() as transaction:
            return histories.history(transaction, self._keyring, place(transaction, ref))

    def neutral(self, ref: str) -> tuple[Recorded, ...]:
        """The whole history without anything personal, also of an erased course. Raises UnknownCourse."""
        with self._database.read() as transaction:
            return histories.neutral_history(transaction, place(transaction, ref))

    def courses(self, wanted: listing.Wanted = listing.ALL) -> list[CourseRow]:
        """The rows of the courses that are wanted, oldest first."""
        with self._database.session() as session:
            return listing.courses(session, wanted)

    def count(self, wanted: listing.Wanted) -> int:
        """How many courses are wanted."""
        with self._database.session() as session:
            return listing.count(session, wanted)

    def sees(self, sight: Sight, ref: str) -> bool:
        """Whether the course with that reference is there and in sight."""
        with self._database.session() as session:
            return is_seen(session, sight, ref)

    def open_heads(self) -> list[Head]:
        """Every open course that has a mentor: how it is known, and in which state it is."""
        with self._database.read() as transaction:
            return open_heads(transaction)

    def at_heads(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes, Course]]:
        """The courses of these numbers, each with number and last event's hash. Raises Tampered."""
        with self._database.read() as transaction:
            return at_heads(transaction, numbers)

    def facts(self, kinds: Collection[type[Event]], wanted: listing.Wanted = listing.ALL) -> list[Facts]:
        """The neutral side of these types of events on the courses that are wanted, by course."""
        with self._database.session() as session:
            return facts(session, kinds, wanted)

    def find(self, controller: str, cpr: str) -> list[str]:
        """The references of a citizen's courses within one controller, oldest first."""
        with self._database.read() as transaction:
            return blind_index.find(transaction, self._keyring, controller, cpr)
