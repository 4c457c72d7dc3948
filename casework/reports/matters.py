"""Deviations with every step of their handling, and extensions with their reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from adapters.documents import Deviation, Extension, Statement
from adapters.templates import day_words, listed, time_words
from casework import names
from casework.history.case_record import CaseRecord
from casework.reports.statements import sentence
from domain import words
from domain.calendar import local_day
from domain.events import (
    DeviationAcknowledged,
    DeviationExplained,
    DeviationOutcomeRecorded,
    DeviationReported,
    DeviationWithdrawn,
    ExtensionDecided,
    ExtensionProposed,
    ExtensionReviewOpened,
    Period,
    TimerFired,
)
from domain.timers import TimerKind

Named = Callable[[str], str]


def deviations(record: CaseRecord) -> tuple[Deviation, ...]:
    """Every deviation, oldest first."""
    return tuple(
        Deviation(
            occurred_on=local_day(event.occurred_at),
            what=Statement(_what(record, event), seq),
            handling=handling(record, seq, event),
        )
        for seq, event in record.of(DeviationReported)
    )


def handling(record: CaseRecord, seq: int, event: DeviationReported) -> tuple[Statement, ...]:
    """Every step in the order it happened; each rests on one event."""
    steps = (
        *_told(seq, event),
        *_climbed(record, event.matter),
        *_settled(record, event.matter),
        *_afterwards(record, event.matter),
    )
    return tuple(sorted(steps, key=lambda step: step.event))


def extensions(record: CaseRecord, named: Named = str) -> tuple[Extension, ...]:
    """Every new period that was granted, by whom, with the reason given for it."""
    return tuple(
        _extension(record, seq, event, event.period, decider(event, named))
        for seq, event in record.of(ExtensionDecided)
        if event.period is not None
    )


def decider(event: ExtensionDecided, named: Named = str) -> str:
    """Who decided: the role, the person as `named` calls her reference, and the unit."""
    role = names.decided_by(event.decider_role, named(event.decider), event.channel)
    return f"{role}, {event.unit}" if event.unit else role


def _what(record: CaseRecord, event: DeviationReported) -> str:
    clean = record.discretion.clean
    parts = [clean(event.fact)]
    if event.plan_item:
        parts.append(f"Punkt i jobplanen: {clean(event.plan_item)}")
    if event.citizen_explanation:
        parts.append(f"Borgerens forklaring: {clean(event.citizen_explanation)}")
    return "\n".join(parts)


def _told(seq: int, event: DeviationReported) -> tuple[Statement, ...]:
    when = f"{day_words(event.discovered_at)} {time_words(event.discovered_at)}"
    tries = f" Forsøg på at få kontakt: {event.attempts}." if event.attempts else ""
    return (Statement(f"Indberettet {when} som orientering til jobcenteret.{tries}", seq),)


def _climbed(record: CaseRecord, matter: str) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            f"Rykker nr. {fired.rung + 1} {day_words(at)} {time_words(at)} til "
            f"{listed([names.RECIPIENTS[to] for to in fired.to])}.",
            seq,
        )
        for seq, fired in record.of(TimerFired)
        if fired.kind == TimerKind.DEVIATION and fired.subject == matter
        for at in (record.at(seq),)
    )


def _settled(record: CaseRecord, matter: str) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            f"{event.person or event.by} kvitterede {day_words(at)} {time_words(at)}."
            + _result(event.result)
            + (f" {sentence(record.discretion.clean(event.outcome))}" if event.outcome else ""),
            seq,
        )
        for seq, event in record.of(DeviationAcknowledged)
        if event.matter == matter
        for at in (record.at(seq),)
    )


def _result(code: str) -> str:
    return "" if code == "in_hand" else f" {sentence(words.DEVIATION_RESULTS[code])}"


def _afterwards(record: CaseRecord, matter: str) -> Iterator[Statement]:
    clean = record.discretion.clean
    for seq, explained in record.of(DeviationExplained):
        if explained.matter == matter:
            yield Statement(f"Borgerens forklaring: {sentence(clean(explained.explanation))}", seq)
    for seq, outcome in record.of(DeviationOutcomeRecorded):
        if outcome.matter == matter:
            note = f" {sentence(clean(outcome.note))}" if outcome.note else ""
            yield Statement(f"Udfald: {sentence(words.DEVIATION_RESULTS[outcome.result])}{note}", seq)
    for seq, taken_back in record.of(DeviationWithdrawn):
        if taken_back.matter == matter:
            why = f" {sentence(clean(taken_back.reason))}" if taken_back.reason else ""
            yield Statement(f"Trukket tilbage: det var ikke en fravigelse.{why}", seq)


def _extension(record: CaseRecord, seq: int, event: ExtensionDecided, period: Period, by: str) -> Extension:
    opened = [n for n, one in record.of(ExtensionReviewOpened) if one.matter == event.matter]
    proposals = [(n, one) for n, one in record.of(ExtensionProposed) if one.matter == event.matter]
    reasons = [event.reason, *(text for _, one in proposals for text in (one.special_reasons, one.need))]
    said = list(dict.fromkeys(record.discretion.clean(text) for text in reasons if text))
    return Extension(
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        hours=period.hours,
        decided_on=event.decided_on,
        decided_by=by,
        reason=Statement(
            "\n".join(said) or "Der er ikke skrevet en begrundelse.",
            (*opened, *(n for n, _ in proposals), seq),
        ),
        special_case=period.special,
    )
