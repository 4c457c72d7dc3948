"""The log book as the citizen is shown it on her mentor's phone: what she has not seen yet (S3)."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from casework.access.reading_log import note_reading
from casework.commands.acting import act
from casework.history.case_record import CaseRecord
from casework.names import FORMS
from casework.office import Office
from casework.rounds import StepResult
from domain.calendar import local_day
from domain.events import MeetingRecorded, ShownLater
from domain.evolving.log_book import unshown
from domain.values import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the citizen reads it: its number, its Danish day, who was there, and all that it says."""

    number: int
    held_on: date
    mentor: str
    form: str
    observation: str
    assessment: str
    comment: str


def waiting_entries(office: Office, ref: str) -> list[tuple[int, date, str]]:
    """The entries she has not seen, newest first, without a word of what they say: number, day and form.

    Raises UnknownCourse.
    """
    waiting = unshown(office.casebook.neutral(ref))
    return [(one.entry, one.held_on, FORMS[one.form]) for one in reversed(waiting)]


def entries_to_show(office: Office, reader: Actor, ref: str, only: Collection[int] = ()) -> list[Entry]:
    """The entries she has not seen, newest first (`only` these, where any are named), for her to read on the
    phone of `reader`, which is written down. Raises Refused, UnknownCourse.
    """
    note_reading(office, reader, "log_book", ref=ref)
    record = CaseRecord(office.casebook.recorded(ref))
    wanted = (one for one in unshown(record.history) if not only or one.entry in only)
    return [_entry(office, record, one) for one in reversed(list(wanted))]


def record_shown(
    office: Office, reader: Actor, ref: str, entries: Collection[int], shown: ShownLater, words: str
) -> StepResult:
    """Write down that the entries were shown today, what came of it, and what she says; where they were
    withheld, `words` is the reason. Raises InvalidInput, Refused, UnknownCourse.
    """
    said = "reason" if shown == "withheld" else "comment"
    fields = {
        "entries": sorted(entries),
        "shown": shown,
        "shown_on": local_day(office.now).isoformat(),
        said: words,
    }
    return act(office, ref, "ShowLogEntry", json.dumps(fields).encode(), reader)


def _entry(office: Office, record: CaseRecord, one: MeetingRecorded) -> Entry:
    clean = record.discretion.clean
    return Entry(
        number=one.entry,
        held_on=one.held_on,
        mentor=office.staff.name_of(one.mentor),
        form=FORMS[one.form],
        observation=clean(one.observation),
        assessment=clean(one.assessment),
        comment=clean(one.comment),
    )
