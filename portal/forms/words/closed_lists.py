"""The Danish words for the codes of closed lists, by the field that has them."""

from __future__ import annotations

from collections.abc import Mapping

from casework import names
from casework.names.goals import FINAL_AIMS
from casework.names.minutes import PARTICIPANTS
from casework.names.orders import SECTION_85
from domain import disclosure, words

COMPLAINTS = {
    "mentor": "mentor",
    "course": "forløbet",
    "treatment": "måden, borgeren er blevet behandlet på",
    "decision": "en afgørelse fra jobcenteret (klagen sendes videre)",
}
PLAN_CHANGES = {**names.PLAN_CHANGES, "hours": "timerne, eller hvor tit vi mødes"}
ACCESS = {"file_access": "aktindsigt", "data_access": "indsigt i egne oplysninger (artikel 15)"}
ACCESS_CHANNELS = {
    "mail": "mail",
    "digital_post": "Digital Post",
    "phone": "telefon",
    "in_person": "personligt",
    "letter": "brev",
}
STARTS = {"placement": "virksomhedspraktik", "job": "job", "education": "uddannelse"}
PASSED_TO = {"workplace": "arbejdspladsen", "school": "uddannelsesstedet"}
BASES = {"consent": "borgerens samtykke", "law": "en lov, der ikke kræver samtykke"}
MENTOR_FORMS = {"individual": "en mentor hos leverandøren", "workplace": "en mentor på arbejdspladsen"}
MARKS = {str(number): str(number) for number in range(1, 6)}

CLOSED: Mapping[str, Mapping[str, str]] = {
    "AcceptReferral.section_85": SECTION_85,
    "RecordSection85.section_85": SECTION_85,
    "AcknowledgeDeviation.result": words.DEVIATION_RESULTS,
    "RecordDeviationOutcome.result": words.DEVIATION_RESULTS,
    "AgreeDisclosure.recipient": disclosure.OUTSIDERS,
    "RecordDisclosure.recipient": disclosure.OUTSIDERS,
    "AgreeDisclosure.kinds": disclosure.TOLD,
    "RecordDisclosure.kinds": disclosure.TOLD,
    "RecordDisclosure.basis": BASES,
    "AnnounceStart.what": STARTS,
    "Cancel.cause": names.CANCEL_CAUSES,
    "CancelAppointment.by": names.CALLED_OFF_BY,
    "CancelAppointment.cause": names.EXCUSES,
    "RecordMeeting.excuse": names.EXCUSES,
    "ConfirmHours.how": names.CONFIRMED,
    "FileComplaint.about": COMPLAINTS,
    "AskForPlanChange.about": PLAN_CHANGES,
    "GoalAnswer.stage": names.STAGES,
    "NewStep.stage": names.STAGES,
    "GoalResult.result": names.RESULTS,
    "HoldErasure.reason": names.HOLD_REASONS,
    "NewGoal.aim": FINAL_AIMS,
    "ReviseGoal.aim": FINAL_AIMS,
    "NewNextStep.who": PARTICIPANTS,
    "RecordMinutes.participants": PARTICIPANTS,
    "Pause.cause": names.PAUSE_CAUSES,
    "PlanAppointment.form": names.FORMS,
    "RecordMeeting.form": names.FORMS,
    "RecordMeeting.attendance": names.ATTENDANCE,
    "RecordMeeting.shown": names.SHOWN,
    "ShowLogEntry.shown": names.SHOWN,
    "PutOnWaitingList.reason": names.WAITING_REASONS,
    "RecordAccessRequest.kinds": ACCESS,
    "RecordAccessRequest.channel": ACCESS_CHANNELS,
    "RecordClosing.outcome": names.OUTCOMES,
    "RecordClosing.reason": names.CLOSING_REASONS,
    "RecordClosing.role_passed_to": PASSED_TO,
    "RecordContactAttempt.channel": names.CHANNELS,
    "RecordFileReturn.how": names.RETURNED_BY,
    "SignAgreement.signed_by": names.SIGNERS,
    "GrantPart.mentor_form": MENTOR_FORMS,
    "RecordEvaluation.score": MARKS,
}
