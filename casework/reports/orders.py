"""What a course was ordered for and became: its tasks in words, the right to it, section 85, the finding."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.documents import Statement
from adapters.templates import date_words, listed
from casework.history.case_record import CaseRecord
from casework.history.task_matrix import InWords
from casework.names import orders as order_names
from casework.reports.statements import sentence
from casework.reports.work_done import within
from domain.events import AgreementSigned, CourseClosed, ReferralAccepted, Section85Recorded
from domain.order import placed_tasks
from domain.programme import Programme
from domain.values import Span

ONLY_PLACEMENT = "Forløbet blev i praksis alene opfølgning på en praktik. Det er noteret som en oplysning."
ONLY_BY_THE_LOG = (
    "Efter logbogen blev forløbet i praksis alene opfølgning på en praktik. Mentor vurderer det anderledes."
)
ONLY_BY_THE_MENTOR = (
    "Efter mentors vurdering blev forløbet i praksis alene opfølgning på en praktik. "
    "Logbogen viser også andre opgaver."
)


def tasks(record: CaseRecord, programme: Programme, span: Span) -> tuple[Statement, ...]:
    """The tasks that were agreed, and those that the log book's entries in the span name."""
    return (*_agreed(record, programme), *_worked_on(record, programme, span))


def order_taken(record: CaseRecord) -> Iterator[Statement]:
    """What was recorded when the course was taken on: the right, the boundary to section 85, the remarks."""
    for seq, event in record.of(ReferralAccepted):
        if event.entitlement != "none":
            yield Statement(f"Borgeren har {order_names.ENTITLEMENTS[event.entitlement]} til mentor.", seq)
        if event.section_85:
            yield Statement(sentence(order_names.SECTION_85[event.section_85]), seq)
        if event.remarks:
            yield Statement(
                f"Ved begyndelsen blev det noteret: {listed(order_names.remarks(event.remarks))}.", seq
            )


def boundary_changed(record: CaseRecord) -> Iterator[Statement]:
    """How the boundary to section 85 was later, in the order it was recorded (S1)."""
    for seq, event in record.of(Section85Recorded):
        told = order_names.SECTION_85[event.section_85]
        yield Statement(f"Fra {date_words(event.from_on)}: {told}.", seq)


def placement_finding(closed: CourseClosed, seq: int, programme: Programme) -> Iterator[Statement]:
    """Whether the course became placement follow-up alone, by the log and by the mentor (S0)."""
    found, stated = closed.finding_placement_only, closed.stated_placement_only
    if found:
        yield Statement(ONLY_PLACEMENT if stated else ONLY_BY_THE_LOG, seq)
    elif stated:
        yield Statement(ONLY_BY_THE_MENTOR, seq)
    instead = programme.eligibility.instead
    if (found or stated) and instead:
        yield Statement(f"Er der brug for en beskrivelse af arbejdsevnen, foreslås {instead}.", seq)


def _agreed(record: CaseRecord, programme: Programme) -> Iterator[Statement]:
    """The catalogue's words alone: what the parties wrote in their own stays in the agreement."""
    latest = record.latest(AgreementSigned)
    if latest is None:
        return
    seq, agreement = latest
    codes = placed_tasks(agreement.tasks, programme)
    words = [programme.tasks[code].words for code in codes if code]
    if own := codes.count(""):
        words.append(f"{own} {'opgave' if own == 1 else 'opgaver'} med aftalens egne ord")
    if words:
        yield Statement(f"Aftalte opgaver: {listed(words)}.", seq)


def _worked_on(record: CaseRecord, programme: Programme, span: Span) -> Iterator[Statement]:
    entries = [(seq, entry.tasks) for seq, entry in within(record, span) if entry.tasks]
    codes = dict.fromkeys(code for _, named in entries for code in named)
    counted = [
        f"{words} ({sum(code in named for _, named in entries)})"
        for code, words in zip(codes, InWords(programme).tasks_with_law(codes), strict=True)
    ]
    if counted:
        text = f"Opgaver i logbogen, og hvor mange notater der nævner dem: {listed(counted)}."
        yield Statement(text, tuple(seq for seq, _ in entries))
