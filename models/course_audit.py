"""The checks of one course: its chain, its ciphertexts, and that its snapshot is the fold of its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from domain.course import Course
from domain.errors import MentorError
from domain.evolve import fold
from domain.upcasting import UnknownEvent
from models.chain import GENESIS, link
from models.codec import load_course, neutral_event
from models.columns import hundredths
from models.errors import KeyDestroyed, Tampered
from models.keyring import Keyring
from models.recording import row_name, snapshot

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was stored: in which table, where (never what it says), and what."""

    table: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.table}, {self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class StoredCourse:
    """Everything stored about a course, as the driver gives it: its row, its events, its support periods."""

    row: Values
    events: Sequence[Values]
    periods: Sequence[Values]

    @property
    def ref(self) -> str:
        """The course's reference."""
        return str(self.row["ref"])


def findings(stored: StoredCourse, keyring: Keyring) -> Iterator[Finding]:
    """Everything that is wrong with a course; nothing, if it is as it was written."""
    chain = list(_chain(stored))
    yield from chain
    yield from _ciphertexts(stored, keyring)
    if not chain:
        yield from _snapshot(stored)


def _chain(stored: StoredCourse) -> Iterator[Finding]:
    before, expected = GENESIS, 1
    for row in stored.events:
        if row["seq"] != expected:
            missing = f"hændelse {expected} til {row['seq'] - 1} mangler"
            yield Finding("event", stored.ref, missing)
        elif link(before, stored.ref, row) != row["hash"]:
            what = "rækken er ændret, eller den foregående er ikke den, den blev kædet til"
            yield Finding("event", row_name(stored.ref, row["seq"]), what)
        before, expected = row["hash"], row["seq"] + 1
    if stored.row["seq"] != expected - 1:
        cut = f"sidste hændelse er {expected - 1}, men forløbet står ved {stored.row['seq']}"
        yield Finding("event", stored.ref, cut)
    elif stored.row["head"] != before:
        yield Finding("course", stored.ref, "kædens hoved er ikke den sidste hændelses")


def _ciphertexts(stored: StoredCourse, keyring: Keyring) -> Iterator[Finding]:
    for row in stored.events:
        if row["sealed"] is None:
            continue
        where = row_name(stored.ref, row["seq"])
        try:
            keyring.key(stored.row["key_id"]).open(row["sealed"], "event", "sealed", where)
        except KeyDestroyed:
            # Erased on purpose: the chain still holds, and nothing can or shall be read.
            return
        except Tampered as error:
            yield Finding(error.table, error.where, error.what)
        except MentorError as error:
            yield Finding("data_key", stored.ref, error.message)
            return


def _snapshot(stored: StoredCourse) -> Iterator[Finding]:
    try:
        course = load_course(stored.row["state"], stored.ref)
        folded = fold(_neutral(stored))
    except Tampered as error:
        yield Finding(error.table, error.where, error.what)
        return
    except (UnknownEvent, ValueError, KeyError, TypeError, AttributeError) as error:
        # A chain that holds may still tell an impossible story, if somebody wrote both.
        what = error.message if isinstance(error, UnknownEvent) else "hændelserne giver ikke et forløb"
        yield Finding("event", stored.ref, what)
        return
    if folded != course:
        yield Finding("course", stored.ref, "øjebliksbilledet er ikke summen af hændelserne")
    for name, value in snapshot(folded, stored.row["head"]).items():
        if name != "state" and stored.row[name] != value:
            yield Finding("course", stored.ref, f"kolonnen {name} passer ikke til øjebliksbilledet")
    if _periods(folded) != list(stored.periods):
        yield Finding("support_period", stored.ref, "bevillingsperioderne er ikke dem, hændelserne giver")


def _neutral(stored: StoredCourse) -> Iterator[Any]:
    for row in stored.events:
        where = row_name(stored.ref, row["seq"])
        yield neutral_event(row["type"], row["version"], row["facts"], where)


def _periods(course: Course) -> list[Values]:
    return [
        {
            "number": period.number,
            "starts_on": period.starts_on.isoformat(),
            "ends_on": period.ends_on.isoformat(),
            "hours": hundredths(period.hours),
            "special": period.special,
        }
        for period in course.periods
    ]
