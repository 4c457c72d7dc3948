"""One plausible course's reports, with invented people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from adapters.documents import (
    Attendance,
    ClosingReport,
    Deviation,
    Extension,
    Goal,
    GoalProgress,
    HoursGranted,
    HoursUsed,
    MarkGiven,
    Phase,
    ProgressReport,
    StageReached,
    Statement,
)

HEAD = "0123456789abcdef" * 4

PEOPLE = {
    "ref": "M-2026-0042",
    "programme": "Mentorstøtte",
    "controller": "Prøvekommune, Jobcenter Nord",
    "supplier": "Mentorhuset ApS",
    "mentor": "Birgit Holm Sørensen",
    "coordinator": "Kirsten Åkjær",
    "citizen_name": "Åse Ærø-Østergaard",
    "starts_on": date(2026, 3, 2),
    "ends_on": date(2026, 11, 30),
    "dated_on": date(2026, 12, 3),
}
GRANTED = (
    HoursGranted(starts_on=date(2026, 3, 2), ends_on=date(2026, 5, 31), hours=Decimal("32.5"), event=1),
    HoursGranted(starts_on=date(2026, 6, 1), ends_on=date(2026, 8, 31), hours=Decimal(26), event=20),
)
USED = (
    HoursUsed(category="Personlig kontakt", hours=Decimal("41.25"), event=(9, 12, 15)),
    HoursUsed(category="Transport med borgeren", hours=Decimal(12), event=(10, 13)),
)
ATTENDANCE = (
    Attendance(kind="Møder med mentor", kept=26, moved=3, excused=2, no_show=1, event=(9, 10, 11, 12)),
    Attendance(kind="Trepartsmøder", kept=4, event=(16, 22)),
)
GOAL = Goal(
    number="1",
    text="Møde stabilt på en arbejdsplads mindst 12 timer om ugen.",
    event=8,
    status="nået",
    indicator="Fremmøde ifølge vagtplan",
    baseline="0 timer om ugen",
    target="12 timer om ugen",
    due_on=date(2026, 9, 1),
    results=(Statement("Har mødt til 46 af 48 vagter.", (30, 33, 36)),),
    stages=(
        StageReached(on=date(2026, 3, 20), stage="overvejelse", event=8),
        StageReached(on=date(2026, 6, 15), stage="handling", event=19),
    ),
    marks=(
        MarkGiven(on=date(2026, 3, 20), mark=3, event=8),
        MarkGiven(on=date(2026, 6, 15), mark=7, event=19),
    ),
    scale=10,
)
PHASES = (
    Phase(name="Modtaget", starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 3), event=1),
    Phase(name="Aktivt forløb", starts_on=date(2026, 3, 4), ends_on=date(2026, 11, 1), event=8),
    Phase(name="Udfasning", starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 30), event=37),
)
DEVIATION = Deviation(
    occurred_on=date(2026, 7, 20),
    what=Statement("Mødte ikke til praktik.", 24),
    handling=(
        Statement("Jobcentret fik besked samme dag.", 24),
        Statement("Kvitteret af sagsbehandleren.", 26),
    ),
)
EXTENSION = Extension(
    starts_on=date(2026, 6, 1),
    ends_on=date(2026, 8, 31),
    hours=Decimal(26),
    decided_on=date(2026, 5, 12),
    decided_by="sagsbehandler og jobkonsulent",
    reason=Statement("Praktik er aftalt fra 15. juni.", 20),
    special_case=True,
)


def closing_report(**changes: Any) -> ClosingReport:
    """A full closing report; any field can be given another value."""
    fields: dict[str, Any] = PEOPLE | {
        "reason": Statement("Bevillingen udløb.", 41),
        "outcome": Statement("Ansat i småjob 12 timer om ugen.", (40, 41)),
        "review": (Statement("Forløbet begyndte med to forgæves opkald.", (3, 4, 5)),),
        "goals": (GOAL,),
        "hours_granted": GRANTED,
        "hours_used": USED,
        "attendance": ATTENDANCE,
        "deviations": (DEVIATION,),
        "extensions": (EXTENSION,),
        "phases": PHASES,
        "manages_alone": (Statement("Står op og tager bussen selv.", 36),),
        "coping": (Statement("Klarer selv breve fra det offentlige.", 36),),
        "considerations": (Statement("Pauser efter en time.", 39),),
        "hand_over": (Statement("Souschefen er kontaktperson.", 39),),
        "unresolved_needs": (Statement("Breve om ydelse er svære.", 38),),
        "citizen_evaluation": (Statement("»Nu savner de mig, hvis jeg ikke kommer.«", 42),),
        "head": HEAD,
        "events": 43,
    }
    return ClosingReport(**(fields | changes))


def progress_report(**changes: Any) -> ProgressReport:
    """A full progress report; any field can be given another value."""
    goal = GoalProgress(
        number="1",
        text="Møde stabilt.",
        event=8,
        standing=(Statement("Trin i forandringscirklen: handling.", 15),),
        answers=(
            ("Er målet nået?", Statement("Delvist, tre dage om ugen.", 15)),
            ("Er indsatsen tilstrækkelig?", Statement("Ja, med den nuværende støtte.", 16)),
            ("Er der brug for andre eller flere indsatser?", Statement("Nej, ikke lige nu.", 17)),
        ),
    )
    fields: dict[str, Any] = PEOPLE | {
        "goals": (goal,),
        "hours_granted": GRANTED,
        "hours_used": USED,
        "hours_in_period": Decimal("8.5"),
        "attendance": ATTENDANCE,
        "placement": (Statement("I praktik siden juni.", 18),),
        "sufficiency": (Statement("Støtten passer til behovet.", 16),),
        "recommendation": (Statement("Fortsæt som nu.", 19),),
        "citizen_comment": (Statement("Jeg er glad for hjælpen.", 21),),
    }
    return ProgressReport(**(fields | changes))
