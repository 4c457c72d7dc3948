"""The corps's goals of a period, asked for on a page: every course is looked through, so a job does it."""

from __future__ import annotations

import msgspec

from casework.corps.goals import Reached, corps_goals
from casework.office import Office
from domain.values import Actor, Span
from models.jobs import Job, JobKind


def ask_for_goals(office: Office, span: Span, controller: str, actor: Actor) -> Job:
    """Have the goals of a period counted, of one controller's courses where it is named."""
    return office.jobs.ask(JobKind.CORPS_GOALS, _subject(span, controller), actor, office.now)


def goals_asked_for(office: Office, span: Span, controller: str) -> Job | None:
    """The newest job that counts that."""
    return office.jobs.latest(JobKind.CORPS_GOALS, _subject(span, controller))


def goals_in(office: Office, job: Job) -> list[Reached]:
    """What a job that is done has counted."""
    return msgspec.json.decode(office.jobs.content(job, office.now), type=list[Reached])


def count_goals(office: Office, job: Job) -> None:
    """Do what `ask_for_goals` asked for. Raises InvalidInput, Tampered, Conflict."""
    first, last, controller = job.subject.split(" ")
    span = msgspec.convert({"starts_on": first, "ends_on": last}, Span)
    found = corps_goals(office, span, controller)
    office.jobs.end(job, office.now, content=msgspec.json.encode(found))


def _subject(span: Span, controller: str) -> str:
    return f"{span.starts_on} {span.ends_on} {controller}"
