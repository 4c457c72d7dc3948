"""A course's history as people read it: one Danish sentence per event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache

from adapters.templates import render
from casework import names
from casework.history.as_known import neutral_at
from casework.history.case_record import CaseRecord
from casework.history.pause_words import why_paused
from casework.history.task_matrix import InWords
from casework.names import goals as goal_names
from casework.names import minutes as minute_names
from casework.names import orders as order_names
from casework.office import Office
from casework.referrals import news
from domain import words
from domain.events import EVENT_TYPES, CoursePaused, Event, sealed_fields
from domain.history import Recorded
from domain.programme import Programme


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event: its number, its instant (UTC), who did it, and what happened."""

    seq: int
    at: datetime
    actor: str
    sentence: str


def timeline(
    history: Iterable[Recorded],
    *,
    personal: bool,
    programme: Programme | None = None,
    last: int | None = None,
    known_as: Callable[[str], str] = str,
) -> list[TimelineEntry]:
    """The history in order, from `templates/log/`.

    With `personal=False` a sentence is not even given the sealed fields, so that none can slip in. With
    `personal=True` a protected name and address, and the CPR number, are still hidden. The programme's words
    take the place of its codes where it is given. `last`: only so many of the newest. `known_as` gives the
    name of one of the staff or of the authority by her id, where people are to be told by name.
    """
    record, in_words, person = CaseRecord(tuple(history)), InWords(programme), cache(known_as)
    return [
        TimelineEntry(
            recorded.seq,
            recorded.at,
            names.actor_name(recorded.actor, person),
            _sentence(recorded, record, in_words, person, personal=personal),
        )
        for recorded in record.history[-(last or 0) :]
    ]


def open_timeline(office: Office, ref: str, at: datetime | None = None) -> list[TimelineEntry]:
    """The history without anything personal, also of an erased course; as it was known at an instant (UTC)
    where one is given. Raises UnknownCourse, InvalidInput.
    """
    programme = office.programme_of(office.casebook.course(ref))
    return timeline(neutral_at(office, ref, at), personal=False, programme=programme)


def _sentence(
    recorded: Recorded, record: CaseRecord, in_words: InWords, person: Callable[[str], str], *, personal: bool
) -> str:
    event = recorded.event
    values = {
        "names": names,
        "goal_names": goal_names,
        "minute_names": minute_names,
        "words": words,
        "news": news,
        "orders": order_names,
        "in_words": in_words,
        "person": person,
        "personal": personal,
        "writer": recorded.actor.id,
        **open_fields(event),
    }
    if personal:
        values |= {name: getattr(event, name) for name in SEALED_FIELDS[type(event)]}
        if isinstance(event, CoursePaused):
            values |= asdict(why_paused(record, recorded.seq, event))
        values["citizen"] = record.discretion.name
    sentence = " ".join(render(f"log/{type(event).__name__}.txt", values).split()) + "."
    return record.discretion.clean(sentence) if personal else sentence


def open_fields(event: Event) -> dict[str, object]:
    """The event's fields that hold nothing personal, by name."""
    sealed = SEALED_FIELDS[type(event)]
    return {name: getattr(event, name) for name in event.__struct_fields__ if name not in sealed}


WORDS = {"names": names, "goal_names": goal_names, "minute_names": minute_names, "words": words, "news": news}
"""What every sentence may be made with."""
SEALED_FIELDS = {kind: sealed_fields(kind) for kind in EVENT_TYPES.values()}
"""The names of each event type's personal fields."""
