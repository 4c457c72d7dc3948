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
BEGUN = frozenset({P.GOAL_SETTING, P.ACTIVE})
SUPPORT = BEGUN | {P.PHASING_OUT}
NOT_BEGUN = OPEN - SUPPORT - {P.CLOSING}
"""Where there may be no support yet that a closing report could be about; a pause may lie before or after."""
STARTED = CONTACT | SUPPORT
GRANTED = STARTED | {P.ACCEPTED, P.PAUSED}
EVERY = frozenset(Phase)
"""The file about a course outlives it: what is done to the file is done in every phase."""
LATE = CONTACT | BEGUN | {P.ACCEPTED}
"""Where a course goes on whose extension was decided after its support had stopped."""
NOT_YET: frozenset[Phase] = frozenset()
Move = tuple[Phase | None, Phase]
"""From one phase (None: there is no course yet) to another."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the process: a command, the phases it is allowed in, and the moves it may make."""

    command: str
    allowed_in: frozenset[Phase]
    moves: frozenset[Move]


@dataclass(frozen=True, slots=True)
class To:
    """Moves to some phases, from those of the allowed phases that are named (none named: from all)."""

    targets: tuple[Phase, ...]
    sources: frozenset[Phase] = NOT_YET


def _to(*targets: Phase, out_of: frozenset[Phase] | set[Phase] = NOT_YET) -> To:
    return To(targets, frozenset(out_of))


def _row(command: str, allowed: frozenset[Phase] | set[Phase], *leads: To) -> Row:
    moves: set[Move] = set()
    for to in leads:
        sources: set[Phase | None] = set(to.sources or allowed) or {None}
        moves |= {(source, target) for source in sources for target in to.targets if source is not target}
    return Row(command, frozenset(allowed), frozenset(moves))


