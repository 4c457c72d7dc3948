"""Where each timer of a course can be answered, and what is done to a file that outlives its course."""

from __future__ import annotations

from msgspec import json

from domain.events import Event
from domain.lifecycle import Phase
from domain.timers import TimerKind

INTERNAL = {
    TimerKind.FIRST_CONTACT,
    TimerKind.FIRST_MEETING,
    TimerKind.GOAL_SETTING,
    TimerKind.FOLLOW_UP,
    TimerKind.PROGRESS_REPORT,
    TimerKind.THREE_PARTY_MEETING,
    TimerKind.PROGRESS_WINDOW,
}
"""The deadlines that a pause moves."""
P = Phase
SUPPORT = {P.GOAL_SETTING, P.ACTIVE, P.PHASING_OUT}
GRANTED = {P.ACCEPTED, P.MATCHED, P.CONTACTING, P.GOAL_SETTING, P.ACTIVE, P.PHASING_OUT}
ANSWERED_IN: dict[TimerKind, set[Phase]] = {
    TimerKind.COMPLETE_PARTS: {P.INCOMPLETE},
    TimerKind.ACCEPTANCE: {P.RECEIVED},
    TimerKind.MATCHING: {P.ACCEPTED},
    TimerKind.FIRST_CONTACT: {P.ACCEPTED, P.MATCHED, P.CONTACTING},
    TimerKind.FIRST_MEETING: {P.MATCHED, P.CONTACTING},
    TimerKind.GOAL_SETTING: {P.GOAL_SETTING, P.PHASING_OUT},
    TimerKind.FOLLOW_UP: SUPPORT,
    TimerKind.PROGRESS_REPORT: SUPPORT,
    TimerKind.THREE_PARTY_MEETING: SUPPORT,
    TimerKind.PROGRESS_WINDOW: {P.ACTIVE},
    TimerKind.APPOINTMENT: GRANTED - {P.ACCEPTED},
    TimerKind.DEVIATION: GRANTED - {P.ACCEPTED} | {P.CLOSING},
    TimerKind.UPDATE: {P.RECEIVED, P.INCOMPLETE, P.CLOSING} | GRANTED,
    TimerKind.HOURS_USED: GRANTED - {P.ACCEPTED},
    TimerKind.OTHER_MENTOR: GRANTED - {P.ACCEPTED},
    TimerKind.PLAN_CHANGE: GRANTED - {P.ACCEPTED},
    TimerKind.PLAN_DECISION: GRANTED - {P.ACCEPTED},
    TimerKind.COMPLAINT: {P.RECEIVED, P.INCOMPLETE, P.CLOSING} | GRANTED,
    TimerKind.NO_PROGRESS: SUPPORT,
    TimerKind.REPORT_APPROVAL: SUPPORT | {P.CLOSING},
    TimerKind.EXTENSION_REVIEW: GRANTED,
    TimerKind.EXTENSION_DECISION: GRANTED,
    TimerKind.UNDECIDED: {P.CLOSING},
    TimerKind.PHASE_OUT: GRANTED,
    TimerKind.GRANT_END: GRANTED,
    TimerKind.CLOSING_REPORT: {P.CLOSING},
    TimerKind.RESUME: GRANTED - {P.ACCEPTED},
    TimerKind.NO_CONTACT: GRANTED - {P.ACCEPTED},
    TimerKind.WAITING_REVIEW: {P.ACCEPTED},
    TimerKind.INCIDENT: {P.RECEIVED, P.INCOMPLETE, P.CLOSING} | GRANTED,
    TimerKind.EXTENSION_PROPOSAL: GRANTED,
    TimerKind.AFTERMATH: {P.CLOSED},
    TimerKind.HANDING_ON: GRANTED - {P.ACCEPTED},
    TimerKind.PAUSE_START: GRANTED - {P.ACCEPTED},
    TimerKind.PROTECTION: {P.RECEIVED, P.INCOMPLETE, P.CLOSING} | GRANTED,
    TimerKind.PROTECTION_END: {P.RECEIVED, P.INCOMPLETE, P.CLOSING} | GRANTED,
    TimerKind.CONSENT_EXPIRY: {P.RECEIVED, P.INCOMPLETE} | GRANTED,
    TimerKind.CONSENT_END: {P.RECEIVED, P.INCOMPLETE} | GRANTED,
    TimerKind.FOCUS_REVIEW: GRANTED,
    TimerKind.FILE_ACCESS: set(Phase),
    TimerKind.DATA_ACCESS: set(Phase),
}
"""Where the work stands when a timer may run: in these phases somebody can do what it asks for."""
ABOUT_THE_FILE = {
    "RecordAccessRequest",
    "RecordAccessDraft",
    "SettleMatter",
    "MarkThirdParty",
    "HoldErasure",
    "LiftHold",
    "RecordFileReturn",
    "ApproveErasure",
    "RecordErasure",
}
"""What may still be done when the course has ended: the citizen's access, and the end of the file."""
OF_THE_FILE = ("seq", "matters", "matters_opened", "timers", "file")
"""The fields of a course that are about its file."""


def stored(event: Event) -> Event:
    """The event as it comes back from JSON."""
    return json.decode(json.encode(event), type=type(event))
