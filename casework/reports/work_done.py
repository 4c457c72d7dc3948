"""Hours granted and used, and which meetings were kept, counted from the log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from adapters.documents import Attendance, HoursGranted, HoursUsed
from adapters.templates import initial
from casework import names
from casework.history.case_record import CaseRecord
from domain.calendar import local_day
from domain.events import (
    AppointmentCancelled,
    AppointmentPlanned,
    DeviationReported,
    DeviationWithdrawn,
    ExtensionDecided,
    MeetingRecorded,
    Period,
    ReferralAccepted,
)
from domain.evolving.log_book import DESK
from domain.programme import Programme
from domain.values import Span

MEETING = "meeting"
Entry = tuple[int, MeetingRecorded]
Planned = tuple[int, AppointmentPlanned]


def periods(record: CaseRecord) -> tuple[tuple[int, Period], ...]:
    """Every granted period with the number of the event that granted it, in order."""
    first = [(seq, event.period) for seq, event in record.of(ReferralAccepted)]
    later = [(seq, event.period) for seq, event in record.of(ExtensionDecided) if event.period]
    return (*first, *later)


def hours_granted(record: CaseRecord, span: Span) -> tuple[HoursGranted, ...]:
    """The granted periods that touch the span."""
    return tuple(
        HoursGranted(starts_on=period.starts_on, ends_on=period.ends_on, hours=period.hours, event=seq)
        for seq, period in periods(record)
        if period.starts_on <= span.ends_on and period.ends_on >= span.starts_on
    )


def hours_used(record: CaseRecord, span: Span, programme: Programme) -> tuple[HoursUsed, ...]:
    """The hours documented in the span, by the programme's categories in the order they first appear, and
    apart where they are beside the grant.
    """
    entries = [(seq, entry) for seq, entry in within(record, span) if entry.hours]
    return tuple(
        HoursUsed(
            category=initial(names.category_name(category, programme)),
            hours=sum((entry.hours for _, entry in mine), Decimal(0)),
            event=tuple(seq for seq, _ in mine),
            beside=beside,
        )
        for category, beside in dict.fromkeys(_account(entry) for _, entry in entries)
        if (mine := [item for item in entries if _account(item[1]) == (category, beside)])
    )


def drawn(record: CaseRecord, span: Span) -> Decimal:
    """The hours of the span that use the grant."""
    return sum((entry.hours for _, entry in within(record, span) if not entry.beside_grant), Decimal(0))


def attendance(record: CaseRecord, span: Span) -> tuple[Attendance, ...]:
    """Meetings kept, moved, excused and missed in the span, by form. A no-show that was only reported as a
    deviation was missed too.
    """
    entries = [item for item in within(record, span) if item[1].form != DESK]
    moved, called_off = _moved(record, span), _called_off(record, span)
    forms = [entry.form for _, entry in entries] + [event.form for _, event in (*moved, *called_off)]
    missed = _missed(record, span)
    forms += [MEETING for _ in missed]
    return tuple(
        _of_form(form, entries, moved, called_off, missed if form == MEETING else [])
        for form in dict.fromkeys(forms)
    )


def within(record: CaseRecord, span: Span) -> Iterable[Entry]:
    """The standing log-book entries of meetings held in the span."""
    return ((seq, entry) for seq, entry in record.entries if entry.held_on in span)


def whole(record: CaseRecord, until: date) -> Span:
    """From the first granted day (or the referral) to `until`."""
    granted = periods(record)
    return Span(granted[0][1].starts_on if granted else until, until)


def _account(entry: MeetingRecorded) -> tuple[str, bool]:
    """What an entry's hours are added up under."""
    return entry.category, entry.beside_grant


def _of_form(
    form: str, entries: list[Entry], moved: list[Planned], called_off: list[Planned], missed: list[int]
) -> Attendance:
    mine = [(seq, entry) for seq, entry in entries if entry.form == form]
    away = [seq for seq, event in moved if event.form == form]
    off = [seq for seq, event in called_off if event.form == form]
    counts = [sum(entry.attendance == how for _, entry in mine) for how in ("present", "excused", "no_show")]
    return Attendance(
        kind=names.FORMS[form].capitalize(),
        kept=counts[0],
        moved=len(away),
        excused=counts[1] + len(off),
        no_show=counts[2] + len(missed),
        event=tuple(sorted([*(seq for seq, _ in mine), *away, *off, *missed])),
    )


def _missed(record: CaseRecord, span: Span) -> list[int]:
    """The numbers of the no-shows in the span that no log-book entry tells of and nobody took back."""
    taken_back = {event.matter for _, event in record.of(DeviationWithdrawn)}
    return [
        seq
        for seq, event in record.of(DeviationReported)
        if event.no_show and not event.entry and event.matter not in taken_back
        if local_day(event.occurred_at) in span
    ]


def _called_off(record: CaseRecord, span: Span) -> list[Planned]:
    """The appointments in the span that the citizen called off, with the number of the event that says so."""
    planned = {event.appointment: event for _, event in record.of(AppointmentPlanned)}
    off = [
        (seq, planned[event.appointment])
        for seq, event in record.of(AppointmentCancelled)
        if event.by == "citizen"
    ]
    return [(seq, event) for seq, event in off if local_day(event.at) in span]


def _moved(record: CaseRecord, span: Span) -> list[Planned]:
    return [
        (seq, event)
        for seq, event in record.of(AppointmentPlanned)
        if event.replaces and local_day(event.at) in span
    ]
