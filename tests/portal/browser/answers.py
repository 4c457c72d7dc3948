"""Where each form is filled in, and what is written where it asks for more than anything at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casework.office import Office
from domain import commands as c
from domain.events import GoalResult
from models.passing import CLOCK
from tests.factories import AMIRA, Step, at, beginning, day, register
from tests.models.desk import Desk
from tests.portal.busy_town import MORNING, Busy
from tests.portal.town import HERE, citizen

SHA = "a" * 64
PERIOD = {"starts_on": "2026-09-01", "ends_on": "2026-11-30", "hours": "30"}
WRITTEN: Mapping[str, Mapping[str, Any]] = {
    "AgreeGoals": {"goals.0.text": "Op klokken 8"},
    "AskForPlanChange": {"about": "goals"},
    "CompleteReferral": {
        "referral.consent.purpose": "Udveksling af oplysninger.",
        "referral.consent.data_types": "fremmøde",
        "referral.consent.recipients": "Mentorhuset",
        "referral.consent.given_on": "2026-05-20",
    },
    "DecideExtension": {"granted": "ja", **PERIOD, "reason": "Praktikken er forsinket af sygdom."},
    "DropGoal": {"goal": "g3"},
    "EndEffort": {"decider_ref": "D-0001", "decision_code": "AAAA-AAAA"},
    "PlanAppointment": {"at": "2026-06-02T10:00"},
    "ProposeExtension": {**PERIOD, "special_reasons": "Praktikken er forsinket af sygdom."},
    "QuickNote": {"minutes": "10"},
    "ReassignMentor": {"mentor": "bo", "cover": ""},
    "RecordAccessDraft": {"document_sha256": SHA},
    "RecordAccessRequest": {"kinds": ("data_access",)},
    "RecordFileReturn": {"document_sha256": SHA},
    "RecordFollowUp": {f"answers.{number}.progress": "7" for number in range(3)},
    "RecordMeeting": {"starts": "08:00", "ends": "09:00"},
    "RecordMinutes": {"participants": ("citizen", "mentor", "caseworker")},
    "ReviseGoal": {"goal": "g3", "text": "Et deltidsjob på 15 timer."},
    "SetFocusAreas": {"set_by": "Jonas Kjær"},
    "SettleMatter": {"outcome": "approved"},
    "SignAgreement": {"signed_by": ("citizen", "jobcentre")},
    "WriteClosingParts": {"handover": "Kollegaen Lone er fast støtte."},
}
"""By the names of the fields; everything else is filled in with what may stand there."""
WHERE: Mapping[str, str] = {
    "AcceptReferral": "fresh",
    "AcknowledgeDeviation": "active",
    "ChangePause": "paused",
    "CompleteReferral": "incomplete",
    "DropPlannedPause": "resting",
    "EndEffort": "active",
    "LiftHold": "resting",
    "RecordClosing": "ending",
    "RecordFileReturn": "cancelled",
    "RecordFirstMeeting": "matched",
    "Reopen": "closed",
    "Resume": "paused",
    "SendProgressReport": "active",
}
"""The course on which a form is filled in; all others on the one that is worked on, or the first where the
form is offered.
"""
REFUSED: Mapping[str, str] = {"EndEffort": "Koden gælder ikke"}
"""What cannot be done here by form, and what it then says: nothing is saved, and everything stands there."""
NOWHERE: Mapping[str, str] = {
    "AgreeChangePlan": "the programme has no change plans",
    "MarkUpdateSeen": "the jobcentre has sent nothing new",
    "SetRoles": "the programme has no roles",
}
"""What is offered on none of these courses, and why; they are tried in tests/portal/test_forms_pages.py."""


def further_courses(office: Office) -> dict[str, str]:
    """Courses in the situations that only some forms are for."""
    begun = beginning()[1:]
    closing = c.RecordClosing(
        reason="goals_reached",
        outcome="job",
        results=tuple(GoalResult(goal, "reached", "Det lykkedes.") for goal in ("g1", "g2", "g3")),
        review="Et forløb, der lykkedes.",
        **dict.fromkeys(("manages_alone", "coping", "handover", "considerations"), "Som aftalt."),
    )
    planned = c.Pause(cause="holiday", from_on=day("2026-07-06"), until=day("2026-07-20"))
    stories: dict[str, Sequence[Step]] = {
        "fresh": (),
        "paused": (*begun, at("2026-05-18 10:00"), c.Pause(cause="illness", until=day("2026-06-12"))),
        "resting": (*begun, at("2026-05-18 10:00"), planned, c.HoldErasure(reason="court")),
        "ending": begun,
        "closed": (*begun, c.StartPhaseOut(plan="Færre møder."), at("2026-05-18 10:00"), closing),
    }
    return {
        name: _played(office, 20 + number, *story) for number, (name, story) in enumerate(stories.items())
    }


def _played(office: Office, number: int, *story: Step) -> str:
    desk = Desk(office.casebook, now=at("2026-05-20 10:00" if not story else "2026-02-25 10:00"))
    given = citizen(number, f"Borger {number}")
    desk.play([register(given, controller=HERE, partner="Jobcenter A"), *story])
    while (due := office.casebook.course(desk.ref).next_due_at) and due <= MORNING:
        office.casebook.handle(desk.ref, c.PassTime(), CLOCK, due)
    return desk.ref


def work_on(office: Office, busy: Busy) -> None:
    """What some forms are about: an appointment to call off, an agreement to tell by or to end."""
    agreed = c.AgreeDisclosure(recipient="workplace", kinds=("attendance",), from_on=day("2026-05-28"))
    for command in (c.PlanAppointment(at=at("2026-06-01 10:00")), agreed):
        office.casebook.handle(busy.worked_on, command, AMIRA, office.now)
