"""What a coordinator may trigger with a form in the Prefect UI: references, codes, dates and numbers only.

Free text belongs in the portal or the CLI; where a rule needs a sentence, the form's code stands for one.
"""

from __future__ import annotations

import asyncio
from datetime import date, datetime

from casework.commands.outside_the_rules import must_hold
from casework.office import Office
from casework.rounds import StepResult, step_result
from domain.commands import Command, Pause, ReassignMentor, RecordClosing, ReportDeviation, Resume
from domain.events import GoalResult
from domain.values import Actor, Role

FORM = Actor(Role.OPERATOR, "formular")
FACTS = {
    "no_show": "Borgeren mødte ikke frem til en planlagt aftale.",
    "left_activity": "Borgeren er stoppet i den aktivitet, som planen beskriver.",
    "not_reachable": "Borgeren har ikke kunnet træffes trods gentagne forsøg.",
    "plan_not_followed": "Et punkt i planen følges ikke.",
}
HANDOVERS = {
    "met_together": "Borger, tidligere mentor og ny mentor har holdt et fælles overdragelsesmøde.",
    "log_read": "Ny mentor har gennemgået logbog, mål og aftaler sammen med den tidligere mentor.",
    "by_coordinator": "Koordinator har overdraget logbog, mål og aftaler til den nye mentor.",
}
REVIEWS = {
    "as_planned": "Forløbet er gennemført som aftalt. Indsatsen er beskrevet i logbog og opfølgninger.",
    "adjusted": "Forløbet er gennemført med ændringer undervejs, som fremgår af logbog og opfølgninger.",
    "ended_early": "Forløbet er afsluttet tidligere end planlagt. Årsagen fremgår af logbog og opfølgninger.",
}


async def report_deviation(
    office: Office,
    ref: str,
    fact: str,
    occurred_at: datetime,
    attempts: int,
    *,
    flow_run_id: str | None = None,
) -> StepResult:
    """Report a deviation by its code. The notice to the jobcentre leaves at once."""
    return await _act(office, ref, deviation_command(fact, occurred_at, attempts), flow_run_id)


def deviation_command(fact: str, occurred_at: datetime, attempts: int) -> ReportDeviation:
    """The deviation a form describes by its code."""
    return ReportDeviation(
        occurred_at=occurred_at, fact=FACTS[fact], attempts=attempts, no_show=fact == "no_show"
    )


async def pause_course(
    office: Office, ref: str, command: Pause | Resume, flow_run_id: str | None = None
) -> StepResult:
    """Pause a course or let it go on."""
    return await _act(office, ref, command, flow_run_id)


async def reassign_mentor(
    office: Office, ref: str, mentor: str, cover: str, handover: str, *, flow_run_id: str | None = None
) -> StepResult:
    """Hand a course to another mentor; the code says how the hand-over was done."""
    command = reassignment(mentor, cover, handover)
    return await _act(office, ref, command, flow_run_id)


def reassignment(mentor: str, cover: str, handover: str) -> ReassignMentor:
    """The change of mentor a form describes; the code says how the hand-over was done."""
    return ReassignMentor(mentor=mentor, cover=cover, handover=HANDOVERS[handover])


async def close_course(
    office: Office,
    ref: str,
    command: RecordClosing,
    flow_run_id: str | None = None,
) -> StepResult:
    """Close a course with its report. Raises Refused while a mentor is out on a visit."""
    return await _act(office, ref, command, flow_run_id)


def closing_command(
    reason: str, outcome: str, review: str, reached: tuple[str, ...], known: tuple[str, ...]
) -> RecordClosing:
    """The closing a form describes: goals named in `reached` were reached, the others were not. A goal that
    the course does not have is passed on, so that the rule refuses it.

    The parts that need words are written beforehand (`WriteClosingParts`).
    """
    unknown = tuple(dict.fromkeys(goal for goal in reached if goal not in known))
    goals = (*known, *unknown)
    results = tuple(GoalResult(goal, "reached" if goal in reached else "not_reached") for goal in goals)
    return RecordClosing(reason=reason, outcome=outcome, results=results, review=REVIEWS[review])  # type: ignore[arg-type]


async def _act(office: Office, ref: str, command: Command, flow_run_id: str | None) -> StepResult:
    await asyncio.to_thread(must_hold, office, ref, command, FORM)
    outcome = await asyncio.to_thread(
        office.casebook.handle, ref, command, FORM, office.now, flow_run_id=flow_run_id
    )
    return step_result(outcome.course, outcome.events)


def resume_or_pause(until: date | None, cause: str, *, resume: bool) -> Pause | Resume:
    """The command a pause form means."""
    return Resume() if resume else Pause(cause=cause, until=until)  # type: ignore[arg-type]
