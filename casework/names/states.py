"""The names of the states a run may end in: a closed Danish list, written for coordinators.

A course's list of runs, read from top to bottom, is its history; so a name says what happened, in the
past tense, and never about whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from domain import events as e
from domain.notices import NoticeKind


class StateName(StrEnum):
    """How a run that did its work ended. Where a step did several things, the first in this list tells."""

    COURSE_CLOSED = "Forløb afsluttet"
    COURSE_CANCELLED = "Forløb afbrudt"
    COURSE_REOPENED = "Forløb genåbnet"
    STOPPED_EARLY = "Støtten er stoppet før tid"
    SUPPORT_ENDED = "Støtten er ophørt"
    EXTENSION_GRANTED = "Forlængelse bevilget"
    EXTENSION_REFUSED = "Forlængelse afslået"
    PHASE_OUT_STARTED = "Udfasning begyndt"
    DEVIATION_REPORTED = "Fravigelse indberettet"
    DEVIATION_WITHDRAWN = "Fravigelse trukket tilbage"
    DEVIATION_ESCALATED = "Fravigelse løftet til næste niveau"
    DEVIATION_ACKNOWLEDGED = "Fravigelse kvitteret"
    EXTENSION_SIGNED = "Underskrift noteret"
    PROPOSAL_RECORDED = "Forslag noteret"
    EXTENSION_REVIEW_OPENED = "Vurdering af forlængelse åbnet"
    COURSE_UPDATED = "Forløb opdateret af jobcenteret"
    PROGRAMME_CHANGED = "Ny version af programmet"
    PAUSED = "Forløb sat på pause"
    RESUMED = "Forløb genoptaget"
    CHECK_IN_MISSED = "Mentor ikke tilbage fra besøg"
    MENTOR_CHANGED = "Mentor skiftet"
    WAITING_LISTED = "På venteliste"
    REFERRAL_INCOMPLETE = "Henvisning mangler dele"
    REFERRAL_COMPLETED = "Henvisning fuldstændig"
    REFERRAL_REGISTERED = "Henvisning oprettet"
    REMINDER_RAISED = "Rykker udløst"
    APPOINTMENT_REMINDED = "Påmindelse om aftale udløst"
    RECORDED = "Noteret på forløbet"
    NOTHING_DUE = "Intet forfaldent"

    MAIL_REJECTED = "Post afvist"
    MAIL_QUARANTINED = "Post i karantæne"
    MAIL_DUPLICATE = "Post set før"
    MAIL_IGNORED = "Post uden sag"
    MAIL_HANDLED = "Post behandlet"
    MAIL_KNOWN = "Post uden nyt"
    NO_MAIL = "Ingen ny post"

    ROUND_DONE = "Runde gennemført"
    NO_COURSE_DUE = "Ingen forløb forfaldne"
    ALL_SENT = "Alt sendt"
    SOME_HELD = "Noget holdes tilbage"
    NOTHING_TO_SEND = "Intet at sende"
    ALL_IN_ORDER = "Alt stemmer"
    RETENTION_LISTED = "Sletteliste skrevet"
    NOTHING_TO_ERASE = "Intet kan slettes nu"
    LISTS_FRESH = "Spærrelister hentet"
    NO_LISTS = "Ingen spærrelister at hente"


class FailureName(StrEnum):
    """How a run ended that could not do its work, or not all of it. The next round tries again."""

    REFUSED = "Afvist af en regel"
    INVALID_INPUT = "Oplysning mangler eller er ugyldig"
    CONFLICT = "En anden var hurtigere"
    UNAVAILABLE = "Noget svarer ikke"
    ROUND_INCOMPLETE = "Runde med fejl"
    MAIL_INCOMPLETE = "Post med fejl"
    NOT_ALL_SENT = "Ikke alt blev sendt"
    LISTS_INCOMPLETE = "Ikke alle spærrelister er friske"
    NOT_IN_ORDER = "Noget stemmer ikke"
    TOO_SLOW = "Tog for lang tid"
    UNEXPECTED = "Uventet fejl"
    INTERRUPTED = "Afbrudt"


RANK = {name: rank for rank, name in enumerate(StateName)}


def state_of(events: Iterable[e.Event]) -> StateName:
    """The name that tells what a step did to a course: the weightiest of its events decides."""
    names = [_name(event) for event in events]
    return min(names, key=RANK.__getitem__, default=StateName.NOTHING_DUE)


def _name(event: e.Event) -> StateName:
    name = NAMES.get(type(event), StateName.RECORDED)
    return name if isinstance(name, StateName) else name(event)


def _received(event: e.ReferralReceived | e.ReferralCompleted) -> StateName:
    if event.missing:
        return StateName.REFERRAL_INCOMPLETE
    if isinstance(event, e.ReferralReceived):
        return StateName.REFERRAL_REGISTERED
    return StateName.REFERRAL_COMPLETED


def _decided(event: e.ExtensionDecided) -> StateName:
    return StateName.EXTENSION_GRANTED if event.granted else StateName.EXTENSION_REFUSED


def _fired(event: e.TimerFired) -> StateName:
    return RINGS.get(event.notice, StateName.REMINDER_RAISED)


RINGS: dict[str, StateName] = {
    NoticeKind.DEVIATION_NEXT_RUNG: StateName.DEVIATION_ESCALATED,
    NoticeKind.APPOINTMENT_REMINDER: StateName.APPOINTMENT_REMINDED,
}
NAMES: dict[type[e.Event], StateName | Callable[[Any], StateName]] = {
    e.ReferralReceived: _received,
    e.ReferralCompleted: _received,
    e.CheckInMissed: StateName.CHECK_IN_MISSED,
    e.MentorReassigned: StateName.MENTOR_CHANGED,
    e.PlacedOnWaitingList: StateName.WAITING_LISTED,
    e.DeviationReported: StateName.DEVIATION_REPORTED,
    e.DeviationAcknowledged: StateName.DEVIATION_ACKNOWLEDGED,
    e.DeviationWithdrawn: StateName.DEVIATION_WITHDRAWN,
    e.ExtensionReviewOpened: StateName.EXTENSION_REVIEW_OPENED,
    e.ExtensionSigned: StateName.EXTENSION_SIGNED,
    e.ExtensionProposed: StateName.PROPOSAL_RECORDED,
    e.ExtensionDecided: _decided,
    e.ReferralUpdated: StateName.COURSE_UPDATED,
    e.ProgrammeMigrated: StateName.PROGRAMME_CHANGED,
    e.PhaseOutStarted: StateName.PHASE_OUT_STARTED,
    e.SupportEnded: StateName.SUPPORT_ENDED,
    e.CourseClosed: StateName.COURSE_CLOSED,
    e.CourseReopened: StateName.COURSE_REOPENED,
    e.StoppedEarly: StateName.STOPPED_EARLY,
    e.CourseCancelled: StateName.COURSE_CANCELLED,
    e.CoursePaused: StateName.PAUSED,
    e.CourseResumed: StateName.RESUMED,
    e.TimerFired: _fired,
}
