"""Commands of an ordinary course at the jobcentre of Viborg, each with changes where a test wants them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from domain import commands as c
from domain.comparison import OnFile, compared
from domain.events import Attendance, GoalAnswer, Stage
from domain.referral import Citizen, ConsentPart, GrantPart, JobPlanPart, Referral
from tests.factory.playing import REF, at, day

CITIZEN = Citizen(
    cpr="0101505678",
    name="Maja Vinterberg-Østergård",
    address="Lyngvejen 12, 2. th., 8800 Viborg",
    phone="20 00 10 42",
    email="maja@borger.example",
)
GRANT = GrantPart(
    legal_basis="LAB § 167",
    granter="Jonas Kjær",
    granter_role="sagsbehandler",
    granted_on=day("2026-02-24"),
    starts_on=day("2026-03-02"),
    ends_on=day("2026-05-31"),
    hours_per_week=Decimal("2.5"),
    hours_total=Decimal(32),
    employment_aim=True,
    decisive=True,
    phase_out=True,
    reason="Støtten skal hjælpe med en fast hverdag, så en praktik kan lykkes.",
)
JOB_PLAN = JobPlanPart(
    dated_on=day("2026-02-20"),
    aim="Et deltidsjob i et lager eller et gartneri.",
    activities=("virksomhedspraktik", "samtaler i jobcenteret"),
    agreements=("Møder op til aftaler med mentor",),
    next_follow_up_on=day("2026-04-15"),
)
CONSENT = ConsentPart(
    purpose="Udveksling af oplysninger mellem jobcenter og mentor.",
    data_types=("fremmøde", "mål"),
    recipients=("Jobcenter Viborg", "Mentorhuset"),
    given_on=day("2026-02-20"),
)
REFERRAL = Referral(
    citizen=CITIZEN,
    unit="Jobcenter Viborg, Team Afklaring",
    caseworker="Jonas Kjær",
    caseworker_contact="jonas.kjaer@jobcenter.example",
    target_group="aktivitetsparat kontanthjælpsmodtager",
    tasks=("struktur i hverdagen", "op om morgenen"),
    considerations="Har brug for pauser og forudsigelighed.",
    grant=GRANT,
    job_plan=JOB_PLAN,
    consent=CONSENT,
)


def referral(citizen: dict[str, Any] | None = None, **changes: Any) -> Referral:
    """The referral with changes, and with changes of the citizen's fields."""
    return replace(REFERRAL, **{"citizen": replace(CITIZEN, **(citizen or {})), **changes})


def register(given: Referral = REFERRAL, **changes: Any) -> c.RegisterReferral:
    """A referral from the jobcentre of Viborg becomes a course."""
    fields = {"ref": REF, "controller": "viborg", "partner": "Jobcenter Viborg", "programme": "viborg"}
    return c.RegisterReferral(**{**fields, "mail_id": "mail-1", **changes}, referral=given)


def update(later: Referral, mail_id: str = "P-2026-0002", **known: Any) -> c.UpdateReferral:
    """A later mail, compared with the referral; `known` is what else is on file, and `withdrawn_on`."""
    withdrawn_on = known.pop("withdrawn", None)
    on_file = {"referral": REFERRAL, "plans": (JOB_PLAN,), **known}
    return compared(OnFile(**on_file), later, mail_id, withdrawn_on=withdrawn_on)


def accept() -> c.AcceptReferral:
    """Kirsten takes the course on."""
    return c.AcceptReferral(coordinator="kirsten")


def match(mentor: str = "amira", cover: str = "bo", reason: str = "Kender praktikstedet.") -> c.MatchMentor:
    """Amira becomes the mentor; Bo covers for her."""
    return c.MatchMentor(mentor=mentor, cover=cover, reason=reason)


def attempt(when: str, *, reached: bool, channel: Any = "phone", note: str = "") -> c.RecordContactAttempt:
    """An attempt to reach the citizen at a Danish clock time."""
    return c.RecordContactAttempt(attempted_at=at(when), channel=channel, reached=reached, note=note)


def sign(on: str, **changes: Any) -> c.SignAgreement:
    """Citizen and jobcentre sign the agreement."""
    fields: dict[str, Any] = {
        "signed_by": ("citizen", "jobcentre"),
        "roles": ("vejleder", "brobygger"),
        "tasks": ("struktur i hverdagen", "følge til praktikstedet"),
        "phase_out_plan": "Møderne bliver færre den sidste måned, og kollegaen Lone tager over.",
    }
    return c.SignAgreement(signed_on=day(on), **{**fields, **changes})


def goals(*texts: str, target_on: str = "2026-05-29") -> c.AgreeGoals:
    """Goals with those texts; the first is the parent of the others."""
    agreed = (
        c.NewGoal(
            text=text,
            target_on=day(target_on),
            parent="g1" if number else "",
            indicator="Antal dage med fremmøde",
            baseline="1 dag om ugen",
            target="3 dage om ugen",
        )
        for number, text in enumerate(texts)
    )
    return c.AgreeGoals(goals=tuple(agreed))


def appointment(when: str, **changes: Any) -> c.PlanAppointment:
    """A meeting planned at a Danish clock time."""
    return c.PlanAppointment(at=at(when), **changes)


def meeting(
    on: str,
    starts: str = "10:00",
    ends: str = "11:30",
    category: str = "personal_contact",
    attendance: Attendance = "present",
    **changes: Any,
) -> c.RecordMeeting:
    """A log-book entry; an hour and a half of personal contact unless said otherwise."""
    return c.RecordMeeting(
        held_on=day(on),
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
        category=category,
        attendance=attendance,
        **changes,
    )


MARKS: dict[Stage, int] = {
    "precontemplation": 1,
    "contemplation": 3,
    "preparation": 5,
    "action": 7,
    "maintenance": 9,
    "relapse": 4,
}
"""What a stage of change comes to on the progress scale of a programme without the circle."""


def follow_up(
    on: str, stages: dict[str, Stage], reached: tuple[str, ...] = (), *, circle: bool = False
) -> c.RecordFollowUp:
    """The three questions, answered for each goal with its mark; with the `circle` of change, its stage."""
    answers = tuple(
        GoalAnswer(
            goal,
            goal in reached,
            effort_sufficient=True,
            more_needed=goal == "g3",
            stage=stage if circle else "",
            progress=None if circle else MARKS[stage],
        )
        for goal, stage in stages.items()
    )
    return c.RecordFollowUp(held_on=day(on), answers=answers, comment="Vi talte om ugen, der gik.")


def granted(starts_on: date, ends_on: date, decided: datetime, **changes: Any) -> c.DecideExtension:
    """The caseworker grants a new period."""
    fields: dict[str, Any] = {
        "granted": True,
        "decider": "D-0001",
        "decider_role": "caseworker",
        "unit": "Jobcenter Viborg, Team Afklaring",
        "channel": "deployment_form",
        "decided_on": decided.date(),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "hours": Decimal(30),
        "document_sha256": "ab" * 32,
        "reason": "Praktikken er i gang og kræver fortsat støtte for at holde.",
    }
    return c.DecideExtension(**{**fields, **changes})