TABLE: tuple[Row, ...] = (
    # command                    allowed in                      leads to (nothing: the phase stays)
    _row("RegisterReferral",     NOT_YET,                        _to(P.RECEIVED, P.INCOMPLETE)),
    _row("CompleteReferral",     {P.INCOMPLETE, P.RECEIVED},     _to(P.RECEIVED)),
    _row("AcceptReferral",       {P.RECEIVED},                   _to(P.ACCEPTED)),
    _row("MatchMentor",          {P.ACCEPTED},                   _to(P.MATCHED)),
    _row("PutOnWaitingList",     {P.ACCEPTED}),
    _row("ReassignMentor",       STARTED | {P.PAUSED, P.CLOSING}),
    _row("RecordContactAttempt", STARTED,                        _to(P.CONTACTING, out_of=CONTACT)),
    _row("RecordFirstMeeting",   CONTACT,                        _to(P.GOAL_SETTING)),
    _row("SignAgreement",        SUPPORT,                        _to(P.ACTIVE, out_of={P.GOAL_SETTING})),
    _row("AgreeGoals",           SUPPORT,                        _to(P.ACTIVE, out_of={P.GOAL_SETTING})),
    _row("ReviseGoal",           SUPPORT | {P.PAUSED}),
    _row("DropGoal",             SUPPORT | {P.PAUSED}),
    _row("AgreeChangePlan",      SUPPORT),
    _row("SetRoles",             SUPPORT | {P.PAUSED}),
    _row("SetFocusAreas",        GRANTED),
    _row("RecordSection85",      GRANTED),
    _row("PlanAppointment",      STARTED),
    _row("CancelAppointment",    STARTED | {P.PAUSED}),
    _row("RecordMeeting",        STARTED | {P.PAUSED, P.CLOSING}, _to(P.PHASING_OUT, out_of=BEGUN)),
    _row("QuickNote",            STARTED | {P.PAUSED, P.CLOSING}, _to(P.PHASING_OUT, out_of=BEGUN)),
    _row("ShowLogEntry",         STARTED | {P.PAUSED, P.CLOSING}),
    _row("RecordMinutes",        SUPPORT),
    _row("ConfirmHours",         STARTED | {P.PAUSED, P.CLOSING}),
    _row("RecordFollowUp",       SUPPORT),
    _row("ReportDeviation",      STARTED | {P.PAUSED, P.CLOSING}),
    _row("AcknowledgeDeviation", STARTED | {P.PAUSED, P.CLOSING}),
    _row("AddExplanation",       STARTED | {P.PAUSED, P.CLOSING}),
    _row("RecordDeviationOutcome", STARTED | {P.PAUSED, P.CLOSING}),
    _row("WithdrawDeviation",    STARTED | {P.PAUSED, P.CLOSING}),
    _row("SendProgressReport",   SUPPORT),
    _row("OpenExtensionReview",  GRANTED),
    _row("ProposeExtension",     GRANTED | {P.CLOSING}),
    _row("DecideExtension",      GRANTED | {P.CLOSING},          _to(P.PHASING_OUT, out_of=BEGUN),
                                                                 _to(*BEGUN, out_of={P.PHASING_OUT}),
                                                                 _to(*LATE, out_of={P.CLOSING})),
    _row("UpdateReferral",       OPEN,                           _to(*BEGUN, out_of={P.PHASING_OUT}),
                                                                 _to(*LATE, out_of={P.CLOSING})),
    _row("MarkUpdateSeen",       OPEN),
    _row("RequestOtherMentor",   STARTED | {P.PAUSED}),
    _row("AskForPlanChange",     STARTED | {P.PAUSED}),
    _row("FileComplaint",        OPEN),
    _row("ReportIncident",       OPEN),
    _row("ReportMissedCheckIn",  OPEN),
    _row("WithdrawConsent",      OPEN),
    _row("AgreeDisclosure",      STARTED | {P.PAUSED, P.CLOSING}),
    _row("EndDisclosure",        STARTED | {P.PAUSED, P.CLOSING}),
    _row("RecordDisclosure",     STARTED | {P.PAUSED, P.CLOSING}),
    _row("ReviseConsiderations", STARTED | {P.PAUSED}),
    _row("AnnounceStart",        STARTED | {P.PAUSED}),
    _row("SettleMatter",         EVERY),
    _row("EndEffort",            {P.ACTIVE, P.PHASING_OUT, P.PAUSED}, _to(P.CLOSING)),
    _row("StartPhaseOut",        BEGUN,                          _to(P.PHASING_OUT)),
    _row("WriteClosingParts",    SUPPORT | {P.PAUSED, P.CLOSING}),
    _row("RecordClosing",        {P.PHASING_OUT, P.CLOSING},     _to(P.CLOSED)),
    _row("RecordEvaluation",     SUPPORT | {P.PAUSED, P.CLOSING, P.CLOSED}),
    _row("Pause",                STARTED,                        _to(P.PAUSED)),
    _row("ChangePause",          {P.PAUSED}),
    _row("DropPlannedPause",     STARTED | {P.PAUSED}),
    _row("Resume",               {P.PAUSED},                     _to(*STARTED)),
    _row("Cancel",               OPEN - {P.CLOSING},             _to(P.CANCELLED, out_of=NOT_BEGUN),
                                                                 _to(P.CLOSING, out_of=SUPPORT | {P.PAUSED})),
    _row("Reopen",               {P.CLOSED},                     _to(*BEGUN)),
    _row("ChangeCaseworker",     OPEN),
    _row("ReprojectDeadlines",   EVERY),
    _row("MigrateProgramme",     OPEN),
    _row("MarkThirdParty",       EVERY),
    _row("HoldErasure",          EVERY),
    _row("LiftHold",             EVERY),
    _row("RecordFileReturn",     FINAL),
    _row("ApproveErasure",       FINAL),
    _row("RecordErasure",        FINAL),
    _row("RecordAccessRequest",  EVERY),
    _row("RecordAccessDraft",    EVERY),
    _row("PassTime",             EVERY,                          _to(P.PHASING_OUT, out_of=BEGUN),
                                                                 _to(P.CLOSING, out_of=GRANTED - BEGUN),
                                                                 _to(P.PAUSED, out_of=STARTED)),
)  # fmt: skip
ROWS: dict[str, Row] = {row.command: row for row in TABLE}


def allowed(command: str, phase: Phase | None) -> bool:
    """Tell whether a command may be tried in a phase (`None`: there is no course yet)."""
    row = ROWS[command]
    return phase in row.allowed_in if phase is not None else row.allowed_in == NOT_YET
