"""The phases of a course, and which command may do what in which of them: the process on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """Where a course is in its life. Matters (deviation, extension review) run beside the phase."""

    RECEIVED = "received"
    INCOMPLETE = "incomplete"
    ACCEPTED = "accepted"
    MATCHED = "matched"
    CONTACTING = "contacting"
    GOAL_SETTING = "goal_setting"
    ACTIVE = "active"
    PHASING_OUT = "phasing_out"
    CLOSING = "closing"
    CLOSED = "closed"
    PAUSED = "paused"
    CANCELLED = "cancelled"


P = Phase
FINAL = frozenset({P.CLOSED, P.CANCELLED})
OPEN = frozenset(set(Phase) - FINAL)
CONTACT = frozenset({P.MATCHED, P.CONTACTING})
SUPPORT = frozenset({P.GOAL_SETTING, P.ACTIVE, P.PHASING_OUT})
STARTED = CONTACT | SUPPORT
GRANTED = STARTED | {P.ACCEPTED, P.PAUSED}
STAYS: frozenset[Phase] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the process: a command, the phases it is allowed in, and the phases it may lead to."""

    command: str
    allowed_in: frozenset[Phase]
    leads_to: frozenset[Phase] = STAYS


def _row(command: str, allowed: frozenset[Phase] | set[Phase], *leads_to: Phase) -> Row:
    return Row(command, frozenset(allowed), frozenset(leads_to))


NOT_YET: frozenset[Phase] = frozenset()
TABLE: tuple[Row, ...] = (
    # command                    allowed in                          may lead to (nothing: the phase stays)
    _row("RegisterReferral",     NOT_YET,                            P.RECEIVED, P.INCOMPLETE),
    _row("CompleteReferral",     {P.INCOMPLETE, P.RECEIVED},         P.RECEIVED),
    _row("AcceptReferral",       {P.RECEIVED},                       P.ACCEPTED),
    _row("MatchMentor",          {P.ACCEPTED},                       P.MATCHED),
    _row("ReassignMentor",       STARTED | {P.PAUSED, P.CLOSING}),
    _row("RecordContactAttempt", CONTACT,                            P.CONTACTING),
    _row("RecordFirstMeeting",   CONTACT,                            P.GOAL_SETTING),
    _row("SignAgreement",        SUPPORT,                            P.ACTIVE),
    _row("AgreeGoals",           SUPPORT,                            P.ACTIVE),
    _row("PlanAppointment",      STARTED),
    _row("RecordMeeting",        SUPPORT | {P.CLOSING},              P.PHASING_OUT),
    _row("RecordFollowUp",       SUPPORT),
    _row("ReportDeviation",      STARTED | {P.PAUSED, P.CLOSING}),
    _row("AcknowledgeDeviation", OPEN),
    _row("SendProgressReport",   SUPPORT),
    _row("OpenExtensionReview",  GRANTED),
    _row("ProposeExtension",     GRANTED),
    _row("DecideExtension",      GRANTED,                            P.GOAL_SETTING, P.ACTIVE, P.PHASING_OUT),
    _row("StartPhaseOut",        {P.ACTIVE, P.GOAL_SETTING},         P.PHASING_OUT),
    _row("RecordClosing",        {P.PHASING_OUT, P.CLOSING},         P.CLOSED),
    _row("Pause",                STARTED,                            P.PAUSED),
    _row("Resume",               {P.PAUSED},                         *STARTED),
    _row("Cancel",               OPEN - {P.CLOSING},                 P.CANCELLED),
    _row("PassTime",             OPEN,                               P.PHASING_OUT, P.CLOSING),
)  # fmt: skip
ROWS: dict[str, Row] = {row.command: row for row in TABLE}


def allowed(command: str, phase: Phase | None) -> bool:
    """Tell whether a command may be tried in a phase (`None`: there is no course yet)."""
    row = ROWS[command]
    return phase in row.allowed_in if phase is not None else row.allowed_in == NOT_YET
