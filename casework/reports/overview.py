"""The course from end to end in a handful of sentences, before the review that a person wrote."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.documents import Statement
from adapters.staff import Staff
from adapters.templates import date_words, listed
from casework import names
from casework.history.case_record import CaseRecord
from casework.referrals.news import exchanges_on_consent
from casework.reports.matters import Named, decider
from casework.reports.plan_changes import plan_changes
from casework.reports.turns import turns
from domain.events import (
    AgreementSigned,
    ChangePlanAgreed,
    ConsentExpired,
    ConsentWithdrawn,
    CoursePaused,
    CourseResumed,
    ExtensionDecided,
    ExtensionReviewOpened,
    FirstMeetingHeld,
    FollowUpRecorded,
    MentorMatched,
    MentorReassigned,
    MinutesRecorded,
    PhaseOutStarted,
    ReferralReceived,
    ReferralUpdated,
    SupportEnded,
)
from domain.evolving.consent import stops


def overview(record: CaseRecord, staff: Staff, named: Named = str) -> tuple[Statement, ...]:
    """What happened, in the order it happened. `named`: who a decider is, by her reference."""
    statements = (
        *_referral(record),
        *_mentors(record, staff),
        *_contact(record),
        *_agreement(record),
        *_pauses(record),
        *_counted(record),
        *_plans(record),
        *_meetings(record),
        *_consent(record),
        *_consent_told_to_us(record),
        *_not_extended(record, named),
        *plan_changes(record),
        *turns(record),
        *_end(record),
    )
    return tuple(sorted(statements, key=_first_event))


def _first_event(statement: Statement) -> int:
    return statement.event if isinstance(statement.event, int) else min(statement.event)


def _referral(record: CaseRecord) -> Iterator[Statement]:
    for seq, event in record.of(ReferralReceived):
        yield Statement(f"Henvisningen blev modtaget {date_words(event.received_at)}.", seq)


def _mentors(record: CaseRecord, staff: Staff) -> Iterator[Statement]:
    for seq, matched in record.of(MentorMatched):
        day = date_words(record.at(seq))
        yield Statement(f"{staff.name_of(matched.mentor)} blev mentor {day}.", seq)
    for seq, changed in record.of(MentorReassigned):
        day, new, old = date_words(record.at(seq)), changed.mentor, changed.previous
        yield Statement(f"{staff.name_of(new)} tog over efter {staff.name_of(old)} {day}.", seq)


def _contact(record: CaseRecord) -> Iterator[Statement]:
    met = record.latest(FirstMeetingHeld)
    before = [item for item in record.attempt_events if met is None or item[0] < met[0]]
    reached = next((item for item in before if item[1].reached), None)
    if reached:
        tries = tuple(seq for seq, _ in before if seq <= reached[0])
        day = date_words(reached[1].attempted_at)
        yield Statement(f"Første kontakt lykkedes {day} efter {_times(len(tries), 'forsøg')}.", tries)
    for seq, held in record.of(FirstMeetingHeld):
        yield Statement(f"Borger og mentor mødtes første gang {date_words(held.held_on)}.", seq)
    if met:
        yield from _in_vain(record, met[0])


def _in_vain(record: CaseRecord, met: int) -> Iterator[Statement]:
    """How often the citizen was tried in vain after the first meeting."""
    tries = tuple(seq for seq, event in record.attempt_events if seq > met and not event.reached)
    if tries:
        times = _times(len(tries), "gang", "gange")
        yield Statement(f"Under støtten blev borgeren forsøgt kontaktet forgæves {times}.", tries)


def _agreement(record: CaseRecord) -> Iterator[Statement]:
    for seq, event in record.of(AgreementSigned):
        by = listed([names.SIGNERS[signer] for signer in event.signed_by])
        yield Statement(
            f"Aftalen om mentorstøtte blev underskrevet {date_words(event.signed_on)} af {by}.", seq
        )


def _pauses(record: CaseRecord) -> Iterator[Statement]:
    resumed = list(record.of(CourseResumed))
    for seq, paused in record.of(CoursePaused):
        back = next(((n, event) for n, event in resumed if n > seq), None)
        text = f"Støtten var på pause fra {date_words(paused.paused_on)}"
        until = f" til {date_words(back[1].resumed_on)}" if back else ""
        events = (seq, back[0]) if back else (seq,)
        yield Statement(f"{text}{until}.", events)


def _counted(record: CaseRecord) -> Iterator[Statement]:
    follow_ups = tuple(seq for seq, _ in record.of(FollowUpRecorded))
    if follow_ups:
        yield Statement(f"Der blev fulgt op {_times(len(follow_ups), 'gang', 'gange')}.", follow_ups)
    reports = record.sent_reports
    if reports:
        number = _times(len(reports), "progressionsrapport", "progressionsrapporter")
        withdrawn = any(stops(recorded.event) for recorded in record.history)
        # Where one was stopped, which of them had left by then is not in the events.
        done = f"Der blev skrevet {number}" if withdrawn else f"Jobcenteret fik {number}"
        yield Statement(f"{done} undervejs.", reports)


def _plans(record: CaseRecord) -> Iterator[Statement]:
    for seq, event in record.of(ChangePlanAgreed):
        day = date_words(event.agreed_on)
        yield Statement(f"Borger og mentor aftalte forandringsplanens version {event.number} {day}.", seq)


def _meetings(record: CaseRecord) -> Iterator[Statement]:
    held = tuple(seq for seq, _ in record.of(MinutesRecorded))
    if held:
        number = _times(len(held), "trepartsmøde", "trepartsmøder")
        yield Statement(f"Der blev holdt {number} med referat.", held)


def _consent(record: CaseRecord) -> Iterator[Statement]:
    for seq, event in record.of(ReferralUpdated):
        if event.consent_withdrawn_on:
            day, what = date_words(event.consent_withdrawn_on), exchanges_on_consent()
            yield Statement(f"Samtykket blev trukket tilbage {day}. Det stoppede: {what}.", seq)
        if event.consent_given_on:
            yield Statement(f"Et nyt samtykke blev givet {date_words(event.consent_given_on)}.", seq)


def _consent_told_to_us(record: CaseRecord) -> Iterator[Statement]:
    what = exchanges_on_consent()
    for seq, withdrawn in record.of(ConsentWithdrawn):
        day = date_words(withdrawn.withdrawn_on)
        yield Statement(f"Borgeren trak samtykket tilbage {day}. Det stoppede: {what}.", seq)
    for seq, expired in record.of(ConsentExpired):
        day = date_words(expired.expired_on)
        yield Statement(f"Samtykket udløb {day}. Det stoppede: {what}.", seq)


def _not_extended(record: CaseRecord, named: Named) -> Iterator[Statement]:
    """Reviews that did not lead to a new period: refused, or never decided."""
    decided = {event.matter for _, event in record.of(ExtensionDecided)}
    for seq, opened in record.of(ExtensionReviewOpened):
        if opened.matter not in decided:
            day = date_words(opened.opened_at)
            yield Statement(f"Forlængelse kom til vurdering {day}, men blev ikke afgjort.", seq)
    for seq, event in record.of(ExtensionDecided):
        if not event.granted:
            reason = f" Begrundelse: {record.discretion.clean(event.reason)}" if event.reason else ""
            day = date_words(event.decided_on)
            yield Statement(f"En ny periode blev ikke bevilget {day} ({decider(event, named)}).{reason}", seq)


def _end(record: CaseRecord) -> Iterator[Statement]:
    for seq, started in record.of(PhaseOutStarted):
        cause = names.PHASE_OUT_CAUSES[started.cause]
        plan = f" Plan: {record.discretion.clean(started.plan)}" if started.plan else ""
        yield Statement(f"Udfasningen begyndte {date_words(record.at(seq))}, fordi {cause}.{plan}", seq)
    for seq, ended in record.of(SupportEnded):
        yield Statement(f"Den sidste dag med støtte var {date_words(ended.ended_on)}.", seq)


def _times(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one}"
